"""The authority's own clock, and the way to the court."""

from datetime import date

import pytest

from app.law.authority_clock import authority_clock
from app.law.events import AuthorityDecided, AuthorityOutcome, ComplaintFiled, CourtSeized, Event, ReplyNature
from app.law.facts import facts_on
from app.law.lifecycle import Action, Status, assess
from app.law.rights import Right
from tests.law.cases import (
    CALENDARS,
    actions,
    confirmed,
    day,
    decided,
    filed,
    informed,
    letter,
    on,
    opened,
    opens,
    records,
    reminded,
    reply,
    sent,
    step,
    told,
    warned,
)

UPHELD, PARTLY, REJECTED, CLOSED = AuthorityOutcome
FILED = (sent("03-05"), filed("09-15"))


def test_three_months_run_from_the_receipt_that_the_authority_confirmed() -> None:
    found = on("09-25", *FILED, confirmed("09-22", received_on="09-18"))
    waiting = step(found, Action.AWAIT_AUTHORITY)
    assert (found.status, waiting.reason) == (Status.COMPLAINT, "authority_working")
    assert (waiting.params["remind_on"], waiting.params["silent_on"]) == (day("11-27"), day("12-18"))
    assert waiting.params["act_by"] == day("27-02-18")


def test_an_acknowledgement_without_a_day_moves_nothing() -> None:
    assert step(on("09-25", *FILED, confirmed("09-22")), Action.AWAIT_AUTHORITY).params["silent_on"] == day("12-15")


def test_a_receipt_before_the_filing_is_left_out() -> None:
    found = on("09-25", *FILED, confirmed("09-22", received_on="09-10"))
    assert step(found, Action.AWAIT_AUTHORITY).params["silent_on"] == day("12-15")
    assert "authority_received_early" in warned(found)


@pytest.mark.parametrize(
    ("today", "status", "reason", "first"),
    [
        ("11-23", Status.COMPLAINT, "authority_working", Action.AWAIT_AUTHORITY),
        ("11-24", Status.COMPLAINT, "authority_reminder_due", Action.REMIND_AUTHORITY),
        ("12-15", Status.COMPLAINT, "authority_reminder_due", Action.REMIND_AUTHORITY),
        ("12-16", Status.AUTHORITY_SILENT, "cnil_silent", Action.GO_TO_COURT),
        ("27-02-15", Status.AUTHORITY_SILENT, "cnil_silent", Action.GO_TO_COURT),
        ("27-02-16", Status.AUTHORITY_SILENT, "court_time_past", Action.GO_TO_COURT),
    ],
)
def test_the_silence_of_the_cnil_day_by_day(today: str, status: Status, reason: str, first: Action) -> None:
    found = on(today, *FILED)
    assert (found.status, actions(found)[0], step(found, Action.AWAIT_AUTHORITY).reason) == (status, first, reason)


def test_the_court_is_open_from_the_day_after_the_silence() -> None:
    court = step(on("12-16", *FILED), Action.GO_TO_COURT)
    assert (court.reason, court.available_from, court.params["by"]) == ("court_silent", day("12-16"), day("27-02-15"))
    assert step(on("27-02-16", *FILED), Action.GO_TO_COURT).reason == "court_past"
    assert step(on("12-16", *FILED), Action.REMIND_AUTHORITY).reason == "remind_silent"


@pytest.mark.parametrize(
    ("lives", "by"), [("FR-67", "27-02-15"), ("RE", "27-03-15"), ("FR-971", "27-03-15"), ("US", "27-04-15"), ("DE", "27-04-15")]
)
def test_who_lives_far_away_has_more_time(lives: str, by: str) -> None:
    found = on("12-16", *FILED, case=opened(lives=lives))
    assert step(found, Action.GO_TO_COURT).params["by"] == day(by)


