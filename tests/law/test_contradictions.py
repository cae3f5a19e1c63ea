"""What does not fit together is said, and still leads to a result."""

from datetime import date

import pytest

from app.law.events import (
    CaseClosed,
    CaseOpened,
    Channel,
    Event,
    ExtensionNotified,
    FindingConfirmed,
    IdentityAsked,
    IdentityGiven,
    LetterDrafted,
    NothingCame,
    Outcome,
    ReplyNature,
    RequestRefused,
)
from app.law.lifecycle import Assessment, assess
from tests.law.cases import CALENDARS, day, on, opened, received, records, reply, sent, warned

SENT = sent("03-05")
PARTIAL = ReplyNature.PARTIAL


def only(found: Assessment) -> tuple[str, dict[str, object], tuple[str, ...]]:
    (warning,) = found.warnings
    return warning.code, dict(warning.params), warning.records


def test_a_case_without_opening_is_said_to_lack_it() -> None:
    found = assess(records(SENT), day("03-06"), CALENDARS)
    assert {w.code for w in found.warnings} == {"not_opened"}
    assert found.deadlines


def test_of_two_openings_the_earliest_counts() -> None:
    found = on(
        "03-06",
        CaseOpened(on=day("03-02"), right=opened().right, controller_place="US", union_establishment=False, subject_place="FR"),
        SENT,
    )
    assert only(found) == ("opened_twice", {}, ("r0", "r1"))
    assert found.deadlines
    assert found.deadlines.due_strict == day("04-07")


@pytest.mark.parametrize("again", [SENT, reply("03-20", PARTIAL), received("03-06"), IdentityGiven(on=day("03-12"))])
def test_the_same_thing_twice_is_said_once(again: Event) -> None:
    first = on("03-25", SENT, received("03-06"), IdentityAsked(on=day("03-10")), IdentityGiven(on=day("03-12")), reply("03-20", PARTIAL))
    twice = on(
        "03-25", SENT, received("03-06"), IdentityAsked(on=day("03-10")), IdentityGiven(on=day("03-12")), reply("03-20", PARTIAL), again
    )
    assert (warned(first), warned(twice)) == (set(), {"repeated"})
    assert (twice.status, twice.deadlines) == (first.status, first.deadlines)


@pytest.mark.parametrize("usual", [NothingCame(on=day("03-20")), LetterDrafted(on=day("03-20"), letter="access")])
def test_what_often_happens_twice_a_day_is_no_contradiction(usual: Event) -> None:
    assert on("03-25", SENT, usual, usual).warnings == ()


def test_things_of_one_day_that_differ_are_no_repetition() -> None:
    assert (
        on("03-25", SENT, sent("03-05", Channel.POST), reply("03-20", PARTIAL), reply("03-20", ReplyNature.ACKNOWLEDGEMENT)).warnings == ()
    )


def test_a_reply_before_the_receipt_leaves_the_receipt() -> None:
    found = on("04-01", SENT, received("03-20"), reply("03-10", PARTIAL))
    assert only(found) == ("replied_before_received", {"on": day("03-10"), "received": day("03-20")}, ("r3",))
    assert found.deadlines
    assert found.deadlines.due_strict == day("04-20")
    assert on("04-01", SENT, received("03-20"), reply("03-20", PARTIAL)).warnings == ()
    assert {w.code for w in on("04-01", SENT, received("03-20"), RequestRefused(on=day("03-19"))).warnings} == {"replied_before_received"}


def test_a_reply_before_a_presumed_receipt_is_no_contradiction() -> None:
    assert on("04-01", sent("03-05", Channel.POST), reply("03-08", PARTIAL)).warnings == ()


@pytest.mark.parametrize(
    "came", [reply("03-04", PARTIAL), RequestRefused(on=day("03-04")), ExtensionNotified(on=day("03-04"), reasons="x")]
)
def test_what_came_before_the_sending_is_said(came: Event) -> None:
    found = {w.code: dict(w.params) for w in on("03-25", SENT, came).warnings}
    assert found["replied_before_sent"] == {"on": day("03-04"), "sent": day("03-05")}


def test_what_came_on_the_day_of_the_sending_is_no_contradiction() -> None:
    assert on("03-25", SENT, reply("03-05", PARTIAL)).warnings == ()


def test_an_extension_before_the_receipt_counts_from_it() -> None:
    found = on("03-25", SENT, received("03-10"), ExtensionNotified(on=day("03-08"), reasons="x"))
    assert {w.code: dict(w.params) for w in found.warnings} == {"extension_before_receipt": {"on": day("03-08"), "received": day("03-10")}}
    assert on("03-25", SENT, received("03-10"), ExtensionNotified(on=day("03-10"), reasons="x")).warnings == ()


def test_an_answer_before_its_question_pauses_nothing() -> None:
    found = on("03-25", SENT, IdentityGiven(on=day("03-08")), IdentityAsked(on=day("03-10")))
    assert only(found) == ("answer_without_question", {"on": day("03-08")}, ("r2",))
    assert warned(on("03-25", SENT, IdentityGiven(on=day("03-08")))) == {"answer_without_question"}
    assert on("03-25", SENT, IdentityAsked(on=day("03-10")), IdentityGiven(on=day("03-10"))).warnings == ()


@pytest.mark.parametrize(("today", "said"), [("06-08", set()), ("06-09", {"question_long_open"})])
def test_a_question_left_open_for_months_is_said(today: str, said: set[str]) -> None:
    assert warned(on(today, SENT, IdentityAsked(on=day("03-10")))) == said
    assert warned(on(today, SENT, IdentityAsked(on=day("03-10")), IdentityGiven(on=day("06-05")))) == set()


def test_a_finding_in_a_reply_that_is_gone_is_said() -> None:
    found = on("03-25", SENT, reply("03-20", PARTIAL), FindingConfirmed(on=day("03-21"), label="temporal_limit", reply="r9"))
    assert only(found) == ("finding_without_reply", {}, ("r3",))
    assert (
        on("03-25", SENT, RequestRefused(on=day("03-20")), FindingConfirmed(on=day("03-21"), label="temporal_limit", reply="r2")).warnings
        == ()
    )
    assert on("03-25", SENT, FindingConfirmed(on=day("03-21"), label="temporal_limit")).warnings == ()


def test_what_is_recorded_after_the_closing_is_said() -> None:
    closed = CaseClosed(on=day("03-20"), outcome=Outcome.SATISFIED)
    assert only(on("03-25", SENT, closed, reply("03-21", PARTIAL))) == ("recorded_after_closing", {}, ("r3",))
    assert on("03-25", SENT, closed, reply("03-20", PARTIAL)).warnings == ()


def test_a_clock_set_back_makes_records_of_the_future() -> None:
    found = on("03-04", SENT, reply("03-20", PARTIAL))
    assert [(w.code, w.params["on"]) for w in found.warnings] == [("future_record", day("03-05")), ("future_record", day("03-20"))]
    assert found.next_change == day("03-05")


def test_dates_beyond_every_calendar_are_said() -> None:
    found = assess(records(opened(), sent("03-05").__class__(on=date(2100, 12, 1), channel=Channel.EMAIL)), date(2100, 12, 2), CALENDARS)
    assert (warned(found), found.deadlines, found.next_steps[0].reason) == ({"dates_out_of_range"}, None, "dates_unusable")
