"""How the complaint explains when the controller's time ran out: the steps of the reckoning that lead to the date it claims."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.law.assessment import Assessment, Status
from app.law.deadlines import ExtensionStatus, Step, Track
from app.law.events import ExtensionNotified, Recorded, RequestSent

NOMINAL = ("same_day", "last_day_of_month")
OFF = ("saturday", "sunday", "holiday_controller", "holiday_region", "holiday_subject", "holiday_doubtful")


@dataclass(frozen=True, kw_only=True)
class Suspension:
    """A pause that the reckoning counts, with its length in days and the day to which it moves the end."""

    start: date
    end: date
    days: int
    leads_to: date


@dataclass(frozen=True, kw_only=True)
class DayOff:
    """A day that is no working day and pushes the end on. `why` is the rule's code."""

    on: date
    why: str


@dataclass(frozen=True, kw_only=True)
class Clock:
    """The reckoning for one date. `claim` is the last day the controller had, as the complaint claims it; `latest` the latest plausible.

    `earliest_receipt` and `latest_receipt` are equal when the receipt is certain; `presumed` says that it was never recorded. `receipt` is
    the one reckoned from, `nominal` where one month (three, when `months` is 3) leads before suspensions and days off. `extension` is its
    status. `over` says that `latest` has passed on the day of the complaint, `days_over` by how many days `claim` has.
    `question_open` tells that a question of the controller still waits for an answer.
    """

    earliest_receipt: date
    latest_receipt: date
    presumed: bool
    sent: date | None
    months: int
    receipt: date
    nominal: date
    off: tuple[DayOff, ...]
    suspensions: tuple[Suspension, ...]
    claim: date
    latest: date
    extension: str
    extension_on: date | None
    over: bool
    days_over: int
    question_open: bool


def explain(assessment: Assessment, records: Sequence[Recorded], today: date) -> Clock | None:
    """The reckoning behind `assessment.claim`; None where no clock runs, because nothing was sent."""
    deadlines, claim = assessment.deadlines, assessment.claim
    if deadlines is None or claim is None:
        return None
    extended = claim in (deadlines.extended_strict, deadlines.extended_safe) and claim not in (deadlines.due_strict, deadlines.due_safe)
    track = Track.STRICT if claim in (deadlines.due_strict, deadlines.extended_strict) else Track.SAFE
    steps = _trail(deadlines.steps, track, "due_extended" if extended else "due")
    receipt = _receipt(deadlines.steps)
    latest = max(claim, assessment.escalate or claim)
    announced = [r.event.on for r in records if isinstance(r.event, ExtensionNotified)]
    sendings = [r.event.on for r in records if isinstance(r.event, RequestSent)]
    return Clock(
        earliest_receipt=receipt[0],
        latest_receipt=receipt[1],
        presumed=assessment.presumed_receipt,
        sent=sendings[0] if sendings else None,
        months=3 if extended else 1,
        receipt=receipt[0] if track is Track.STRICT else receipt[1],
        nominal=next((s.date for s in steps if s.rule in NOMINAL), claim),
        off=tuple(DayOff(on=s.date, why=s.rule) for s in steps if s.rule in OFF),
        suspensions=tuple(_suspension(s) for s in steps if s.rule == "pause"),
        claim=claim,
        latest=latest,
        extension=deadlines.extension.value,
        extension_on=announced[-1] if announced and deadlines.extension is not ExtensionStatus.NONE else None,
        over=today > latest,
        days_over=max(0, (today - claim).days),
        question_open=assessment.status is Status.QUESTION_OPEN,
    )


def _trail(steps: Sequence[Step], track: Track, last_rule: str) -> list[Step]:
    """The steps of that track which end with `last_rule`, from the nominal date on."""
    mine = [s for s in steps if s.track in (Track.BOTH, track)]
    end = next((n for n, s in enumerate(mine) if s.rule == last_rule), len(mine))
    start = max((n for n, s in enumerate(mine[:end]) if s.rule in NOMINAL), default=end)
    return mine[start:end]


def _receipt(steps: Sequence[Step]) -> tuple[date, date]:
    days = [s.date for s in steps if s.rule in ("receipt", "receipt_earliest", "receipt_latest")]
    return min(days), max(days)


def _suspension(step: Step) -> Suspension:
    start, end, days = step.params["start"], step.params["end"], step.params["days"]
    if not (isinstance(start, date) and isinstance(end, date) and isinstance(days, int)):
        raise TypeError("a pause step carries two dates and a number of days")
    return Suspension(start=start, end=end, days=days, leads_to=step.date)
