"""Letters to the controller after the request: which are offered, what they show, and that they move nothing."""

import pytest

from app.law.assessment import LETTERS
from app.law.events import Event, ExtensionNotified, FindingConfirmed, IdentityAsked, ReplyNature, RequestRefused
from app.law.lifecycle import Action, Assessment, Status
from tests.law.cases import actions, day, letter, on, opens, received, reply, sent, step

REFUSED = RequestRefused(on=day("03-12"))
PARTIAL = reply("03-20", ReplyNature.PARTIAL)
DEFECTIVE = ExtensionNotified(on=day("03-20"))


def reasons(found: Assessment) -> list[str]:
    return [step.reason for step in found.next_steps]


def test_each_step_names_the_letter_that_it_takes() -> None:
    found = on("04-10", sent("03-05"), IdentityAsked(on=day("03-06")), reply("03-08", ReplyNature.OTHER), DEFECTIVE)
    assert {step.action: step.letter for step in found.next_steps} == {
        step.action: LETTERS.get(step.action, "") for step in found.next_steps
    }
    assert step(found, Action.ANSWER_IDENTITY).letter == "identity_answer"
    assert step(found, Action.CONTEST_EXTENSION).letter == "contest_extension"
    assert step(found, Action.WITHDRAW).letter == "withdrawal"
    assert step(found, Action.WAIT).letter == ""


@pytest.mark.parametrize(("today", "offered"), [("04-09", False), ("04-10", True), ("04-17", True), ("04-18", True)])
def test_a_friendly_reminder_is_offered_after_the_claimable_date(today: str, offered: bool) -> None:
    found = on(today, sent("03-05"), received("03-09", "03-17"))
    assert (Action.REMINDER in actions(found)) == offered
    if offered:
        assert opens(found, Action.REMINDER) == day("04-10")


def test_a_reminder_is_offered_once_and_a_notice_after_it() -> None:
    sent_ = (sent("03-05"), letter("04-10", "reminder", "04-18"))
    assert Action.REMINDER not in actions(on("04-20", *sent_))
    assert actions(on("04-19", *sent_))[:2] == [Action.COMPLAINT, Action.MISE_EN_DEMEURE]
    assert actions(on("04-18", *sent_)) == [Action.WAIT, Action.COMPLAINT, Action.WITHDRAW]
    noticed = on("04-20", sent("03-05"), letter("04-10", "mise_en_demeure", "04-18"))
    assert actions(noticed) == [Action.COMPLAINT, Action.WITHDRAW, Action.CLOSE]


@pytest.mark.parametrize("kind", ["identity_answer", "withdrawal"])
def test_letters_that_ask_for_nothing_are_no_reminders(kind: str) -> None:
    assert on("04-20", sent("03-05"), letter("03-20", kind)).status is Status.OVERDUE


def test_an_unreasoned_extension_can_be_contested_at_once_and_once() -> None:
    found = on("03-21", sent("03-05"), DEFECTIVE)
    contest = step(found, Action.CONTEST_EXTENSION)
    assert (found.status, contest.available_from, contest.params["due"]) == (Status.EXTENDED, day("03-20"), day("04-07"))
    assert actions(found)[:2] == [Action.CONTEST_EXTENSION, Action.WAIT]
    assert Action.CONTEST_EXTENSION not in actions(on("03-26", sent("03-05"), DEFECTIVE, letter("03-25", "contest_extension")))
    assert Action.CONTEST_EXTENSION in actions(on("03-26", sent("03-05"), DEFECTIVE, letter("03-19", "contest_extension")))


@pytest.mark.parametrize(("today", "said"), [("04-07", False), ("04-08", True)])
def test_a_notice_may_rest_on_the_first_date_from_the_day_after_it(today: str, said: bool) -> None:
    assert ("extension_defective" in reasons(on(today, sent("03-05"), DEFECTIVE))) == said


def test_a_late_extension_is_contested_first_of_all() -> None:
    found = on("04-20", sent("03-05"), ExtensionNotified(on=day("04-10"), reasons="eleven systems"))
    assert (found.status, actions(found)[0]) == (Status.OVERDUE, Action.CONTEST_EXTENSION)


def test_what_a_partial_answer_lacks_can_be_asked_for_once_for_each_answer() -> None:
    assert opens(on("03-21", sent("03-05"), PARTIAL), Action.ASK_MISSING) == day("03-20")
    asked = (sent("03-05"), PARTIAL, letter("03-22", "missing_items"))
    assert Action.ASK_MISSING not in actions(on("03-25", *asked))
    assert Action.ASK_MISSING in actions(on("03-30", *asked, reply("03-29", ReplyNature.PARTIAL)))
    assert Action.ASK_MISSING in actions(on("04-20", sent("03-05"), PARTIAL))


