"""Where a case stands, derived from its records alone: status, dates, breaches, next steps, alerts. None of it is ever stored.

The records are read as `facts`, which set a `clock`, and after a complaint the authority's clock too. From these follow the stage of the
road, the `breaches`, the `next_steps` and the `alerts`; the status is the stage, unless something lies there to be read or was objected to.
"""

from collections.abc import Sequence
from datetime import date

from app.law import limits
from app.law.alerts import alerts
from app.law.assessment import Action, Alert, Assessment, Breach, NextStep, Status, Warning_
from app.law.authority_clock import AuthorityClock, authority_clock, news_without_complaint
from app.law.breaches import ArticlesOf, breaches
from app.law.clock import Clock, clock
from app.law.contradictions import contradictions
from app.law.deadlines import Calendars
from app.law.events import Recorded, RequestRefused
from app.law.facts import Facts, facts_on
from app.law.follow_ups import objection_open
from app.law.next_steps import next_steps
from app.law.turning_points import next_turn

__all__ = ["Action", "Alert", "Assessment", "Breach", "NextStep", "Status", "Warning_", "articles_of_label", "assess"]

UNREAD_SHOWS = (Status.SENT, Status.RECEIVED, Status.EXTENDED, Status.REPLIED, Status.CONTESTED)
"""Statuses that a message nobody classified replaces: in the others, something weightier is to be done."""

OBJECTION_SHOWS = (Status.EXTENDED, Status.REPLIED, Status.REFUSED)


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
    time = clock(facts, _day_of(facts, today), calendars)
    authority = authority_clock(facts)
    stage = _stage(facts, time, authority, today)
    broken, unknown = breaches(facts, time, _day_of(facts, today), articles_of)
    steps = next_steps(facts, time, authority, stage, today)
    told = alerts(facts, time, authority, stage)
    of_authority = (*news_without_complaint(facts), *(authority.warnings if authority else ())) if facts.heard_authority else ()
    return Assessment(
        status=_status(stage, facts, today),
        deadlines=time.deadlines,
        presumed_receipt=time.presumed,
        breaches=broken,
        next_steps=steps,
        warnings=(*contradictions(facts), *time.warnings, *of_authority, *unknown),
        next_change=next_turn(facts, time, authority, stage, steps, told, today),
        claim=time.claim,
        escalate=time.escalate,
        alerts=told,
    )


def _day_of(facts: Facts, today: date) -> date:
    """The day of which a case speaks: for a closed one it is the day of its closing, after which nothing moves."""
    return facts.closed.on if facts.closed else today


def _stage(facts: Facts, time: Clock, authority: AuthorityClock | None, today: date) -> Status:
    """How far the case has come: the first that holds, from the end of the road to its beginning."""
    if facts.closed:
        return Status.CLOSED
    if authority:
        return Status.DECIDED if authority.decided else Status.AUTHORITY_SILENT if authority.silent(today) else Status.COMPLAINT
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


def _status(stage: Status, facts: Facts, today: date) -> Status:
    """The stage as a person should read it. What is shown here stops no clock: overdue stays overdue."""
    if facts.reminders and stage in OBJECTION_SHOWS and objection_open(facts, today):
        stage = Status.CONTESTED
    return Status.TO_READ if facts.unread and stage in UNREAD_SHOWS else stage
