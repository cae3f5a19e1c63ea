"""What letters that follow up on a case are told of it: the facts in their order, the breaches, and the limits with their answers.

Dates come from the records and from the assessment; nothing is reckoned here. Each fact and each breach arrives in the template as
a code with its particulars, and the template has the sentence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.cases.parties import Request
from app.law.assessment import Assessment, Breach
from app.law.events import (
    Channel,
    Event,
    ExtensionNotified,
    IdentityAsked,
    IdentityGiven,
    NothingCame,
    Recorded,
    ReminderSent,
    ReplyReceived,
    RequestReceived,
    RequestRefused,
    RequestReturned,
    RequestSent,
    standing,
)
from app.law.limits import UnknownLimit, all_limits, limit
from app.law.rights import Right
from app.letters.identity_copy import Shown
from app.letters.matters import REACHED
from app.letters.requests import is_clearview

OF_TIME = ("silence", "late", "holding", "partial", "insistence", "bad_extension", "refusal", "no_remedies")
"""Breaches that the template words itself. Any other code is the label of a limit, whose file holds the paragraph."""

APPLICABILITY = "gdpr_denied"
"""The limit whose own paragraph says why the GDPR applies."""

PARTIAL_ACCESS = "partial_answer"
"""The limit that stands for a part left out; erasure has a paragraph of its own."""

FROM_CONTROLLER = (ExtensionNotified, IdentityAsked, ReplyReceived, RequestRefused)
"""Events after which nobody can say that nothing came."""

TOLD = (*FROM_CONTROLLER, RequestSent, RequestReceived, RequestReturned, IdentityGiven, ReminderSent, NothingCame)
"""Events that a letter tells of."""


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """The case that a follow-up letter is about. `on` is the date of that letter, `channel` its way (default: that of the request).

    `missing` are the codes of what a reply lacks (`app.letters.missing`), as the person ticked them; `shown` is the
    copy of an identity document that goes with the answer to a question about it.
    """

    records: tuple[Recorded, ...]
    assessment: Assessment
    on: date
    channel: Channel | None = None
    missing: tuple[str, ...] = ()
    shown: Shown | None = None


def happened(case: CaseFacts) -> tuple[Recorded, ...]:
    """The records that stand on the day of the letter, in the order of the facts."""
    return tuple(r for r in standing(case.records) if r.event.on <= case.on)


def chronology(events: Sequence[Event]) -> list[Mapping[str, object]]:
    """What happened, each with a code; of the days on which nothing had come only the last is told."""
    told = [_fact(event, events[:number]) for number, event in enumerate(events) if _is_told(event)]
    looked = [fact for fact in told if fact["what"] == "nothing_came"]
    return [fact for fact in told if fact["what"] != "nothing_came" or fact is looked[-1]]


def _is_told(event: Event) -> bool:
    """Whether it concerns the controller: what the person did for herself does not, nor does a letter that never reached it."""
    if isinstance(event, RequestReturned):
        return event.reason in REACHED
    return isinstance(event, TOLD) and not (isinstance(event, ReminderSent) and event.letter == "withdrawal")


def _fact(event: Event, before: Sequence[Event]) -> Mapping[str, object]:
    """One line of the chronology. `before` is what had happened by then."""
    what, about = event.kind, dict[str, object]()
    match event:
        case RequestSent(channel=channel):
            again = any(isinstance(earlier, RequestSent) for earlier in before)
            what, about = "sent_again" if again else "sent", {"channel": channel}
        case RequestReceived(on=on, latest=latest):
            about = {"latest": latest if latest and latest > on else None}
        case ExtensionNotified(reasons=reasons):
            about = {"reasons": reasons.strip()}
        case ReplyReceived(nature=nature):
            what = f"reply_{nature}"
        case RequestRefused(reasons_given=given):
            about = {"reasons_given": given}
        case RequestReturned(reason=reason, presented=presented):
            about = {"reason": reason, "presented": presented}
        case ReminderSent(channel=channel, letter=letter):
            about = {"channel": channel, "letter": letter}
        case NothingCame():
            about = {"silent": not any(isinstance(earlier, FROM_CONTROLLER) for earlier in before)}
    return {"what": what, "on": event.on, **about}


def breaches(request: Request, assessment: Assessment, language: str) -> dict[str, object]:
    """The breaches by code, and the limits of the reply with the paragraph that answers each."""
    found = {breach.code: {**breach.params, "on": breach.on} for breach in assessment.breaches}
    if request.right is Right.ERASURE and PARTIAL_ACCESS in found:
        found["partial"] = found.pop(PARTIAL_ACCESS)  # its file speaks of access
    to_clearview = is_clearview(request.controller)
    limits = [_limit(breach, language, to_clearview=to_clearview) for breach in _in_order(assessment.breaches) if breach.code in found]
    return {
        "any_breach": bool(assessment.breaches),
        "breaches": {code: found.get(code) for code in OF_TIME},
        "limits": tuple(entry for entry in limits if entry),
        "applicability_argued": APPLICABILITY in found,
    }


def _in_order(breaches: Sequence[Breach]) -> list[Breach]:
    """The limits among the breaches, in the order of their files: those met in the Clearview case first."""
    order = [entry.label for entry in all_limits()]
    found = [breach for breach in breaches if breach.code not in OF_TIME]
    return sorted(found, key=lambda breach: order.index(breach.code) if breach.code in order else len(order))


def _limit(breach: Breach, language: str, *, to_clearview: bool) -> Mapping[str, object] | None:
    try:
        entry = limit(breach.code)
    except UnknownLimit:
        return None  # The assessment has already warned about a label that nobody described.
    return {
        "label": breach.code,
        "on": breach.on,
        "quote": str(breach.params.get("quote", "")).rstrip(" .\n"),
        "counter": entry.answered(language, clearview=to_clearview),
    }
