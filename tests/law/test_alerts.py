"""What a person is told, from which day on, and what a pause of the alerts does."""

from datetime import date

import pytest

from app.law.events import (
    CaseClosed,
    Channel,
    ExtensionNotified,
    IdentityAsked,
    IdentityGiven,
    LetterDrafted,
    Outcome,
    ReplyNature,
    RequestRefused,
    Snoozed,
)
from app.law.lifecycle import Status, assess
from tests.law.cases import CALENDARS, alert, day, filed, letter, on, opened, received, records, reply, sent, told, warned

# Sent on 5 March by e-mail: due on 7 April. With a receipt between 9 and 17 March: due on 9 and 17 April.
DUE = [("due_soon", day("04-04")), ("overdue", day("04-08"))]
SILENT = [("not_acknowledged", day("03-15")), *DUE]


def snoozed(on_: str, until: str) -> Snoozed:
    return Snoozed(on=day(on_), until=day(until))


def test_a_case_without_letter_waits_a_week() -> None:
    assert told(on("03-02")) == [("not_sent", day("03-08"))]
    written = on("03-05", LetterDrafted(on=day("03-04"), letter="access"))
    found = alert(written, "not_sent")
    assert found
    assert (found.on, found.about, found.params) == (day("03-11"), day("03-04"), {"drafted": day("03-04")})


def test_only_the_letter_of_the_request_waits_to_be_sent() -> None:
    assert told(on("03-05", LetterDrafted(on=day("03-04"), letter="complaint"))) == [("not_sent", day("03-08"))]


def test_a_sent_request_has_its_alerts_from_the_first_day_on() -> None:
    assert told(on("03-05", sent("03-05"))) == SILENT
    assert on("03-05", sent("03-05")).next_change == day("03-15")


@pytest.mark.parametrize(("channel", "days"), [(Channel.WEB_FORM, "03-15"), (Channel.POST, "03-20"), (Channel.REGISTERED_POST, "03-20")])
def test_without_any_sign_of_arrival_the_person_is_told(channel: Channel, days: str) -> None:
    found = alert(on("03-06", sent("03-05", channel)), "not_acknowledged")
    assert found
    assert (found.on, found.about) == (day(days), day("03-05"))


@pytest.mark.parametrize(
    "sign",
    [received("03-09"), reply("03-09", ReplyNature.ACKNOWLEDGEMENT), IdentityAsked(on=day("03-09")), ExtensionNotified(on=day("03-09"))],
)
def test_any_sign_of_arrival_ends_that_alert(sign: object) -> None:
    assert isinstance(sign, type(received("03-09")) | type(reply("03-09", ReplyNature.OTHER)) | IdentityAsked | ExtensionNotified)
    assert alert(on("03-10", sent("03-05"), sign), "not_acknowledged") is None


def test_two_dates_have_an_alert_each() -> None:
    found = on("03-20", sent("03-05"), received("03-09", "03-17"))
    assert told(found) == [("due_soon", day("04-06")), ("strict_passed", day("04-10")), ("overdue", day("04-18"))]
    strict = alert(found, "strict_passed")
    assert strict
    assert (strict.about, strict.params) == (day("04-09"), {"due": day("04-09"), "until": day("04-17")})


def test_the_alerts_of_the_time_stay_when_it_is_over() -> None:
    assert told(on("06-01", sent("03-05"))) == SILENT


@pytest.mark.parametrize("answer", [reply("04-01", ReplyNature.COMPLETE), RequestRefused(on=day("04-01"))])
def test_an_answer_ends_the_alerts_of_the_time(answer: object) -> None:
    assert isinstance(answer, type(reply("04-01", ReplyNature.OTHER)) | RequestRefused)
    assert told(on("04-02", sent("03-05"), answer)) == []


def test_a_partial_answer_does_not() -> None:
    assert told(on("04-02", sent("03-05"), reply("04-01", ReplyNature.PARTIAL))) == DUE


def test_a_message_to_read_is_told_after_two_days() -> None:
    found = alert(on("03-20", sent("03-05"), reply("03-20", ReplyNature.OTHER)), "reply_unread")
    assert found
    assert (found.on, found.about) == (day("03-22"), day("03-20"))
    assert alert(on("09-20", sent("03-05"), filed("09-01"), reply("09-10", ReplyNature.OTHER)), "reply_unread")


def test_a_question_is_told_after_three_days_until_it_is_answered() -> None:
    asked = IdentityAsked(on=day("03-10"))
    found = alert(on("03-10", sent("03-05"), asked), "identity_waiting")
    assert found
    assert (found.on, found.about) == (day("03-13"), day("03-10"))
    assert alert(on("03-20", sent("03-05"), asked, IdentityGiven(on=day("03-12"))), "identity_waiting") is None


