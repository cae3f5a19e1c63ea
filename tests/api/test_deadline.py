"""A deadline by its address: the same question, under the same names, as on the page for people."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.web.forms.deadline import FIELDS
from app.wiring import Wiring
from tests.api.client import visitor

FACTS: dict[str, Any] = {"received": "2026-03-05", "received_latest": "2026-03-10", "place": "US", "subject_place": "FR-67"}
IN_ADDRESS = FACTS | {
    "paused_from": ["2026-03-12", "2026-03-25"],
    "paused_to": ["2026-03-20", "2026-03-26"],
    "extension_notified": "2026-03-30",
    "extension_reasons": "Many pictures",
}
IN_BODY = FACTS | {
    "paused": [{"start": "2026-03-12", "end": "2026-03-20"}, {"start": "2026-03-25", "end": "2026-03-26"}],
    "extension": {"notified": "2026-03-30", "reasons": "Many pictures"},
}


@pytest.fixture
def http(wiring: Wiring) -> TestClient:
    """A program without a token."""
    return visitor(wiring)


def test_an_address_can_ask_all_that_a_body_can(http: TestClient) -> None:
    by_address = http.get("/api/v1/deadline", params=IN_ADDRESS).json()
    assert by_address == http.post("/api/v1/deadline", json=IN_BODY).json()
    assert by_address["extension"] == "valid"


def test_the_page_and_the_interface_have_the_same_names(http: TestClient) -> None:
    described = http.get("/api/openapi.json").json()["paths"]["/api/v1/deadline"]["get"]["parameters"]
    assert sorted(parameter["name"] for parameter in described) == sorted(FIELDS)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"paused_from": "2026-03-12"}, "paused_to"),
        ({"paused_from": "2026-01-12", "paused_to": "2026-03-12"}, "paused_from"),
        ({"paused_from": ["2026-03-12"] * 21, "paused_to": ["2026-03-12"] * 21}, "paused_from"),
        ({"extension_reasons": "Many"}, "extension_notified"),
        ({"extension_notified": "2026-01-12"}, "extension_notified"),
        ({"received_latest": "2026-03-01"}, "received"),
        ({"place": "XX"}, "place"),
    ],
)
def test_a_mistake_is_named_by_the_field_of_the_address(http: TestClient, asked: dict[str, Any], field: str) -> None:
    answer = http.get("/api/v1/deadline", params={"received": "2026-03-05", "place": "FR"} | asked)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field
