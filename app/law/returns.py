"""Requests that came back: which sending each was, and whether that sending reached the controller.

A letter sent to a wrong address, or a message that bounced, reached nobody: it starts no clock. A registered letter that nobody fetched, or
that the controller refused, was within its reach: whether that is receipt is unsettled, so both readings stay possible.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.law.assessment import Warning_
from app.law.events import Channel, RequestReceived, RequestReturned, RequestSent, ReturnReason
from app.law.fact import Fact

UNSETTLED = (ReturnReason.UNCLAIMED, ReturnReason.REFUSED)
"""Reasons after which the request may count as received all the same."""

BY_POST = (Channel.REGISTERED_POST, Channel.POST)


@dataclass(frozen=True)
class Returns:
    """By the id of the sending: the return that shows it `lost`, or the one that leaves its receipt `uncertain`."""

    lost: Mapping[str, Fact[RequestReturned]] = field(default_factory=dict)
    uncertain: Mapping[str, Fact[RequestReturned]] = field(default_factory=dict)
    warnings: tuple[Warning_, ...] = ()


NOTHING_RETURNED = Returns()


def returns(
    sends: Sequence[Fact[RequestSent]], receipts: Sequence[Fact[RequestReceived]], returned: Sequence[Fact[RequestReturned]]
) -> Returns:
    """What each return says of the sending that it belongs to. A receipt recorded for the same sending outweighs it."""
    lost: dict[str, Fact[RequestReturned]] = {}
    uncertain: dict[str, Fact[RequestReturned]] = {}
    warnings = []
    for fact in returned:
        send = _sending(fact, sends)
        if send is None:
            warnings.append(Warning_("return_without_sending", {"on": fact.on}, (fact.id,)))
        elif any(send.on <= receipt.on <= fact.on for receipt in receipts):
            warnings.append(Warning_("received_and_returned", {"on": fact.on}, (fact.id,)))
        elif fact.event.reason in UNSETTLED:
            uncertain.setdefault(send.id, fact)
            presented = fact.event.presented or fact.on
            warnings.append(Warning_("returned_unsettled", {"presented": presented, "on": fact.on}, (fact.id,)))
        else:
            lost.setdefault(send.id, fact)
            warnings.append(Warning_("returned", {"on": fact.on}, (fact.id,)))
    return Returns(lost, {send: fact for send, fact in uncertain.items() if send not in lost}, tuple(warnings))


def _sending(fact: Fact[RequestReturned], sends: Sequence[Fact[RequestSent]]) -> Fact[RequestSent] | None:
    """The latest sending before the return by a way that fits its reason; any other sending where there is none by such a way."""
    latest_day = min(fact.on, fact.event.presented or fact.on)
    before = [send for send in sends if send.on <= latest_day] or [send for send in sends if send.on <= fact.on]
    electronic = fact.event.reason is ReturnReason.UNDELIVERABLE
    fitting = [send for send in before if (send.event.channel in BY_POST) is not electronic]
    return max(fitting or before, key=lambda send: (send.on, send.id), default=None)
