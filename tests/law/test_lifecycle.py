"""What a case amounts to: statuses, breaches and next steps as its records grow."""

from dataclasses import replace
from datetime import date

import pytest

from app.law.events import (
    CaseClosed,
    Channel,
    ComplaintFiled,
    Event,
    EventWithdrawn,
    ExtensionNotified,
    FindingConfirmed,
    IdentityAsked,
    IdentityGiven,
    LetterDrafted,
    NothingCame,
    Outcome,
    Recorded,
    ReminderSent,
    ReplyNature,
    RequestRefused,
    RequestSent,
    from_payload,
    to_payload,
)
from app.law.lifecycle import Action, Breach, Status, assess
from app.law.rights import Right
from tests.law.cases import CALENDARS, NOON, actions, breach, day, on, opened, opens, received, records, reply, sent

# Sent on 5 March by e-mail: due on 7 April (a Sunday and Easter Monday are passed over).


def test_a_new_case_waits_for_its_letter() -> None:
    found = on("03-01")
    assert (found.status, found.deadlines, actions(found)) == (Status.DRAFT, None, [Action.SEND])


def test_an_electronic_request_is_presumed_received_the_day_it_is_sent() -> None:
    found = on("03-06", sent("03-05"))
    assert found.deadlines
    assert (found.status, found.presumed_receipt, found.deadlines.due_strict) == (Status.SENT, True, day("04-07"))
    assert actions(found)[:2] == [Action.WAIT, Action.RECORD_RECEIPT]


def test_post_is_presumed_received_after_five_days() -> None:
    found = on("03-06", sent("03-05", Channel.REGISTERED_POST))
    assert found.deadlines
    assert (found.deadlines.due_strict, found.deadlines.due_safe) == (day("04-10"), day("04-10"))


def test_post_to_another_continent_is_presumed_received_after_five_to_ten_days() -> None:
    found = assess(records(opened(place="US"), sent("03-05", Channel.REGISTERED_POST)), day("03-06"), CALENDARS)
    assert found.deadlines
    assert (found.deadlines.due_strict, found.deadlines.due_safe) == (day("04-10"), day("04-15"))


def test_a_recorded_receipt_counts_instead_of_the_presumed_one() -> None:
    found = on("03-20", sent("03-05", Channel.REGISTERED_POST), received("03-09", "03-17"))
    assert found.deadlines
    assert (found.status, found.presumed_receipt) == (Status.RECEIVED, False)
    assert (found.deadlines.due_strict, found.deadlines.due_safe) == (day("04-09"), day("04-17"))


def test_sending_again_never_restarts_the_clock() -> None:
    once = on("06-01", sent("03-05"))
    again = on("06-01", sent("03-05"), sent("04-20"), sent("05-20", Channel.REGISTERED_POST), received("05-23"))
    assert again.deadlines == once.deadlines
    assert "receipt_of_later_request" in {w.code for w in again.warnings}


def test_of_post_and_a_later_message_the_first_to_arrive_counts() -> None:
    found = on("06-01", sent("03-02", Channel.REGISTERED_POST), sent("03-05"), received("03-20"))
    assert found.deadlines
    assert (found.deadlines.due_strict, found.deadlines.due_safe) == (day("04-07"), day("04-07"))


@pytest.mark.parametrize("nature", [ReplyNature.ACKNOWLEDGEMENT, ReplyNature.OTHER])
def test_neither_an_acknowledgement_nor_an_unread_message_stops_the_clock(nature: ReplyNature) -> None:
    found = on("04-08", sent("03-05"), reply("03-09", nature))
    assert found.status is Status.OVERDUE
    assert found.deadlines == on("04-08", sent("03-05")).deadlines
    assert breach(found, "silence")


