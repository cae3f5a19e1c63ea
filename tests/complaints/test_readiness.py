"""A complaint is due after the safe date for silence, and at once for a refusal; a draft is always possible."""

from datetime import date, timedelta

import pytest

from app.complaints.readiness import NotYet, Ready, readiness
from app.law.events import Channel, ComplaintFiled, Event, FindingConfirmed, ReplyReceived, RequestReceived, RequestRefused, RequestSent
from app.law.events import ReplyNature as Nature
from tests.complaints.cases import SHOP, assessed, records, request

SENT = RequestSent(on=date(2026, 3, 2), channel=Channel.EMAIL)
RECEIVED = RequestReceived(on=date(2026, 3, 2))


def on(day: date, *events: Event) -> Ready | NotYet:
    return readiness(assessed(records(request(SHOP), *events), day), day)


def test_silence_is_ready_on_the_day_after_the_safe_date() -> None:
    early = on(date(2026, 4, 2), SENT, RECEIVED)
    assert isinstance(early, NotYet)
    assert early.available_from == date(2026, 4, 3)
    assert isinstance(on(date(2026, 4, 3), SENT, RECEIVED), Ready)


def test_with_two_possible_receipts_the_later_one_decides() -> None:
    twice = RequestReceived(on=date(2026, 3, 5), latest=date(2026, 3, 19))
    assert isinstance(on(date(2026, 4, 20), SENT, twice), NotYet)
    assert isinstance(on(date(2026, 4, 21), SENT, twice), Ready)


def test_a_refusal_is_ready_at_once() -> None:
    assert isinstance(on(date(2026, 3, 9), SENT, RECEIVED, RequestRefused(on=date(2026, 3, 9))), Ready)


def test_a_limit_that_a_reply_sets_is_ready_at_once() -> None:
    reply = ReplyReceived(on=date(2026, 3, 9), nature=Nature.PARTIAL)
    found = FindingConfirmed(on=date(2026, 3, 9), label="temporal_limit", reply="r3")
    assert isinstance(on(date(2026, 3, 9), SENT, RECEIVED, reply, found), Ready)


def test_before_anything_was_sent_no_day_is_named() -> None:
    assert on(date(2026, 3, 9)) == NotYet(available_from=None, reason="not_sent")


def test_a_filed_complaint_stays_ready() -> None:
    assert on(date(2026, 3, 9), SENT, RECEIVED, ComplaintFiled(on=date(2026, 3, 8), authority="fr-cnil")) == Ready(reason="filed")


@pytest.mark.parametrize("days", range(0, 120, 7))
def test_an_acknowledgement_changes_nothing(days: int) -> None:
    day = date(2026, 3, 2) + timedelta(days=days)
    heard = ReplyReceived(on=date(2026, 3, 2), nature=Nature.ACKNOWLEDGEMENT)
    assert type(on(day, SENT, RECEIVED)) is type(on(day, SENT, RECEIVED, heard))
