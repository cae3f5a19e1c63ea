"""The next day on which an assessment changes with no new record, or on which an alert begins.

Whatever in the law compares a date with `today` has its day here: a sweep that wakes up on these days misses nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from app.law.assessment import Action, Alert, NextStep, Status
from app.law.authority_clock import AuthorityClock
from app.law.authority_steps import controller_first_from, controller_first_in
from app.law.clock import Clock
from app.law.deadlines import ExtensionStatus
from app.law.facts import Facts
from app.law.follow_ups import objection_open

ONE_DAY = timedelta(days=1)

RUNNING = (Status.SENT, Status.RECEIVED, Status.QUESTION_OPEN, Status.EXTENDED)
"""Stages in which the controller's time runs and nothing on the substance came."""

OBJECTED = (Status.EXTENDED, Status.REPLIED, Status.REFUSED)
"""Stages that show an objection, as long as it runs."""


def next_turn(
    facts: Facts,
    clock: Clock,
    authority: AuthorityClock | None,
    stage: Status,
    steps: Sequence[NextStep],
    alerts: Sequence[Alert],
    today: date,
) -> date | None:
    """The first such day after `today`; None where nothing more happens by itself."""
    if today == date.max:
        return None
    days = [*facts.coming, *[alert.on for alert in alerts]]
    if stage is not Status.CLOSED:
        last_days = _of_authority(authority) if authority else _of_controller(facts, clock, stage, today)
        if clock.claim and not (facts.complete or facts.refusal):
            last_days.append(clock.claim)
        days += [day + ONE_DAY for day in last_days if day < date.max]
        days += _first_days(facts, authority, steps)
    if clock.open_since and stage is not Status.CLOSED:
        days.append(max(clock.open_since, today) + ONE_DAY)
    later = [day for day in days if day > today]
    return min(later) if later else None


def _of_controller(facts: Facts, clock: Clock, stage: Status, today: date) -> list[date]:
    """Days at whose end something is over."""
    found: list[date | None] = []
    if stage in RUNNING or (stage is Status.REPLIED and not facts.complete):
        found.append(clock.escalate)
    if stage in RUNNING and clock.deadlines and clock.deadlines.extension is ExtensionStatus.DEFECTIVE:
        found.append(clock.deadlines.due_safe)
    if facts.reminders:
        found += [facts.reminders[-1].event.until] if stage is Status.REMINDED else []
        objection = objection_open(facts, today) if stage in OBJECTED else None
        found += [objection[1]] if objection else []
    return [day for day in found if day]


def _of_authority(clock: AuthorityClock) -> list[date]:
    """Days at whose end something is over. Once the case is before a court, only the authority's silence still counts."""
    found = [clock.silent_on, *([] if clock.seized else [clock.court_by, clock.minor_by])]
    return [day for day in found if day]


def _first_days(facts: Facts, authority: AuthorityClock | None, steps: Sequence[NextStep]) -> Iterable[date]:
    """Days on which something begins."""
    if authority:
        return [authority.remind_on] if authority.remind_on and not (authority.reminded or authority.seized) else []
    if not facts.opened or not (wanted := controller_first_in(facts.opened.subject_place)):
        return ()
    known = controller_first_from(facts, wanted) if any(step.action in (Action.COMPLAINT, Action.MISE_EN_DEMEURE) for step in steps) else ()
    return [*known, *(day for step in steps if step.reason == "controller_first_running" and (day := step.available_from))]
