"""The next day on which something changes by itself, for each stage of the road."""

import pytest

from app.law.events import (
    AuthorityOutcome,
    CaseClosed,
    CourtSeized,
    Event,
    ExtensionNotified,
    IdentityAsked,
    Outcome,
    ReplyNature,
    RequestRefused,
)
from app.law.rights import Right
from tests.law.cases import confirmed, day, decided, filed, informed, letter, on, opened, received, reminded, reply, sent

SENT = (sent("03-05"),)
TWO_DATES = (*SENT, received("03-09", "03-17"))
DEFECTIVE = (*SENT, ExtensionNotified(on=day("03-20")))
FILED = (*SENT, filed("09-15"))
REJECTED = (*FILED, decided("11-02", AuthorityOutcome.REJECTED))
REFUSED = (*SENT, RequestRefused(on=day("03-12")))
COMPLETE = (*SENT, reply("03-12", ReplyNature.COMPLETE))
ASKED = IdentityAsked(on=day("03-09"))
PARTIAL = (*SENT, reply("03-12", ReplyNature.PARTIAL))

ROADS: dict[str, tuple[tuple[Event, ...], list[str]]] = {
    "a draft": ((), ["03-02", "03-08"]),
    "a request that nobody confirmed": (SENT, ["03-05", "03-15", "04-04", "04-08"]),
    "a receipt on one of two days": (TWO_DATES, ["03-17", "04-06", "04-10", "04-18"]),
    "an extension without reasons": (DEFECTIVE, ["03-21", "04-04", "04-08", "06-06"]),
    "a partial answer": (PARTIAL, ["03-12", "04-04", "04-08"]),
    "a complete answer": (COMPLETE, ["03-12"]),
    "a refusal": (REFUSED, ["03-12"]),
    "an objection to a refusal": ((*REFUSED, letter("03-22", "mise_en_demeure", "03-30")), ["03-22", "03-31"]),
    "an objection without a day": ((*REFUSED, letter("03-22", "mise_en_demeure")), ["03-22", "04-22"]),
    "an objection to an extension": ((*DEFECTIVE, letter("04-09", "contest_extension", "04-20")), ["04-09", "04-21", "06-06"]),
    "a reminder after the time": ((*SENT, letter("04-10", "reminder", "04-18")), ["04-10", "04-19"]),
    "a reminder without a day": ((*SENT, letter("04-10", "reminder")), ["04-10"]),
    "a complaint": (FILED, ["09-16", "11-24", "12-16", "27-02-01", "27-02-12", "27-02-16"]),
    "a complaint elsewhere": ((*SENT, filed("09-15", "ie-dpc")), ["09-16", "11-24", "12-16"]),
    "an authority reminded": ((*FILED, reminded("11-20")), ["11-20", "12-16", "27-02-01"]),
    "an authority that told of progress": ((*FILED, informed("10-20")), ["10-20", "12-29", "27-01-21", "27-03-06"]),
    "an authority that confirmed receipt": ((*FILED, confirmed("09-20", received_on="09-18")), ["09-20", "11-27", "12-19"]),
    "a decision": (REJECTED, ["11-02", "12-19", "12-30", "27-01-03"]),
    "a court seized": ((*FILED, CourtSeized(on=day("12-01"))), ["12-01", "12-16"]),
    "a court seized after the decision": ((*REJECTED, CourtSeized(on=day("12-01"))), ["12-01"]),
    "a closed case": ((*SENT, CaseClosed(on=day("03-10"), outcome=Outcome.WITHDRAWN)), ["03-10"]),
    "a case closed with its question": ((*SENT, ASKED, CaseClosed(on=day("03-10"), outcome=Outcome.PARTLY)), ["03-10"]),
    "a record of the future": ((*REFUSED, reply("05-01", ReplyNature.COMPLETE)), ["03-12", "05-01"]),
}  # fmt: skip


LIKE_A_COMPLAINT = ("an authority reminded", "an authority that told of progress", "an authority that confirmed receipt")
"""Roads that go on as that of a complaint does."""


@pytest.mark.parametrize("road", ROADS)
def test_each_day_leads_to_the_next(road: str) -> None:
    events, days = ROADS[road]
    found = [on(today, *events).next_change for today in days]
    assert found[:-1] == [*map(day, days[1:])]
    assert (found[-1] is None) != (road in LIKE_A_COMPLAINT)


def test_a_case_that_was_early_complained_of_still_waits_for_the_controllers_time() -> None:
    assert on("03-20", sent("03-05"), filed("03-20")).next_change == day("04-08")


def test_a_minors_three_weeks_come_before_the_ten() -> None:
    found = on("09-05", sent("03-05"), filed("09-01"), case=opened(Right.ERASURE, minor=True))
    assert found.next_change == day("09-23")


def test_an_open_question_is_looked_at_every_day() -> None:
    assert on("03-20", *SENT, IdentityAsked(on=day("03-10"))).next_change == day("03-21")