def test_news_on_the_progress_begin_three_new_months() -> None:
    found = on("12-20", *FILED, informed("10-20"))
    waiting = step(found, Action.AWAIT_AUTHORITY)
    assert (found.status, waiting.reason, waiting.params["informed"]) == (Status.COMPLAINT, "authority_informed", day("10-20"))
    assert waiting.params["silent_on"] == day("27-01-20")
    assert on("27-01-21", *FILED, informed("10-20")).status is Status.AUTHORITY_SILENT


def test_news_after_the_silence_withdraw_the_rejection() -> None:
    assert on("12-22", *FILED, informed("12-20")).status is Status.COMPLAINT


def test_whoever_reminded_the_authority_waits_for_its_answer() -> None:
    found = on("12-01", *FILED, reminded("11-26"))
    assert (actions(found)[0], step(found, Action.AWAIT_AUTHORITY).reason) == (Action.AWAIT_AUTHORITY, "authority_working")
    assert "authority_remind" not in {code for code, _ in told(found)}
    again = on("27-01-10", *FILED, reminded("09-16"), informed("10-20"))
    assert Action.REMIND_AUTHORITY in actions(again)


def test_the_alerts_of_a_complaint() -> None:
    assert told(on("09-16", *FILED)) == [
        ("authority_remind", day("11-24")),
        ("authority_silent", day("12-16")),
        ("court_soon", day("27-02-01")),
        ("court_last", day("27-02-12")),
    ]


def test_another_authority_is_silent_by_another_law() -> None:
    found = on("12-16", sent("03-05"), filed("09-15", "ie-dpc"))
    assert (found.status, step(found, Action.GO_TO_COURT).reason) == (Status.AUTHORITY_SILENT, "court_elsewhere_silent")
    assert step(found, Action.AWAIT_AUTHORITY).reason == "authority_silent"
    assert [code for code, _ in told(found)] == ["authority_remind", "authority_silent"]


@pytest.mark.parametrize("outcome", [PARTLY, REJECTED, CLOSED])
def test_a_decision_that_does_not_satisfy_can_be_attacked_for_two_months(outcome: AuthorityOutcome) -> None:
    found = on("11-02", *FILED, decided("11-02", outcome, stated=True))
    court = step(found, Action.GO_TO_COURT)
    assert (found.status, court.reason, court.available_from) == (Status.DECIDED, "court_decided", day("11-02"))
    assert (court.params["by"], court.params["decided"]) == (day("27-01-02"), day("11-02"))
    assert step(found, Action.AWAIT_AUTHORITY).reason == f"authority_{outcome.value}"
    assert told(found) == [("court_soon", day("12-19")), ("court_last", day("12-30"))]
    assert step(on("27-01-03", *FILED, decided("11-02", outcome)), Action.GO_TO_COURT).reason == "court_past"


def test_a_decision_without_remedies_can_be_attacked_for_a_year() -> None:
    found = on("27-03-01", *FILED, decided("11-02", REJECTED, stated=False))
    court = step(found, Action.GO_TO_COURT)
    assert (court.reason, court.params["by"]) == ("court_decided_unstated", day("27-01-02"))
    assert told(found)[-1] == ("court_last", day("27-10-30"))


def test_a_complaint_that_was_upheld_needs_no_court() -> None:
    found = on("11-10", *FILED, decided("11-02", UPHELD))
    assert (found.status, actions(found), told(found)) == (Status.DECIDED, [Action.AWAIT_AUTHORITY, Action.CLOSE], [])


def test_a_decision_elsewhere_is_attacked_by_the_law_of_the_authority() -> None:
    found = on("11-10", sent("03-05"), filed("09-15", "ie-dpc"), decided("11-02", REJECTED, authority="ie-dpc"))
    assert step(found, Action.GO_TO_COURT).reason == "court_elsewhere"


