"""When the request reached the controller: as recorded, else as presumed from how it was sent. The first request starts the clock for good.

The presumptions are our policy, not law: an electronic message arrives the day it is sent, post after five days, post to a controller
outside the EEA after five to ten.
"""

from dataclasses import dataclass

from app.law.assessment import Warning_
from app.law.competence import UNION
from app.law.deadlines import Receipt
from app.law.events import Channel, RequestReceived, RequestSent
from app.law.facts import Fact, Facts
from app.law.periods import canonical, days_after, state_of

POST_DAYS, POST_DAYS_ABROAD = 5, 10
LONGEST_POST = 30
"""Days after which a receipt is no longer taken for that of a letter, once another was sent in between."""


@dataclass(frozen=True)
class Arrival:
    """The receipt that the clock runs from; `presumed` when it rests on the sending alone."""

    receipt: Receipt | None
    presumed: bool = False
    warnings: tuple[Warning_, ...] = ()


def arrival(facts: Facts) -> Arrival:
    """When the clock began to run, if anything tells. Raises ImpossibleDates for dates beyond the calendars."""
    if not facts.sends:
        return Arrival(_recorded(facts.receipts[0]) if facts.receipts else None)
    first = facts.sends[0].on
    early = [r for r in facts.receipts if r.on < first]
    warnings = tuple(Warning_("received_before_sent", {"on": r.on, "sent": first}, (r.id,)) for r in early)
    receipts = [r for r in facts.receipts if r.on >= first]
    later_sends = [s for s in facts.sends if s.on > first]
    if receipts and not any(s.on <= receipts[0].on for s in later_sends):
        return Arrival(_recorded(receipts[0]), warnings=warnings)
    return _earliest(facts, receipts, warnings)


def _earliest(facts: Facts, receipts: list[Fact[RequestReceived]], warnings: tuple[Warning_, ...]) -> Arrival:
    """Of several letters the one that arrived first counts: sending again never restarts the clock."""
    abroad = _abroad(facts)
    of_send = {s.id: _presumed(s, abroad=abroad) for s in facts.sends}
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


def _letter_of(receipt: Fact[RequestReceived], sends: tuple[Fact[RequestSent], ...]) -> Fact[RequestSent] | None:
    """The letter whose receipt this may be: the first one in the post for no more than LONGEST_POST days."""
    posted = (s for s in sends if s.event.channel in (Channel.POST, Channel.REGISTERED_POST))
    return next((s for s in posted if 0 <= (receipt.on - s.on).days <= LONGEST_POST), None)


def _recorded(receipt: Fact[RequestReceived]) -> Receipt:
    """The receipt as written down; two dates in the wrong order are put right."""
    other = receipt.event.latest or receipt.on
    return Receipt(min(receipt.on, other), max(receipt.on, other))


def _presumed(send: Fact[RequestSent], *, abroad: bool) -> Receipt:
    if send.event.channel in (Channel.EMAIL, Channel.WEB_FORM):
        return Receipt(send.on, send.on)
    return Receipt(days_after(send.on, POST_DAYS), days_after(send.on, POST_DAYS_ABROAD if abroad else POST_DAYS))


def _abroad(facts: Facts) -> bool:
    place: str = facts.opened.controller_place if facts.opened else ""
    return bool(place) and state_of(canonical(place)) not in UNION
