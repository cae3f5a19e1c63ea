"""Where a case stands, derived from its records alone: status, dates, breaches and what to do next. None of it is ever stored or edited.

The records are read as `facts`, which set a `clock`; from both follow the status here, the `breaches` and the `next_steps`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from app.law import limits
from app.law.assessment import Action, Assessment, Breach, NextStep, Status, Warning_
from app.law.breaches import ArticlesOf, breaches
from app.law.clock import Clock, clock
from app.law.deadlines import Calendars
from app.law.events import Recorded, RequestRefused
from app.law.facts import Facts, facts_on
from app.law.next_steps import authority_dates, next_steps

__all__ = ["Action", "Assessment", "Breach", "NextStep", "Status", "Warning_", "articles_of_label", "assess"]


def articles_of_label(label: str) -> tuple[str, ...]:
    """Articles that the finding `label` offends, none when it is an answer without limit. Raises limits.UnknownLimit."""
    try:
        return limits.limit(label).articles
    except limits.UnknownLimit:
        limits.answer(label)
        return ()


def assess(records: Sequence[Recorded], today: date, calendars: Calendars, articles_of: ArticlesOf = articles_of_label) -> Assessment:
    """Where the case stands on `today`. Total: any records give an assessment, and what does not fit in them becomes a warning."""
    facts = facts_on(records, today)
    found = _assess(facts, today, calendars, articles_of)
    for day in _turning_points(facts, found, today):
        if _assess(facts_on(records, day), day, calendars, articles_of) != found:
            return replace(found, next_change=day)
    return found


def _assess(facts: Facts, today: date, calendars: Calendars, articles_of: ArticlesOf) -> Assessment:
    """The assessment without the day of its next change."""
    time = clock(facts, today, calendars)
    status = _status(facts, time, today)
    found, unknown = breaches(facts, time, today, articles_of)
    return Assessment(
        status=status,
        deadlines=time.deadlines,
        presumed_receipt=time.presumed,
        breaches=found,
        next_steps=next_steps(facts, time, status, today),
        warnings=(*facts.warnings, *time.warnings, *unknown),
        next_change=None,
        claim=time.claim,
        escalate=time.escalate,
    )


def _status(facts: Facts, time: Clock, today: date) -> Status:
    """The first that holds, from the end of the road to its beginning."""
    if facts.closed:
        return Status.CLOSED
    if facts.complaint:
        return Status.COMPLAINT
    if not (facts.sends or facts.receipts) and not facts.decisions:
        return Status.DRAFT
    if facts.decisions and (decided := _decided(facts)):
        return decided
    if time.escalate and today > time.escalate:
        return Status.REMINDED if facts.reminders else Status.OVERDUE
    return Status.REPLIED if facts.decisions else _running(facts, time)


def _decided(facts: Facts) -> Status | None:
    """A refusal stands until a complete reply follows it; a partial reply decides nothing, the clock goes on for the rest."""
    last = max(facts.decisions, key=lambda d: (d.on, isinstance(d.event, RequestRefused)))
    if isinstance(last.event, RequestRefused):
        return Status.REFUSED
    if facts.complete:
        return Status.REPLIED
    return Status.REFUSED if facts.refusal else None


def _running(facts: Facts, time: Clock) -> Status:
    if facts.question_open:
        return Status.QUESTION_OPEN
    if time.extended:
        return Status.EXTENDED
    return Status.RECEIVED if facts.receipts else Status.SENT


def _turning_points(facts: Facts, found: Assessment, today: date) -> list[date]:
    """The days after `today` on which the assessment may change with no new record, in order."""
    last_days = [found.claim, found.escalate, *(r.event.until for r in facts.reminders)]
    if found.deadlines:
        last_days += [found.deadlines.due_strict, found.deadlines.due_safe, found.deadlines.extended_strict]
    authority = authority_dates(facts.complaint.on) if facts.complaint else {}
    last_days += [authority.get("silent_on"), authority.get("act_by"), authority.get("minor_by")]
    days = {day + timedelta(days=1) for day in last_days if day and day < date.max}
    days |= {*facts.coming, *(day for day in [authority.get("remind_on")] if day)}
    if facts.question_open and today < date.max:
        days.add(today + timedelta(days=1))
    return sorted(day for day in days if day > today)