def test_before_the_court_only_the_end_is_awaited() -> None:
    found = on("12-20", *FILED, CourtSeized(on=day("12-18")))
    assert (actions(found), found.next_steps[0].reason, told(found)) == ([Action.AWAIT_AUTHORITY, Action.CLOSE], "in_court", [])
    assert found.next_steps[0].params["seized"] == day("12-18")


def test_a_complaint_filed_again_after_a_decision_counts_anew() -> None:
    first = (*FILED, confirmed("09-22", received_on="09-18"), informed("10-10"), reminded("10-20"), decided("11-02", CLOSED))
    found = on("12-20", *first, filed("12-01"))
    waiting = step(found, Action.AWAIT_AUTHORITY)
    assert (found.status, waiting.params["filed"], waiting.params["silent_on"]) == (Status.COMPLAINT, day("12-01"), day("27-03-01"))
    assert (waiting.reason, warned(found)) == ("authority_working", set())
    assert "authority_remind" in {code for code, _ in told(found)}


def test_the_latest_of_two_decisions_counts() -> None:
    found = on("12-20", *FILED, decided("11-02", CLOSED), decided("12-10", UPHELD))
    assert (step(found, Action.AWAIT_AUTHORITY).reason, warned(found)) == ("authority_upheld", {"decided_again"})
    assert warned(on("12-20", *FILED, decided("11-02", CLOSED), decided("12-10", CLOSED))) == set()


def test_letters_of_an_authority_nobody_complained_to_are_warnings() -> None:
    found = on("09-20", sent("03-05"), confirmed("09-10"), decided("09-12", CLOSED), CourtSeized(on=day("09-14")))
    assert (found.status, warned(found)) == (Status.OVERDUE, {"authority_without_complaint"})
    assert len(found.warnings) == 3
    assert "another_authority" in warned(on("09-25", *FILED, confirmed("09-22", authority="ie-dpc")))


def test_a_message_of_the_controller_is_told_to_the_authority() -> None:
    found = on("10-10", *FILED, reply("10-01", ReplyNature.COMPLETE))
    assert (found.next_steps[0].reason, found.next_steps[0].params["on"]) == ("tell_authority", day("10-01"))
    assert Action.READ_REPLY not in actions(on("10-10", *FILED, reply("09-14", ReplyNature.COMPLETE)))


MINOR = opened(Right.ERASURE, minor=True)


def test_the_three_weeks_of_a_minor_run_from_receipt() -> None:
    begun = (sent("03-05"), filed("09-01"), confirmed("09-04", received_on="09-03"))
    assert step(on("09-24", *begun, case=MINOR), Action.AWAIT_AUTHORITY).reason == "minor_pending"
    late = on("09-25", *begun, case=MINOR)
    assert (late.next_steps[0].reason, step(late, Action.REMIND_AUTHORITY).reason) == ("minor_overdue", "minor_reminder")
    assert opens(late, Action.REMIND_AUTHORITY) == day("09-25")
    assert told(late)[0] == ("minor_by", day("09-25"))


def test_a_minor_who_reminded_the_authority_of_the_three_weeks_waits() -> None:
    found = on("09-27", sent("03-05"), filed("09-01"), reminded("09-23"), case=MINOR)
    assert (found.next_steps[0].reason, actions(found).count(Action.REMIND_AUTHORITY)) == ("minor_overdue", 0)
    early = on("09-27", sent("03-05"), filed("09-01"), reminded("09-22"), case=MINOR)
    assert Action.REMIND_AUTHORITY in actions(early)


@pytest.mark.parametrize("case", [opened(minor=True), opened(Right.ERASURE)])
def test_no_others_have_three_weeks(case: object) -> None:
    assert isinstance(case, type(MINOR))
    assert "minor_by" not in {code for code, _ in told(on("09-27", sent("03-05"), filed("09-01"), case=case))}


