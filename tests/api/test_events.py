"""Events over the API: every kind that the law has, recorded, corrected, taken back, once."""

from typing import Any

import pytest

from app.api.events import MODELS
from app.law.events import KINDS
from tests.api.client import Program
from tests.databases import on_both

ON = "2026-03-10"
NEEDED: dict[str, dict[str, Any]] = {
    "letter_drafted": {"letter": "mise_en_demeure"},
    "request_sent": {"channel": "post"},
    "reply_received": {"nature": "partial", "text": "We hold nothing about you."},
    "finding_confirmed": {"label": "temporal_limit"},
    "finding_rejected": {"label": "temporal_limit", "by": "Camille"},
    "completeness_checked": {"items": [{"code": "source", "state": "missing", "quote": "", "start": None, "end": None}]},
    "reminder_sent": {"letter": "reminder", "channel": "email", "until": "2026-03-20"},
    "complaint_filed": {"authority": "fr-cnil"},
    "mandate_given": {
        "purpose": "complaint",
        "holder": "Association Exemple",
        "body": "association",
        "signed": True,
        "ends_on": "2028-03-10",
    },
    "mandate_revoked": {"purpose": "request"},
    "request_returned": {"reason": "unclaimed", "presented": "2026-03-09"},
    "authority_acknowledged": {"authority": "fr-cnil", "number": "26-1", "received_on": "2026-03-09"},
    "authority_informed": {"authority": "fr-cnil"},
    "authority_reminded": {"authority": "fr-cnil", "channel": "web_form"},
    "authority_decided": {"authority": "fr-cnil", "outcome": "closed", "remedies_stated": False},
    "snoozed": {"until": "2026-03-20"},
    "case_closed": {"outcome": "partly"},
}
RECORDED = [kind for kind in KINDS if kind not in ("case_opened", "event_withdrawn")]


def test_every_kind_of_the_law_has_its_model() -> None:
    assert MODELS.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", RECORDED)
def test_an_event_of_any_kind_is_recorded_as_it_was_sent(kind: str, user: Program) -> None:
    sent = NEEDED.get(kind, {})
    answer = user.record(kind, ON, **sent)
    assert answer.status_code == 201, answer.text
    (made,) = answer.json()["records"]
    assert made["event"].items() >= {"kind": kind, "on": ON, **sent}.items()
    assert made["text"]


@on_both
def test_a_correction_of_a_reply_takes_its_findings_along(user: Program) -> None:
    (reply,) = user.record("reply_received", ON, nature="partial").json()["records"]
    user.record("finding_confirmed", ON, label="temporal_limit", reply=reply["id"])
    made = user.record("reply_received", "2026-03-11", corrects=reply["id"], nature="partial").json()["records"]
    assert [each["event"]["kind"] for each in made] == ["reply_received", "finding_confirmed"]
    assert made[1]["event"]["reply"] == made[0]["id"]


@on_both
def test_a_withdrawn_record_counts_no_longer(user: Program) -> None:
    (reply,) = user.record("reply_received", ON, nature="complete").json()["records"]
    assert user.record("event_withdrawn", ON, corrects=reply["id"]).status_code == 201
    assert user.get("").json()["assessment"]["status"] == "overdue"


def test_a_record_is_corrected_once(user: Program) -> None:
    (reply,) = user.record("reply_received", ON, nature="complete").json()["records"]
    user.record("event_withdrawn", ON, corrects=reply["id"])
    assert user.record("event_withdrawn", ON, corrects=reply["id"]).status_code == 409


@on_both
def test_the_same_key_again_records_nothing_more(user: Program) -> None:
    key = "key-of-a-program-0123456789"
    first, second = (user.record("nothing_came", ON, key=key) for _ in range(2))
    assert first.json() == second.json()
    assert len(user.get("/events").json()["items"]) == 3


@on_both
def test_a_case_seen_before_its_last_record_is_not_written_to(user: Program) -> None:
    seen = user.get("").headers["etag"]
    body = {"event": {"kind": "nothing_came", "on": ON}}
    assert user.post("/events", body, **{"If-Match": seen}).status_code == 201
    assert user.post("/events", body, **{"If-Match": seen}).status_code == 412


MISTAKES: list[tuple[dict[str, Any], str]] = [
    ({"kind": "nothing_came", "on": "2999-01-01"}, "event.on"),
    ({"kind": "nothing_came", "on": "2018-05-24"}, "event.on"),
    ({"kind": "nothing_came", "on": 20260310}, "event.on"),
    ({"kind": "nothing_came", "on": ON, "more": 1}, "event.more"),
    ({"kind": "nobody_knows", "on": ON}, "event.kind"),
    ({"on": ON}, "event.kind"),
    ({"kind": "request_sent", "on": ON, "channel": "pigeon"}, "event.channel"),
    ({"kind": "request_sent", "on": ON, "channel": "post", "proof": "x" * 301}, "event.proof"),
    ({"kind": "request_sent", "on": ON, "channel": "post", "proof": "\0"}, "event.proof"),
    ({"kind": "request_sent", "on": ON, "channel": "post", "files": ["a" * 26]}, "event.files"),
    ({"kind": "request_received", "on": ON, "latest": "2026-03-09"}, "event.latest"),
    ({"kind": "request_refused", "on": ON, "reasons_given": "yes"}, "event.reasons_given"),
    ({"kind": "complaint_filed", "on": ON, "authority": "nobody"}, "event.authority"),
    ({"kind": "finding_confirmed", "on": ON, "label": "nonsense"}, "event.label"),
    ({"kind": "event_withdrawn", "on": ON}, "corrects"),
]


@pytest.mark.parametrize(("event", "field"), MISTAKES)
def test_a_mistake_is_named_by_its_field(event: dict[str, Any], field: str, user: Program) -> None:
    answer = user.post("/events", {"event": event})
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["errors"]] == [field]


def test_the_answer_says_which_letter_a_step_takes_and_what_there_is_to_tell(user: Program) -> None:
    found = user.get("").json()["assessment"]
    letters = {step["action"]: step["letter"] for step in found["next_steps"]}
    assert letters["mise_en_demeure"] == "mise_en_demeure"
    assert letters.get("wait", "") == ""
    assert found["escalate"] == found["deadlines"]["due_safe"]
    assert {alert["code"] for alert in found["alerts"]} >= {"due_soon", "overdue"}
    assert all(alert["title"] and alert["text"] for alert in found["alerts"])


def test_what_the_authority_does_can_be_recorded_by_programs_too(user: Program) -> None:
    assert user.record("complaint_filed", "2026-05-10", authority="fr-cnil").status_code == 201
    known = {"authority": "fr-cnil", "number": "26-1", "received_on": "2026-05-10"}
    assert user.record("authority_acknowledged", "2026-05-12", **known).status_code == 201
    wrong = user.record("authority_acknowledged", "2026-05-12", authority="fr-cnil", received_on="2026-05-13")
    assert wrong.json()["errors"][0]["field"].endswith("received_on")
    assert user.record("authority_decided", "2026-08-01", authority="fr-cnil", outcome="maybe").status_code == 422