@pytest.mark.parametrize(
    ("notice", "reasons", "since", "kind"), [("04-20", "eleven systems", "04-20", "void"), ("03-20", "", "04-08", "defective")]
)
def test_an_extension_that_does_not_hold_is_told_until_it_is_contested(notice: str, reasons: str, since: str, kind: str) -> None:
    events = (sent("03-05"), ExtensionNotified(on=day(notice), reasons=reasons))
    found = alert(on("04-20", *events), "extension_void")
    assert found
    assert (found.on, found.about, found.params["kind"]) == (day(since), day("04-07"), kind)
    assert alert(on("04-22", *events, letter(notice, "contest_extension")), "extension_void") is None
    assert alert(on("04-20", sent("03-05"), ExtensionNotified(on=day("03-20"), reasons="x")), "extension_void") is None


def test_a_day_set_by_a_letter_is_told_when_it_has_passed() -> None:
    events = (sent("03-05"), letter("04-10", "reminder", "04-18"))
    found = alert(on("04-11", *events), "reminder_lapsed")
    assert found
    assert (found.on, found.about, found.params["sent"]) == (day("04-19"), day("04-18"), day("04-10"))
    assert alert(on("04-20", *events, reply("04-15", ReplyNature.PARTIAL)), "reminder_lapsed") is None
    assert alert(on("04-20", sent("03-05"), letter("04-10", "identity_answer", "04-18")), "reminder_lapsed") is None


def test_a_written_complaint_is_told_after_a_week_until_it_is_filed() -> None:
    events = (sent("03-05"), LetterDrafted(on=day("04-09"), letter="complaint"))
    found = alert(on("04-10", *events), "complaint_drafted")
    assert found
    assert (found.on, found.about) == (day("04-16"), day("04-09"))
    assert alert(on("04-20", *events, filed("04-12")), "complaint_drafted") is None


def test_a_closed_case_tells_nothing() -> None:
    assert told(on("05-01", sent("03-05"), CaseClosed(on=day("04-30"), outcome=Outcome.WITHDRAWN))) == []


@pytest.mark.parametrize(
    ("pauses", "overdue"),
    [
        ([("04-08", "05-01")], "05-01"),
        ([("04-09", "05-01")], "05-01"),
        ([("04-01", "04-08")], "04-08"),
        ([("04-01", "04-09")], "04-09"),
        ([("04-01", "04-20"), ("04-15", "05-10")], "05-10"),
        ([("04-15", "05-10"), ("04-01", "04-20")], "05-10"),
        ([("04-01", "04-20"), ("04-21", "05-10")], "05-10"),
        ([("04-01", "04-07")], "04-08"),
    ],
)
def test_a_pause_holds_back_what_has_begun_and_what_begins_within_it(pauses: list[tuple[str, str]], overdue: str) -> None:
    found = on("04-22", sent("03-05"), *[snoozed(*pause) for pause in pauses])
    late = alert(found, "overdue")
    assert late
    assert (late.on, late.about) == (day(overdue), day("04-07"))
    assert found.status is Status.OVERDUE


def test_a_pause_moves_no_date_and_no_status() -> None:
    plain, quiet = on("04-10", sent("03-05")), on("04-10", sent("03-05"), snoozed("04-01", "06-01"))
    assert (quiet.status, quiet.deadlines, quiet.breaches, quiet.next_steps) == (
        plain.status,
        plain.deadlines,
        plain.breaches,
        plain.next_steps,
    )
    assert quiet.next_change == day("06-01")


def test_a_pause_that_ends_before_it_begins_is_a_warning() -> None:
    found = on("04-10", sent("03-05"), snoozed("04-05", "04-01"))
    assert (told(found), warned(found)) == (SILENT, {"snoozed_backwards"})
    assert warned(on("04-10", sent("03-05"), snoozed("04-05", "04-05"))) == set()


def test_no_pause_outlasts_the_last_day_to_go_to_court() -> None:
    found = on("12-20", sent("03-05"), filed("09-15"), snoozed("12-20", "27-04-01"))
    soon, last = alert(found, "court_soon"), alert(found, "court_last")
    assert soon
    assert last
    assert (soon.on, last.on) == (day("27-04-01"), day("27-02-15"))
    begun = alert(on("27-02-13", sent("03-05"), filed("09-15"), snoozed("27-02-13", "27-04-01")), "court_last")
    assert begun
    assert begun.on == day("27-02-15")
    short = alert(on("12-20", sent("03-05"), filed("09-15"), snoozed("12-20", "27-02-14")), "court_last")
    assert short
    assert short.on == day("27-02-14")


def test_alerts_beyond_the_end_of_the_calendar_are_none() -> None:
    case = records(opened(), LetterDrafted(on=date.max, letter="access"))
    assert assess(case, date.max, CALENDARS).alerts == ()
    assert assess(case, date.max, CALENDARS).next_change is None
