"""Whether a complaint can be lodged on a given day. The answer informs; it forbids nothing: a draft may be made at any time."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.law.lifecycle import Action, Assessment


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
    """For silence: from the day after the safe date. For a refusal: at once."""
    step = next((s for s in assessment.next_steps if s.action in (Action.COMPLAINT, Action.FILE_COMPLAINT)), None)
    if step is not None and (step.available_from is None or step.available_from <= today):
        return Ready(reason=step.reason)
    if step is not None:
        return NotYet(available_from=step.available_from, reason=step.reason)
    if assessment.escalate is None:
        return NotYet(available_from=None, reason="not_sent")
    after = assessment.escalate + timedelta(days=1)
    return Ready(reason="month_over") if after <= today else NotYet(available_from=after, reason="month_running")
