"""Several controllers in one dossier: a case for each, one code for all."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.wiring import Wiring
from tests.api.client import DOSSIER, entered, visitor
from tests.databases import on_both

NEW: dict[str, Any] = {name: value for name, value in DOSSIER.items() if name != "sent"}
OWN = {"name": "Exemple SA", "country": "DE", "email": "dpo@example.org"}


@pytest.fixture
def http(wiring: Wiring) -> TestClient:
    """Somebody without a token, who reads English."""
    return visitor(wiring)


def cases(http: TestClient, asked: dict[str, Any]) -> list[dict[str, Any]]:
    opened = http.post("/api/v1/dossiers", json=asked)
    assert opened.status_code == 201, opened.text
    user = entered(http, opened.json()["code"], opened.json()["cases"][0])
    return [http.get(f"/api/v1/cases/{case}", headers=user.headers).json() for case in opened.json()["cases"]]


@on_both
def test_each_controller_has_its_cases_under_one_code(http: TestClient) -> None:
    found = cases(http, {**NEW, "rights": ["access", "erasure"], "besides": [{"slug": "fnac"}, OWN]})
    assert [case["right"] for case in found] == ["access", "erasure"] * 3
    assert [case["controller"]["name"] for case in found[::2]][2] == "Exemple SA"
    assert [case["linked"] for case in found] == [found[n ^ 1]["id"] for n in range(6)]
    assert len({case["reference"] for case in found}) == 6


def test_nobody_is_written_to_twice(http: TestClient) -> None:
    assert len(cases(http, {**NEW, "besides": [{"slug": "fnac"}, {"slug": "clearview-ai"}, {"slug": "fnac"}]})) == 2


def test_a_letter_goes_where_its_way_leads(http: TestClient) -> None:
    postal = {"name": "Musterhaus GmbH", "country": "DE", "address": ["Musterweg 1", "12345 Musterstadt"]}
    assert [case["channel"] for case in cases(http, {**NEW, "besides": [postal, OWN]})] == ["email", "registered_post", "email"]


@pytest.mark.parametrize(
    ("besides", "field"),
    [
        ([{"slug": "fnac"}, {"slug": "nobody"}], "besides.1.slug"),
        ([{"name": "Exemple SA"}], "besides.0.country"),
        ([{"name": "Police nationale", "country": "FR"}], "besides.0.name"),
        ([{"slug": "fnac"}] * 16, "besides"),
    ],
)
def test_a_mistake_is_named_by_its_place(besides: list[dict[str, str]], field: str, http: TestClient) -> None:
    answer = http.post("/api/v1/dossiers", json={**NEW, "besides": besides})
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["errors"]] == [field]