def test_silence_is_overdue_the_day_after_the_safe_date() -> None:
    assert on("04-07", sent("03-05")).status is Status.SENT
    found = on("04-08", sent("03-05"), NothingCame(on=day("04-08")))
    overdue = [Action.MISE_EN_DEMEURE, Action.COMPLAINT, Action.REMINDER, Action.WITHDRAW]
    assert (found.status, actions(found)) == (Status.OVERDUE, overdue)
    assert breach(found, "silence") == Breach(
        "silence",
        ("GDPR Art. 12(3)", "GDPR Art. 12(4)", "GDPR Art. 15"),
        day("04-07"),
        ("r1", "r2"),
        {"due": day("04-07"), "received": day("03-05"), "receipt": "presumed"},
    )


def test_between_the_two_dates_silence_may_be_claimed_but_not_escalated() -> None:
    found = on("04-10", sent("03-05"), received("03-09", "03-17"))
    assert (found.status, found.claim, found.escalate) == (Status.RECEIVED, day("04-09"), day("04-17"))
    assert breach(found, "silence")
    assert opens(found, Action.COMPLAINT) == day("04-18")


def test_an_erasure_request_left_unanswered_offends_article_17() -> None:
    found = assess(records(opened(Right.ERASURE), sent("03-05")), day("04-08"), CALENDARS)
    silence = breach(found, "silence")
    assert silence
    assert silence.articles[-1] == "GDPR Art. 17"


def test_a_holding_reply_is_a_breach_of_its_own_when_the_time_is_over() -> None:
    events = (sent("03-05"), reply("03-09", ReplyNature.ACKNOWLEDGEMENT))
    assert breach(on("04-07", *events), "holding") is None
    holding = breach(on("04-08", *events), "holding")
    assert holding
    assert holding.records == ("r2",)


def test_seven_letters_are_listed_with_their_dates() -> None:
    days = ["03-05", "04-10", "04-20", "05-01", "05-15", "06-01", "06-20"]
    found = on("07-05", *map(sent, days))
    insistence = breach(found, "insistence")
    assert insistence
    assert insistence.articles == ("GDPR Art. 12(2)", "GDPR Art. 12(3)")
    assert (insistence.params["count"], insistence.params["dates"]) == (7, tuple(map(day, days)))
    assert insistence.records == tuple(f"r{n}" for n in range(1, 8))
    assert actions(found)[0] is Action.COMPLAINT


def test_two_ways_of_sending_on_one_day_are_one_letter() -> None:
    found = on("07-05", sent("03-05"), sent("03-05", Channel.REGISTERED_POST), sent("04-20"))
    assert breach(found, "insistence") is None


def test_insisting_is_no_breach_when_the_answer_came_in_time() -> None:
    found = on("05-05", sent("03-05"), sent("03-12"), sent("03-20"), reply("04-01", ReplyNature.COMPLETE))
    assert found.breaches == ()


def test_a_complete_reply_in_time_leaves_nothing_to_complain_of() -> None:
    found = on("06-01", sent("03-05"), reply("04-07", ReplyNature.COMPLETE))
    assert (found.status, found.breaches) == (Status.REPLIED, ())
    assert actions(found)[:2] == [Action.READ_REPLY, Action.CLOSE]


def test_a_late_reply_says_by_how_many_days() -> None:
    found = on("06-01", sent("03-05"), reply("04-10", ReplyNature.COMPLETE))
    late = breach(found, "late")
    assert late
    assert (found.status, late.params["days"], late.records) == (Status.REPLIED, 3, ("r2",))


def test_a_partial_reply_does_not_end_the_clock_for_the_rest() -> None:
    events = (sent("03-05"), reply("03-20", ReplyNature.PARTIAL))
    assert on("04-07", *events).status is Status.REPLIED
    found = on("04-08", *events)
    assert found.status is Status.OVERDUE
    assert [(b.code, b.on) for b in found.breaches] == [("partial_answer", day("03-20"))]


def test_an_erasure_done_in_part_is_no_limit_of_access() -> None:
    case = records(opened(Right.ERASURE), sent("03-05"), reply("03-20", ReplyNature.PARTIAL))
    assert [b.code for b in assess(case, day("04-08"), CALENDARS).breaches] == ["partial"]


