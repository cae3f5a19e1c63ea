"""What a follow-up letter is about: the request, the time it had, what was heard, a question, an extension, the complaint.

Each is a mapping of plain values for the templates, or None where nothing of the kind was recorded. Nothing is reckoned here.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from app.law.assessment import Assessment
from app.law.authority_clock import AuthorityClock
from app.law.deadlines import ExtensionStatus
from app.law.events import (
    AuthorityAcknowledged,
    CaseClosed,
    Event,
    ExtensionNotified,
    FindingConfirmed,
    IdentityAsked,
    IdentityGiven,
    LetterDrafted,
    Outcome,
    Recorded,
    ReplyNature,
    ReplyReceived,
    RequestReceived,
    RequestRefused,
    RequestReturned,
    RequestSent,
    ReturnReason,
)
from app.law.rights import Right

REACHED = (ReturnReason.UNCLAIMED, ReturnReason.REFUSED)
"""A letter that came back for these reasons was there: the other side chose not to have it."""

REASONABLE = "identity_reasonable"
"""What the person confirms of a question about identity that states its doubt."""

Matter = Mapping[str, object]
E = TypeVar("E", bound=Event)


def asked(right: Right, records: Sequence[Recorded]) -> Matter:
    """The request: each day on which it left, the way of the first time, its arrival, or its return though the controller could have had
    it; `ours` says that it bore our reference."""
    sent = every(RequestSent, records)
    receipts = every(RequestReceived, records)
    arrival = receipts[0] if receipts else None
    back = [event for event in every(RequestReturned, records) if event.reason in REACHED and not receipts]
    later = arrival.latest if arrival and arrival.latest and arrival.latest > arrival.on else None
    return {
        "sent": tuple(sorted({event.on for event in sent})),
        "channel": sent[0].channel if sent else None,
        "received": {"on": arrival.on, "latest": later} if arrival else None,
        "returned": {"on": back[-1].on, "reason": back[-1].reason, "presented": back[-1].presented} if back else None,
        "ours": any(event.letter == right for event in every(LetterDrafted, records)),
    }


def time(assessment: Assessment, records: Sequence[Recorded], on: date) -> Matter:
    """The controller's time. `claim` is its last day as letters claim it, `first` that of the month without any extension, each with
    whether it is over on the day of the letter."""
    due, claim = assessment.deadlines, assessment.claim
    asked_back = bool(every(IdentityAsked, records))
    first = (due.due_safe if asked_back else due.due_strict) if due else None
    return {
        "claim": claim,
        "over": claim is not None and claim < on,
        "first": first,
        "first_over": first is not None and first < on,
        "extended": due is not None and due.extension is ExtensionStatus.VALID,
        "presumed": assessment.presumed_receipt,
    }


def heard(records: Sequence[Recorded]) -> Matter:
    """The last that came from the controller: nothing, an acknowledgement, some message, a partial or complete reply, or a refusal."""
    came = [r.event for r in records if isinstance(r.event, ReplyReceived | RequestRefused)]
    substance = [e for e in came if isinstance(e, RequestRefused) or e.nature in (ReplyNature.PARTIAL, ReplyNature.COMPLETE)]
    if not came:
        return {"what": "nothing", "on": None}
    last = (substance or came)[-1]
    return {"what": last.nature.value if isinstance(last, ReplyReceived) else "refused", "on": last.on}


def question(records: Sequence[Recorded]) -> Matter | None:
    """The controller's last question about identity or scope, when it was answered, and whether the person found it reasonable."""
    asked_back = every(IdentityAsked, records)
    if not asked_back:
        return None
    on = asked_back[-1].on
    return {
        "on": on,
        "answered": next((event.on for event in every(IdentityGiven, records) if event.on >= on), None),
        "reasonable": any(event.label == REASONABLE for event in every(FindingConfirmed, records)),
    }


def extension(assessment: Assessment, records: Sequence[Recorded]) -> Matter | None:
    """The extension that was announced: `kind` is void (too late), defective (no reasons) or valid (in time, and with reasons)."""
    notices = every(ExtensionNotified, records)
    if not notices or assessment.deadlines is None:
        return None
    kind = assessment.deadlines.extension
    breach = next((b for b in assessment.breaches if b.code == "bad_extension"), None)
    on = breach.params.get("notified") if breach else None
    with_reasons = [n for n in notices if n.reasons.strip()] if kind is ExtensionStatus.VALID else []
    notice = next((n for n in notices if n.on == on), (with_reasons or notices)[0])
    return {"on": notice.on, "reasons": notice.reasons.strip().rstrip(" ."), "kind": kind.value}


def complaint(clock: AuthorityClock | None, records: Sequence[Recorded], on: date) -> Matter | None:
    """The complaint at the authority, its own clock, and what passed since. `french` says that French law gives its silence an effect."""
    if clock is None:
        return None
    filed = clock.filed.event
    acknowledged = [event for event in every(AuthorityAcknowledged, records) if event.on >= filed.on]
    numbers = [*(event.number.strip() for event in acknowledged), filed.number.strip()]
    return {
        "filed": filed.on,
        "number": next(filter(None, numbers), ""),
        "acknowledged": acknowledged[0].on if acknowledged else None,
        "informed": clock.informed.on if clock.informed else None,
        "silent": clock.silent(on),
        "silent_on": clock.silent_on,
        "court_by": clock.court_by,
        "minor_by": clock.minor_by,
        "french": clock.is_cnil,
        "heard_since": tuple(sorted({event.on for event in every(ReplyReceived, records) if event.on > filed.on})),
    }


def satisfied(records: Sequence[Recorded]) -> date | None:
    """The day on which the person got everything, as she says: with the complete reply, or when she closed the case as satisfied."""
    closed = any(event.outcome is Outcome.SATISFIED for event in every(CaseClosed, records))
    complete = [event.on for event in every(ReplyReceived, records) if event.nature is ReplyNature.COMPLETE]
    return complete[-1] if closed and complete else None


def every(kind: type[E], records: Sequence[Recorded]) -> list[E]:
    """The events of one kind, in the order of the facts."""
    return [r.event for r in records if isinstance(r.event, kind)]