def test_beyond_the_calendars_the_authority_has_no_dates() -> None:
    late = ComplaintFiled(on=date(2100, 11, 1), authority="fr-cnil")
    found = assess(records(opened(), sent("03-05"), late), date(2100, 11, 2), CALENDARS)
    assert (found.status, step(found, Action.AWAIT_AUTHORITY).reason, found.alerts) == (Status.COMPLAINT, "authority_undated", ())


@pytest.mark.parametrize("stated", [None, False])
def test_a_decision_at_the_end_of_the_calendars_has_no_last_day(stated: bool | None) -> None:
    last = AuthorityDecided(on=date(2100, 12, 20), authority="fr-cnil", outcome=REJECTED, remedies_stated=stated)
    found = assess(records(opened(), *FILED, last), date(2100, 12, 30), CALENDARS)
    assert (found.status, step(found, Action.GO_TO_COURT).reason, found.alerts) == (Status.DECIDED, "court_elsewhere", ())


BRITISH = opened(place="GB-ENG", lives="GB-ENG")


def test_in_the_united_kingdom_the_controller_is_complained_to_first() -> None:
    found = on("07-20", sent("06-05"), case=BRITISH)
    assert (found.status, Action.COMPLAINT in actions(found)) == (Status.OVERDUE, False)
    notice = step(found, Action.MISE_EN_DEMEURE)
    assert (notice.reason, notice.params["days"]) == ("controller_first", 30)
    running = on("07-21", sent("06-05"), letter("07-20", "mise_en_demeure"), case=BRITISH)
    complaint = step(running, Action.COMPLAINT)
    assert (complaint.reason, complaint.available_from, complaint.params["until"]) == (
        "controller_first_running",
        day("08-20"),
        day("08-19"),
    )
    assert step(on("08-20", sent("06-05"), letter("07-20", "mise_en_demeure"), case=BRITISH), Action.COMPLAINT).reason == "reminded"


def test_british_law_changes_the_notice_alone_and_never_hastens_the_complaint() -> None:
    found = on("07-20", sent("06-05"), case=BRITISH)
    assert step(found, Action.REMINDER).reason == "reminder_optional"
    early = on("06-30", sent("06-05"), letter("06-05", "mise_en_demeure"), case=BRITISH)
    assert (step(early, Action.COMPLAINT).reason, opens(early, Action.COMPLAINT)) == ("silence_later", day("07-07"))
    friendly = on("07-20", sent("06-05"), letter("07-10", "reminder"), case=BRITISH)
    assert Action.COMPLAINT not in actions(friendly)


def test_before_the_british_law_began_nothing_came_first() -> None:
    assert Action.COMPLAINT in actions(on("06-18", sent("05-05"), case=BRITISH))
    assert Action.COMPLAINT not in actions(on("06-19", sent("05-05"), case=BRITISH))
    assert on("06-17", sent("05-05"), case=BRITISH).next_change == day("06-19")


@pytest.mark.parametrize(
    ("events", "began", "presumed"), [((), "09-15", True), ((confirmed("09-22", received_on="09-18"),), "09-18", False)]
)
def test_the_clock_says_whether_its_beginning_is_presumed(events: tuple[Event, ...], began: str, presumed: bool) -> None:
    clock = authority_clock(facts_on(records(opened(), *FILED, *events), day("09-25")))
    assert clock is not None
    assert (clock.began, clock.presumed) == (day(began), presumed)


@pytest.mark.parametrize(("today", "reason"), [("12-15", "authority_working"), ("12-16", "cnil_silent")])
def test_once_reminded_the_authority_works_until_its_three_months_are_over(today: str, reason: str) -> None:
    assert step(on(today, *FILED, reminded("11-25")), Action.AWAIT_AUTHORITY).reason == reason


@pytest.mark.parametrize(("today", "reason"), [("12-01", "court_decided"), ("12-02", "court_past")])
def test_the_last_day_for_the_court_counts_in_full(today: str, reason: str) -> None:
    assert step(on(today, *FILED, decided("10-01", REJECTED)), Action.GO_TO_COURT).reason == reason
