"""Suggestions, proposals and analyses over the API: what the page shows, and nothing that a person has not decided."""

from typing import Any

import pytest

from tests.api.client import Program
from tests.api.test_findings import ON, confirm, fields, judge

TEXT = "Dear Camille,\n\nWe only hand out what we collected about you in the last twelve months; older records stay in our archive."


@pytest.fixture
def reply(user: Program) -> str:
    (made,) = user.record("reply_received", ON, nature="partial", text=TEXT).json()["records"]
    return str(made["id"])


def suggested(user: Program, to: str) -> list[dict[str, Any]]:
    answer = user.get(f"/replies/{to}/suggestions")
    assert answer.status_code == 200, answer.text
    return list(answer.json())


def test_a_suggestion_quotes_the_reply_and_says_what_it_rests_on(user: Program, reply: str) -> None:
    (one,) = [each for each in suggested(user, reply) if each["label"] == "temporal_limit"]
    assert TEXT[one["start"] : one["end"]] == one["quote"]
    assert (one["kind"], one["why"]) == ("limit", "model")
    assert one["articles"]
    assert one["legitimate_if"]
    assert 0 < one["confidence"] <= 1


def test_what_was_confirmed_is_suggested_no_more(user: Program, reply: str) -> None:
    assert confirm(user, reply, words="in the last twelve months").status_code == 201
    assert "temporal_limit" not in {each["label"] for each in suggested(user, reply)}


def test_what_was_turned_down_is_suggested_no_more(user: Program, reply: str) -> None:
    (one,) = [each for each in suggested(user, reply) if each["label"] == "temporal_limit"]
    place = {name: one[name] for name in ("label", "start", "end")}
    assert user.post(f"/replies/{reply}/suggestions/rejections", place).status_code == 201
    assert "temporal_limit" not in {each["label"] for each in suggested(user, reply)}
    assert fields(user.post(f"/replies/{reply}/suggestions/rejections", place)) == ["label"]


def test_a_reply_that_is_none_has_no_suggestions(user: Program) -> None:
    assert user.get(f"/replies/{'a' * 26}/suggestions").status_code == 404
    assert user.get(f"/replies/{'a' * 26}/completeness/proposals").status_code == 404


def test_the_check_is_proposed_until_it_was_made(user: Program) -> None:
    text = "We use your data for marketing. We keep them for three years. You may complain to the CNIL."
    (made,) = user.record("reply_received", ON, nature="partial", text=text).json()["records"]
    found = user.get(f"/replies/{made['id']}/completeness/proposals").json()
    assert found
    assert all(each["words"] in text for each in found)
    assert judge(user, made["id"], {found[0]["code"]: {"state": found[0]["state"], "words": found[0]["words"]}}).status_code == 200
    assert user.get(f"/replies/{made['id']}/completeness/proposals").json() == []


def test_a_text_is_read_without_a_case(user: Program) -> None:
    answer = user.http.post("/api/v1/analyses", json={"text": TEXT, "request": "access", "sent_on": "2026-03-02", "received_on": ON})
    assert answer.status_code == 200
    assert answer.json()["language"] == "en"
    assert "temporal_limit" in {each["label"] for each in answer.json()["findings"]}
    assert set(answer.json()["extracted"]) == {"dates", "recipients", "amounts", "documents", "articles", "remedies"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": "x" * 100_001}, "text"),
        ({"text": "a", "request": "all"}, "request"),
        ({"text": "a", "sent_on": "soon"}, "sent_on"),
        ({"text": "a", "sent_on": "1800-01-01", "received_on": "1800-02-01"}, "sent_on"),
        ({"text": "a", "received_on": "9999-12-31"}, "received_on"),
        ({"text": "a", "sent_on": "2026-03-02", "received_on": "2026-03-01"}, "received_on"),
        ({}, "text"),
    ],
)
def test_a_text_that_cannot_be_read_names_the_field(user: Program, wrong: dict[str, str], field: str) -> None:
    assert fields(user.http.post("/api/v1/analyses", json=wrong)) == [field]


def test_an_empty_text_holds_nothing(user: Program) -> None:
    assert user.http.post("/api/v1/analyses", json={"text": ""}).json()["findings"] == []
