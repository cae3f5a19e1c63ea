"""Requests that came back: what reached nobody starts no clock, what was refused or not fetched leaves both readings open."""

import pytest

from app.law.events import Channel, ReplyNature, ReturnReason
from app.law.lifecycle import Action, Status
from tests.law.cases import actions, alert, day, on, opened, opens, received, reply, returned, sent, step, told, warned

POST, LRAR = Channel.POST, Channel.REGISTERED_POST


@pytest.mark.parametrize("reason", [ReturnReason.WRONG_ADDRESS, ReturnReason.UNDELIVERABLE])
def test_a_letter_that_reached_nobody_is_to_be_sent_again(reason: ReturnReason) -> None:
    found = on("03-20", sent("03-05", LRAR), returned("03-15", reason))
    assert (found.status, found.deadlines, actions(found)) == (Status.DRAFT, None, [Action.SEND_AGAIN])
    assert (opens(found, Action.SEND_AGAIN), step(found, Action.SEND_AGAIN).letter) == (day("03-15"), "request")
    assert warned(found) == {"returned"}
    assert told(found) == [("not_sent", day("03-22"))]


def test_a_message_that_bounced_leaves_the_letter_alone() -> None:
    found = on("03-20", sent("03-05", LRAR), sent("03-05"), returned("03-06", ReturnReason.UNDELIVERABLE))
    assert found.deadlines
    assert (found.status, found.deadlines.due_strict) == (Status.SENT, day("04-10"))


def test_the_letter_sent_after_a_return_starts_the_clock() -> None:
    found = on("03-25", sent("03-05"), returned("03-06", ReturnReason.UNDELIVERABLE), sent("03-20"))
    assert found.deadlines
    assert (found.status, found.deadlines.due_strict) == (Status.SENT, day("04-20"))


@pytest.mark.parametrize("reason", [ReturnReason.UNCLAIMED, ReturnReason.REFUSED])
def test_an_unclaimed_letter_may_count_from_its_presentation_or_from_its_return(reason: ReturnReason) -> None:
    found = on("03-30", sent("03-02", LRAR), returned("03-24", reason, presented="03-05"))
    assert found.deadlines
    assert (found.deadlines.due_strict, found.deadlines.due_safe) == (day("04-07"), day("04-24"))
    assert (found.presumed_receipt, found.status, warned(found)) == (True, Status.SENT, {"returned_unsettled"})
    assert step(found, Action.SEND_AGAIN).reason == "returned_unsettled"


def test_without_a_day_of_presentation_the_usual_one_is_taken() -> None:
    found = on("03-30", sent("03-02", LRAR), returned("03-24", ReturnReason.UNCLAIMED))
    assert found.deadlines
    assert (found.deadlines.due_strict, found.deadlines.due_safe) == (day("04-07"), day("04-24"))


def test_a_letter_back_within_days_was_presented_no_later() -> None:
    found = on("03-30", sent("03-02", LRAR), returned("03-04", ReturnReason.REFUSED))
    assert found.deadlines
    assert (found.deadlines.due_strict, found.deadlines.due_safe) == (day("04-07"), day("04-07"))
    early = on("03-30", sent("03-02", LRAR), returned("03-04", ReturnReason.REFUSED, presented="02-20"))
    assert early.deadlines
    assert early.deadlines.due_strict == day("04-02")


def test_whoever_sent_again_need_not_be_told_to() -> None:
    found = on("03-30", sent("03-02", LRAR), returned("03-24", ReturnReason.UNCLAIMED), sent("03-24"))
    assert Action.SEND_AGAIN not in actions(found)


def test_a_recorded_receipt_outweighs_a_return() -> None:
    found = on("03-30", sent("03-02", LRAR), received("03-05"), returned("03-24"))
    assert found.deadlines
    assert (found.status, found.deadlines.due_strict) == (Status.RECEIVED, day("04-07"))
    assert warned(found) == {"received_and_returned"}


def test_a_receipt_before_the_sending_says_nothing_of_it() -> None:
    found = on("03-30", sent("03-02", LRAR), received("03-01"), returned("03-24"))
    assert warned(found) >= {"returned"}
    assert on("03-30", received("03-25"), sent("03-02", LRAR), returned("03-24")).status is Status.RECEIVED


def test_a_return_without_any_sending_is_a_warning() -> None:
    assert warned(on("03-30", returned("03-24"))) == {"return_without_sending"}
    assert warned(on("03-30", sent("03-25", LRAR), returned("03-24"))) == {"return_without_sending"}


def test_a_return_belongs_to_the_latest_letter_that_had_left() -> None:
    found = on("05-01", sent("03-02", LRAR), sent("04-10", LRAR), returned("04-20"))
    assert found.deadlines
    assert found.deadlines.due_strict == day("04-07")
    earlier = on("05-01", sent("03-02", LRAR), sent("04-10", LRAR), returned("04-20", presented="03-08"))
    assert earlier.deadlines
    assert earlier.deadlines.due_strict == day("05-15")


def test_a_reply_to_a_letter_that_came_back_is_still_to_be_read() -> None:
    found = on("03-30", sent("03-02", LRAR), returned("03-24"), reply("03-26", ReplyNature.OTHER))
    assert (found.status, actions(found)) == (Status.DRAFT, [Action.READ_REPLY, Action.SEND_AGAIN])
    assert alert(found, "reply_unread")


@pytest.mark.parametrize(
    ("lives", "place", "latest"),
    [
        ("FR", "FR", 0),
        ("FR", "US", 0),
        ("FR", "JP", 1),
        ("FR-971", "FR", 1),
        ("US", "NZ", 1),
        ("US", "US", 0),
        ("US", "US-CA", 0),
        ("AU-NSW", "AU-NSW", 0),
        ("FR", "FI", 1),
        ("", "JP", 0),
    ],
)
@pytest.mark.parametrize("channel", [Channel.WEB_FORM, Channel.EMAIL])
def test_a_web_form_may_arrive_on_the_next_day_where_that_has_begun(lives: str, place: str, latest: int, channel: Channel) -> None:
    found = on("03-06", sent("03-05", channel), case=opened(place=place, lives=lives))
    receipt = next(s for s in found.next_steps if s.action is Action.RECORD_RECEIPT)
    assert (receipt.params["earliest"], receipt.params["latest"]) == (day("03-05"), day(f"03-{5 + latest:02}"))


def test_what_came_back_last_says_since_when_the_sending_waits() -> None:
    found = on("03-25", sent("03-05", POST), sent("03-10", POST), returned("03-09"), returned("03-20"))
    assert told(found) == [("not_sent", day("03-27"))]
