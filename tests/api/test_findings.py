"""Findings and checks over the API: a label for a passage of a reply, its place, its withdrawal; each item judged."""

from typing import Any

import pytest

from tests.api.client import Program

ON = "2026-03-10"
TEXT = "Dear Camille,\n\nWe give data of the last twelve months. You may ask twice a year."


def reply(user: Program, text: str = TEXT) -> str:
    (made,) = user.record("reply_received", ON, nature="partial", text=text).json()["records"]
    return str(made["id"])


def confirm(user: Program, to: str, **given: Any) -> Any:
    return user.post(f"/replies/{to}/findings", {"label": "temporal_limit", **given})


def judge(user: Program, to: str, items: dict[str, Any]) -> Any:
    return user.http.put(f"/api/v1/cases/{user.case}/replies/{to}/completeness", json={"items": items}, headers=user.headers)


def take_back(user: Program, finding: str) -> int:
    return user.http.delete(f"/api/v1/cases/{user.case}/findings/{finding}", headers=user.headers).status_code


def fields(answer: Any) -> list[str]:
    assert answer.status_code == 422, answer.text
    return [each["field"] for each in answer.json()["errors"]]


def test_words_of_the_reply_become_a_finding_with_its_place(user: Program) -> None:
    to = reply(user)
    (made,) = confirm(user, to, words="data of the  last twelve\nmonths").json()
    event = made["event"]
    assert TEXT[event["start"] : event["end"]] == event["quote"] == "data of the last twelve months"
    assert [each["id"] for each in user.get(f"/replies/{to}/findings").json()] == [made["id"]]


def test_a_place_alone_is_quoted_from_the_stored_text(user: Program) -> None:
    (made,) = confirm(user, reply(user), start=15, end=22).json()
    assert made["event"]["quote"] == TEXT[15:22]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"words": "thirteen months"}, "words"),
        ({}, "words"),
        ({"start": 5, "end": 900}, "end"),
        ({"start": 9, "end": 9}, "end"),
        ({"start": 5}, "end"),
        ({"label": "made_up", "words": "twice"}, "label"),
    ],
)
def test_what_does_not_fit_the_text_is_refused_by_name(given: dict[str, Any], field: str, user: Program) -> None:
    assert fields(confirm(user, reply(user), **given)) == [field]


def test_a_quotation_that_the_place_does_not_hold_is_refused(user: Program) -> None:
    answer = user.record("finding_confirmed", ON, label="temporal_limit", reply=reply(user), quote="thirteen", start=15, end=23)
    assert fields(answer) == ["event.quote"]


def test_a_corrected_reply_keeps_the_words_and_moves_their_place(user: Program) -> None:
    to = reply(user)
    confirm(user, to, words="twice a year")
    made = user.record("reply_received", ON, corrects=to, nature="partial", text="No. " + TEXT).json()["records"]
    assert ("No. " + TEXT)[made[1]["event"]["start"] :].startswith("twice a year")
    gone = user.record("reply_received", ON, corrects=made[0]["id"], nature="partial", text="Short.").json()["records"]
    assert (gone[1]["event"]["start"], gone[1]["event"]["quote"]) == (None, "twice a year")


def test_a_finding_taken_back_counts_no_longer(user: Program) -> None:
    to = reply(user)
    (made,) = confirm(user, to, words="twice a year").json()
    assert take_back(user, made["id"]) == 204
    assert user.get(f"/replies/{to}/findings").json() == []
    assert take_back(user, to) == 404


def test_a_check_is_kept_and_its_gaps_are_held_against_the_controller(user: Program) -> None:
    to = reply(user)
    items = {"source": {"state": "missing", "words": ""}, "recipients": {"state": "partly", "words": "twice a year"}}
    assert judge(user, to, items).status_code == 200
    judge(user, to, {**items, "copy": {"state": "answered"}})
    told = user.get(f"/replies/{to}/completeness").json()
    assert [each["code"] for each in told] == ["copy", "recipients", "source"]
    (breach,) = [each for each in user.get("").json()["assessment"]["breaches"] if each["code"] == "partial_answer"]
    assert {"GDPR Art. 15(1)(c)", "GDPR Art. 15(1)(g)"} <= set(breach["articles"])
    assert "Where the data come from" in breach["text"]


@pytest.mark.parametrize(
    ("items", "field"),
    [
        ({"erasure": {"state": "missing"}}, "items.erasure.state"),
        ({"source": {"state": "odd"}}, "items.source.state"),
        ({"source": {"state": "partly", "words": "nowhere"}}, "items.source.words"),
        ({}, "items"),
    ],
)
def test_a_check_that_cannot_be_is_refused_by_name(items: dict[str, Any], field: str, user: Program) -> None:
    assert fields(judge(user, reply(user), items)) == [field]


def test_the_answer_is_written_from_what_was_found(user: Program) -> None:
    to = reply(user)
    confirm(user, to, words="twice a year", label="frequency_limit")
    letter = user.get("/documents/answer?format=json").json()
    assert "twice a year" in letter["text"]
    assert "answer" in [step["action"] for step in user.get("").json()["assessment"]["next_steps"]]


def test_before_anything_came_there_is_nothing_to_answer(user: Program) -> None:
    assert user.get("/documents/answer?format=json").status_code == 422