def test_a_complete_answer_lacks_nothing_unless_it_sets_a_limit() -> None:
    complete = reply("03-20", ReplyNature.COMPLETE)
    assert Action.ASK_MISSING not in actions(on("03-21", sent("03-05"), complete))
    found = on("03-22", sent("03-05"), complete, FindingConfirmed(on=day("03-21"), label="temporal_limit", reply="r2"))
    assert Action.ASK_MISSING in actions(found)


@pytest.mark.parametrize(
    ("before", "kind"),
    [(PARTIAL, "missing_items"), (PARTIAL, "mise_en_demeure"), (REFUSED, "mise_en_demeure"), (DEFECTIVE, "contest_extension")],
)
def test_an_objection_shows_until_its_day_has_passed(before: Event, kind: str) -> None:
    objected = (sent("03-05"), before, letter("03-22", kind, "03-30"))
    assert on("03-30", *objected).status is Status.CONTESTED
    assert on("03-31", *objected).status is on("03-21", sent("03-05"), before).status
    assert on("03-25", *objected).next_change == min(day("03-31"), *(a.on for a in on("03-25", *objected).alerts if a.on > day("03-25")))


def test_an_objection_without_a_day_shows_for_thirty_days() -> None:
    refused = (sent("03-05"), REFUSED, letter("03-22", "mise_en_demeure"))
    assert (on("04-21", *refused).status, on("04-22", *refused).status) == (Status.CONTESTED, Status.REFUSED)
    assert "contest_running" in reasons(on("04-21", *refused))
    assert actions(on("04-21", *refused))[0] is Action.COMPLAINT


@pytest.mark.parametrize(
    ("before", "kind"),
    [(DEFECTIVE, "missing_items"), (PARTIAL, "contest_extension"), (PARTIAL, "reminder"), (PARTIAL, "identity_answer")],
)
def test_what_objects_to_nothing_is_no_objection(before: Event, kind: str) -> None:
    found = on("03-25", sent("03-05"), before, letter("03-22", kind, "03-30"))
    assert found.status is on("03-25", sent("03-05"), before).status


def test_an_answer_ends_the_objection() -> None:
    found = on("03-28", sent("03-05"), PARTIAL, letter("03-22", "missing_items", "03-30"), reply("03-27", ReplyNature.COMPLETE))
    assert found.status is Status.REPLIED


def test_overdue_wins_over_an_objection() -> None:
    found = on("04-08", sent("03-05"), PARTIAL, letter("04-01", "missing_items", "04-30"))
    assert (found.status, found.next_steps[0].reason) == (Status.REMINDED, "reminder_running")


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ([], Status.TO_READ),
        ([received("03-06")], Status.TO_READ),
        ([ExtensionNotified(on=day("03-10"), reasons="x")], Status.TO_READ),
        ([reply("03-10", ReplyNature.PARTIAL)], Status.TO_READ),
        ([IdentityAsked(on=day("03-10"))], Status.QUESTION_OPEN),
        ([RequestRefused(on=day("03-10"))], Status.REFUSED),
        ([reply("03-10", ReplyNature.PARTIAL), letter("03-11", "missing_items")], Status.TO_READ),
    ],
)
def test_a_message_nobody_read_shows_where_nothing_weightier_does(events: list[Event], status: Status) -> None:
    found = on("03-16", sent("03-05"), *events, reply("03-15", ReplyNature.OTHER))
    assert (found.status, found.next_steps[0].action) == (status, Action.READ_REPLY)


def test_overdue_wins_over_a_message_nobody_read() -> None:
    assert on("04-08", sent("03-05"), reply("03-15", ReplyNature.OTHER)).status is Status.OVERDUE


def test_answers_to_a_request_that_was_never_recorded_wait_for_nothing() -> None:
    assert actions(on("03-21", PARTIAL)) == [Action.READ_REPLY, Action.ASK_MISSING, Action.CLOSE]
    assert actions(on("03-21", reply("03-20", ReplyNature.OTHER))) == [Action.READ_REPLY, Action.SEND]
    assert [step.reason for step in on("03-21", reply("03-20", ReplyNature.OTHER)).next_steps] == ["unread", "sending_not_recorded"]
    assert reasons(on("03-21", DEFECTIVE)) == ["sending_not_recorded"]
