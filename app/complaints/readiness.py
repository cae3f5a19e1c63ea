"""Whether a complaint can be lodged on a given day. The answer informs; it forbids nothing: a draft may be made at any time."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.law.lifecycle import Action, Assessment, Status

FILED = (Status.COMPLAINT, Status.AUTHORITY_SILENT, Status.DECIDED)
"""Statuses of a case that an authority has, or had."""


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A complaint lodged today stands on its own; `reason` is the code of what makes it admissible."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class NotYet:
    """A complaint lodged today would be early. `available_from` is the first good day, None while nothing was sent; `reason` is a code."""

    available_from: date | None
    reason: str


def readiness(assessment: Assessment, today: date) -> Ready | NotYet:
    """For silence: from the day after the safe date. For a refusal or a limit: at once. One already filed stays ready."""
    if assessment.status in FILED:
        return Ready(reason="filed")
    steps = [s for s in assessment.next_steps if s.action in (Action.COMPLAINT, Action.FILE_COMPLAINT)]
    if steps:
        first = min(steps, key=lambda step: step.available_from or date.min)
        early = first.available_from is not None and first.available_from > today
        return NotYet(available_from=first.available_from, reason=first.reason) if early else Ready(reason=first.reason)
    if assessment.escalate is None:
        return NotYet(available_from=None, reason="not_sent")
    after = assessment.escalate + timedelta(days=1)
    return Ready(reason="month_over") if after <= today else NotYet(available_from=after, reason="month_running")