def test_a_refusal_may_be_complained_of_at_once() -> None:
    refusal = RequestRefused(on=day("03-12"), reasons_given=False, remedies_given=False)
    found = on("03-12", sent("03-05"), refusal)
    assert (found.status, actions(found)[0], opens(found, Action.COMPLAINT)) == (Status.REFUSED, Action.COMPLAINT, day("03-12"))
    assert [(b.code, b.articles) for b in found.breaches] == [
        ("refusal", ("GDPR Art. 12(4)", "GDPR Art. 15")),
        ("no_remedies", ("GDPR Art. 12(4)",)),
    ]


@pytest.mark.parametrize(("given", "known"), [(True, "given"), (None, "unknown")])
def test_a_refusal_with_its_reasons_and_remedies_offends_the_right_alone(given: bool | None, known: str) -> None:
    found = on("03-12", sent("03-05"), RequestRefused(on=day("03-12"), reasons_given=given, remedies_given=given))
    (refusal,) = found.breaches
    assert (refusal.articles, refusal.params["reasons"], refusal.records) == (("GDPR Art. 15",), known, ("r2",))


def test_a_complete_reply_overtakes_a_refusal() -> None:
    found = on("05-01", sent("03-05"), RequestRefused(on=day("03-12")), reply("03-30", ReplyNature.COMPLETE))
    assert found.status is Status.REPLIED


def test_each_confirmed_limit_is_one_breach_with_its_articles_and_records() -> None:
    reply_, first, again = reply("03-20", ReplyNature.PARTIAL), "temporal_limit", "frequency_limit"
    findings = [FindingConfirmed(on=day("03-21"), label=label, reply="r2") for label in (first, again, first)]
    found = on("03-22", sent("03-05"), reply_, *findings)
    assert [(b.code, b.on, b.records) for b in found.breaches] == [
        (again, day("03-20"), ("r2", "r4")),
        (first, day("03-20"), ("r2", "r3", "r5")),
    ]
    assert actions(found)[:2] == [Action.MISE_EN_DEMEURE, Action.COMPLAINT]


def test_a_limit_nobody_described_is_a_warning() -> None:
    found = on("03-22", sent("03-05"), FindingConfirmed(on=day("03-21"), label="made_up"))
    assert "unknown_limit" in {w.code for w in found.warnings}


def test_an_answer_without_limit_is_no_breach() -> None:
    found = on("03-22", sent("03-05"), FindingConfirmed(on=day("03-21"), label="compliant"))
    assert (found.breaches, found.warnings) == ((), ())


def test_a_question_moves_the_later_date_until_it_is_answered() -> None:
    asked = (sent("03-02"), IdentityAsked(on=day("03-10")))
    found = on("03-17", *asked)
    assert found.deadlines
    assert (found.status, found.deadlines.due_strict, found.deadlines.due_safe) == (Status.QUESTION_OPEN, day("04-02"), day("04-09"))
    assert (actions(found)[0], found.next_change) == (Action.ANSWER_IDENTITY, day("03-18"))
    answered = on("06-01", *asked, IdentityGiven(on=day("03-17")))
    assert answered.deadlines
    assert (answered.deadlines.due_safe, answered.claim) == (day("04-09"), day("04-09"))


def test_a_question_asked_when_the_time_is_over_pauses_nothing() -> None:
    found = on("05-01", sent("03-05"), IdentityAsked(on=day("04-20")), IdentityGiven(on=day("04-25")))
    assert found.deadlines
    assert found.deadlines.due_safe == day("04-07")
    assert "question_after_due" in {w.code for w in found.warnings}


def test_an_extension_in_time_moves_everything_to_three_months() -> None:
    found = on("05-01", sent("03-05"), ExtensionNotified(on=day("04-01"), reasons="eleven systems"))
    assert (found.status, found.claim, found.breaches) == (Status.EXTENDED, day("06-05"), ())
    assert opens(found, Action.COMPLAINT) == day("06-06")


