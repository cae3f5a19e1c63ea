"""When the request reached the controller: as recorded, else as presumed from how it was sent. The first request starts the clock for good.

The presumptions are our policy, not law: an electronic message arrives the day it is sent, post after five days, post to a controller
outside the EEA after five to ten. Where the next day may have begun at the controller's place, an electronic message may arrive that day.
A registered letter that came back unclaimed or refused may count from the day it was presented or from the day it came back.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from app.law.assessment import Warning_
from app.law.competence import in_union
from app.law.day_lines import may_be_tomorrow
from app.law.deadlines import Receipt
from app.law.events import RequestReceived, RequestSent
from app.law.fact import Fact
from app.law.facts import Facts
from app.law.periods import days_after
from app.law.places import canonical
from app.law.returns import BY_POST

POST_DAYS, POST_DAYS_ABROAD = 5, 10
LONGEST_POST = 30
"""Days after which a receipt is no longer taken for that of a letter, once another was sent in between."""


class Arrival(NamedTuple):
    """The receipt that the clock runs from; `presumed` when it rests on the sending alone."""

    receipt: Receipt | None
    presumed: bool = False
    warnings: tuple[Warning_, ...] = ()


def arrival(facts: Facts) -> Arrival:
    """When the clock began to run, if anything tells. Raises ImpossibleDates for dates beyond the calendars."""
    if not facts.sends:
        return Arrival(_recorded(facts.receipts[0]) if facts.receipts else None)
    first = facts.sends[0].on
    if len(facts.sends) == 1 and len(facts.receipts) <= 1:
        if not facts.receipts:
            return Arrival(_presumed(facts.sends[0], facts), presumed=True)
        if facts.receipts[0].on >= first:
            return Arrival(_recorded(facts.receipts[0]))
    early = [r for r in facts.receipts if r.on < first]
    warnings = tuple(Warning_("received_before_sent", {"on": r.on, "sent": first}, (r.id,)) for r in early)
    receipts = [r for r in facts.receipts if r.on >= first]
    later_sends = [s for s in facts.sends if s.on > first]
    if receipts and not any(s.on <= receipts[0].on for s in later_sends):
        return Arrival(_recorded(receipts[0]), warnings=warnings)
    return _earliest(facts, receipts, warnings)


def _earliest(facts: Facts, receipts: list[Fact[RequestReceived]], warnings: tuple[Warning_, ...]) -> Arrival:
    """Of several letters the one that arrived first counts: sending again never restarts the clock."""
    of_send = {s.id: _presumed(s, facts) for s in facts.sends}
    recorded: dict[str, Receipt] = {}
    for receipt in receipts:
        if (send := _letter_of(receipt, facts.sends)) and send.id not in recorded:
            recorded[send.id] = _recorded(receipt)
    for letter, known in recorded.items():
        # The receipt may also be a later letter's: the earlier date stays possible.
        of_send[letter] = Receipt(min(of_send[letter].earliest, known.earliest), known.latest)
    found = Receipt(min(r.earliest for r in of_send.values()), min(r.latest for r in of_send.values()))
    others = tuple(r.id for r in receipts if r.on > found.latest)
    if others:
        warnings = (*warnings, Warning_("receipt_of_later_request", {"earliest": found.earliest}, others))
    return Arrival(found, presumed=found not in recorded.values(), warnings=warnings)


def _letter_of(receipt: Fact[RequestReceived], sends: Sequence[Fact[RequestSent]]) -> Fact[RequestSent] | None:
    """The letter whose receipt this may be: the first one in the post for no more than LONGEST_POST days."""
    posted = (s for s in sends if s.event.channel in BY_POST)
    return next((s for s in posted if 0 <= (receipt.on - s.on).days <= LONGEST_POST), None)


def _recorded(receipt: Fact[RequestReceived]) -> Receipt:
    """The receipt as written down; two dates in the wrong order are put right."""
    other = receipt.event.latest or receipt.on
    return Receipt(min(receipt.on, other), max(receipt.on, other))


def _presumed(send: Fact[RequestSent], facts: Facts) -> Receipt:
    """From how it was sent; for a letter that came back without a clear word, from then on as well."""
    there, here = (facts.opened.controller_place, facts.opened.subject_place) if facts.opened else ("", "")
    found = _usual(send.on, send.event.channel in BY_POST, there, here)
    back = facts.returns.uncertain.get(send.id)
    if back is None:
        return found
    presented = max(send.on, back.event.presented) if back.event.presented else found.earliest
    return Receipt(min(presented, back.on), back.on)


@lru_cache(maxsize=8192)
def _usual(sent: date, by_post: bool, there: str, here: str) -> Receipt:
    """When what was sent from `here` usually arrives `there`."""
    if by_post:
        return Receipt(days_after(sent, POST_DAYS), days_after(sent, POST_DAYS_ABROAD if _abroad(there) else POST_DAYS))
    return Receipt(sent, days_after(sent, 1) if may_be_tomorrow(there, here) else sent)


def _abroad(place: str) -> bool:
    return bool(place) and not in_union(canonical(place))
