"""What was found in replies: breaches item by item, the step that each limit leads to, old records."""

import pytest

from app.law.events import CompletenessChecked, FindingConfirmed, ItemChecked, ItemState, ReplyNature, from_payload, to_payload
from app.law.lifecycle import Action
from app.law.rights import Right
from tests.law.cases import actions, day, letter, on, opened, reply, sent

PARTIAL = reply("03-20", ReplyNature.PARTIAL)


def check(**items: str) -> CompletenessChecked:
    judged = tuple(ItemChecked(code=code, state=ItemState(state)) for code, state in items.items())
    return CompletenessChecked(on=day("03-21"), items=judged, reply="r2")


def found(label: str) -> FindingConfirmed:
    return FindingConfirmed(on=day("03-21"), label=label, reply="r2")


def test_an_old_finding_is_read_as_it_was() -> None:
    old = {"on": "2026-03-21", "label": "temporal_limit", "quote": "twelve months", "reply": "r2"}
    event = from_payload("finding_confirmed", old)
    assert isinstance(event, FindingConfirmed)
    assert (event.start, event.end, event.by) == (None, None, "")


def test_a_check_is_written_and_read_back_whole() -> None:
    event = check(source="missing", recipients="partly")
    assert from_payload(event.kind, to_payload(event)) == event


def test_missing_items_are_a_breach_once_the_date_is_past_with_the_article_of_each() -> None:
    events = (sent("03-05"), PARTIAL, check(source="missing", recipients="partly", purposes="answered"))
    assert on("03-25", *events).breaches == ()
    (breach,) = on("06-01", *events).breaches
    assert breach.code == "partial_answer"
    assert {"GDPR Art. 15(1)(c)", "GDPR Art. 15(1)(g)"} <= set(breach.articles)
    assert breach.params["items"] == ("recipients", "source")


def test_an_erasure_is_checked_against_articles_17_to_19() -> None:
    events = (sent("03-05"), PARTIAL, check(erasure="answered", kept="missing", recipients="missing"))
    (breach,) = on("06-01", *events, case=opened(Right.ERASURE)).breaches
    assert (breach.code, breach.params["items"]) == ("partial", ("kept", "recipients"))
    assert {"GDPR Art. 17(3)", "GDPR Art. 19"} <= set(breach.articles)


def test_what_one_reply_answers_is_answered() -> None:
    events = (sent("03-05"), reply("03-20", ReplyNature.COMPLETE), check(source="missing"), check(source="answered"))
    assert on("06-01", *events).breaches == ()


@pytest.mark.parametrize(
    ("label", "first"),
    [("policy_pointer", Action.ANSWER), ("temporal_limit", Action.MISE_EN_DEMEURE), ("gdpr_denied", Action.COMPLAINT)],
)
def test_a_limit_leads_to_the_step_of_its_file_and_to_the_answer(label: str, first: Action) -> None:
    steps = actions(on("03-22", sent("03-05"), PARTIAL, found(label)))
    assert steps[0] is first
    assert Action.ANSWER in steps


def test_gaps_alone_are_asked_for_in_the_answer_and_not_twice() -> None:
    steps = actions(on("03-22", sent("03-05"), PARTIAL, check(source="missing")))
    assert Action.ANSWER in steps
    assert Action.ASK_MISSING not in steps


def test_an_answer_that_left_is_not_offered_again() -> None:
    steps = actions(on("03-25", sent("03-05"), PARTIAL, found("policy_pointer"), letter("03-22", "answer")))
    assert Action.ANSWER not in steps


def test_an_answer_without_limit_is_no_limit_of_the_steps() -> None:
    steps = actions(on("03-22", sent("03-05"), reply("03-20", ReplyNature.COMPLETE), found("compliant")))
    assert steps[0] is Action.CLOSE
    assert Action.ANSWER not in steps