def test_of_an_extended_time_letters_claim_the_earlier_date_too() -> None:
    two, notice = received("03-09", "03-17"), ExtensionNotified(on=day("03-25"), reasons="eleven systems")
    found = on("05-01", sent("03-05"), two, notice)
    assert (found.claim, found.escalate) == (day("06-09"), day("06-17"))
    asked = on("05-01", sent("03-05"), two, notice, IdentityAsked(on=day("03-26")), IdentityGiven(on=day("03-28")))
    assert (asked.claim, asked.escalate) == (day("06-19"), day("06-19"))
    uncertain = on("05-01", sent("03-05"), two, ExtensionNotified(on=day("04-13"), reasons="eleven systems"))
    assert (uncertain.claim, uncertain.escalate) == (day("06-17"), day("06-17"))


def test_an_extension_after_the_month_is_a_breach_and_moves_nothing() -> None:
    found = on("04-10", sent("03-05"), ExtensionNotified(on=day("04-08"), reasons="eleven systems"))
    assert found.status is Status.OVERDUE
    assert [b.code for b in found.breaches] == ["silence", "bad_extension"]


def test_an_extension_without_reasons_may_be_contested_but_is_waited_for() -> None:
    found = on("04-10", sent("03-05"), ExtensionNotified(on=day("03-20")))
    assert (found.status, found.claim, found.escalate) == (Status.EXTENDED, day("04-07"), day("06-05"))
    assert {b.code for b in found.breaches} == {"silence", "bad_extension"}
    assert opens(found, Action.MISE_EN_DEMEURE) == day("04-08")


def test_of_two_notices_the_one_that_holds_counts() -> None:
    found = on("04-10", sent("03-05"), ExtensionNotified(on=day("03-20")), ExtensionNotified(on=day("03-25"), reasons="eleven systems"))
    assert (found.status, found.breaches) == (Status.EXTENDED, ())


def test_a_formal_notice_changes_the_status_only_when_the_time_is_over() -> None:
    notice = ReminderSent(on=day("04-01"), letter="mise_en_demeure", channel=Channel.REGISTERED_POST, until=day("04-16"))
    assert on("04-02", sent("03-05"), notice).status is Status.SENT
    found = on("04-10", sent("03-05"), notice)
    assert (found.status, actions(found), found.next_change) == (
        Status.REMINDED,
        [Action.WAIT, Action.COMPLAINT, Action.WITHDRAW],
        day("04-17"),
    )


def test_a_drafted_complaint_waits_to_be_filed() -> None:
    found = on("04-10", sent("03-05"), LetterDrafted(on=day("04-09"), letter="complaint"))
    assert actions(found)[0] is Action.FILE_COMPLAINT


def test_a_complaint_drafted_early_is_not_to_be_filed_before_its_day() -> None:
    early = (sent("03-05"), LetterDrafted(on=day("03-20"), letter="complaint"))
    assert Action.FILE_COMPLAINT not in actions(on("04-07", *early))
    assert opens(on("04-08", *early), Action.FILE_COMPLAINT) == day("04-08")


def test_the_authority_has_its_own_clock() -> None:
    filed = (sent("03-05"), ComplaintFiled(on=day("09-15"), authority="fr-cnil"))
    found = on("09-16", *filed)
    assert (found.status, actions(found)) == (Status.COMPLAINT, [Action.AWAIT_AUTHORITY, Action.WITHDRAW, Action.CLOSE])
    assert (found.next_steps[0].params["silent_on"], found.next_steps[0].params["act_by"]) == (day("12-15"), date(2027, 2, 15))
    assert found.next_change == day("11-24")
    silent = on("12-16", *filed)
    assert (silent.status, actions(silent)[:2]) == (Status.AUTHORITY_SILENT, [Action.GO_TO_COURT, Action.REMIND_AUTHORITY])
    assert "cnil_silent" in {step.reason for step in silent.next_steps}


def test_the_cnil_decides_on_a_minors_erasure_in_three_weeks() -> None:
    case = records(opened(Right.ERASURE, minor=True), sent("03-05"), ComplaintFiled(on=day("09-01"), authority="fr-cnil"))
    found = assess(case, day("09-10"), CALENDARS)
    assert (found.next_steps[0].reason, found.next_steps[0].params["by"]) == ("minor_pending", day("09-22"))


def test_a_closed_case_has_nothing_left_to_do() -> None:
    found = on("05-01", sent("03-05"), CaseClosed(on=day("04-30"), outcome=Outcome.SATISFIED))
    assert (found.status, found.next_steps, found.next_change) == (Status.CLOSED, (), None)


def test_a_withdrawn_closing_reopens_the_case() -> None:
    case = records(opened(), sent("03-05"), CaseClosed(on=day("04-30"), outcome=Outcome.SATISFIED))
    undone = Recorded(id="r9", sequence=9, recorded_at=NOON, event=EventWithdrawn(on=day("05-01")), corrects="r2")
    assert assess([*case, undone], day("05-01"), CALENDARS).status is Status.OVERDUE


def test_a_record_dated_tomorrow_counts_tomorrow() -> None:
    found = on("03-20", sent("03-05"), reply("03-21", ReplyNature.COMPLETE))
    assert (found.status, found.next_change, found.warnings[0].code) == (Status.SENT, day("03-21"), "future_record")


def test_an_unknown_place_is_a_warning_and_counts_no_holiday() -> None:
    found = assess(records(opened(place="XX-99"), sent("03-06")), day("03-07"), CALENDARS)
    assert found.deadlines
    assert (found.deadlines.due_safe, [w.code for w in found.warnings]) == (day("04-06"), ["unknown_place"])


@pytest.mark.parametrize(("third", "pressed"), [("04-20", False), ("04-27", True)])
def test_three_letters_on_three_days_are_insisting(third: str, pressed: bool) -> None:
    found = on("07-05", sent("03-05"), sent("04-20"), sent(third))
    assert (breach(found, "insistence") is not None) == pressed


def test_a_limit_found_in_a_refusal_rests_on_the_refusal() -> None:
    limit = FindingConfirmed(on=day("04-03"), label="temporal_limit", reply="r2", quote="twelve months")
    found = breach(on("04-05", sent("03-05"), RequestRefused(on=day("04-01")), limit), "temporal_limit")
    assert found
    assert (found.on, found.records) == (day("04-01"), ("r2", "r3"))


def test_without_a_request_no_receipt_is_presumed() -> None:
    assert not on("05-01", reply("04-01", ReplyNature.PARTIAL)).presumed_receipt


def test_dates_beyond_the_calendars_extend_nothing() -> None:
    found = assess(records(opened(), RequestSent(on=date(2100, 12, 20), channel=Channel.EMAIL)), date(2100, 12, 21), CALENDARS)
    assert (found.status, found.deadlines) == (Status.SENT, None)


def test_an_answer_before_a_presumed_receipt_contradicts_nothing() -> None:
    question = IdentityAsked(on=day("03-12")), IdentityGiven(on=day("03-14"))
    found = on("03-20", sent("03-05", Channel.POST), reply("03-07", ReplyNature.ACKNOWLEDGEMENT), *question)
    assert found.warnings == ()


def test_a_question_answered_on_its_day_leaves_the_claimable_date() -> None:
    question = IdentityAsked(on=day("03-10")), IdentityGiven(on=day("03-10"))
    assert on("03-20", sent("03-03"), *question, case=opened(place="FR-67")).claim == day("04-03")


def test_a_second_notice_is_said_to_extend_nothing_further() -> None:
    notices = [ExtensionNotified(on=day(each), reasons="eleven systems") for each in ("03-20", "03-25")]
    assert [w.code for w in on("04-10", sent("03-05"), *notices).warnings] == ["extended_again"]
    assert on("04-10", sent("03-05"), notices[0]).warnings == ()


@pytest.mark.parametrize(("today", "reason"), [("04-03", "time_running"), ("04-04", "strict_date_past")])
def test_waiting_is_told_otherwise_once_the_claimable_date_is_past(today: str, reason: str) -> None:
    assert on(today, sent("03-03"), case=opened(place="FR-67")).next_steps[0].reason == reason


@pytest.mark.parametrize(
    "event", [replace(opened(), traits=("face_search",)), reply("04-01", ReplyNature.PARTIAL), received("03-05", "03-09")]
)
def test_an_event_is_read_as_it_was_written(event: Event) -> None:
    assert from_payload(event.kind, to_payload(event)) == event
