"""Letters to the controller that follow a request: which were sent since when, and whether one still leaves it time. They move no date."""

from datetime import date, timedelta

from app.law.events import ReminderSent
from app.law.fact import Fact
from app.law.facts import Facts

OBJECTION_DAYS = 30
"""How long an objection that sets no day is waited for: a policy."""

OBJECTIONS = ("missing_items", "answer", "mise_en_demeure")
"""Letters that object to what the controller answered."""


def sent_since(facts: Facts, day: date, *letters: str) -> bool:
    """Whether a letter of one of these kinds left on `day` or later."""
    return any(fact.event.letter in letters and fact.on >= day for fact in facts.reminders)


def objection_open(facts: Facts, today: date) -> tuple[Fact[ReminderSent], date] | None:
    """The last objection that the controller did not answer yet, and the day until which to wait for it; None when that is past."""
    last = next((fact for fact in reversed(facts.reminders) if _objects(fact, facts)), None)
    if last is None or any(decision.on > last.on for decision in facts.decisions):
        return None
    until = objection_ends(last)
    return (last, until) if last.on <= until >= today else None


def objection_ends(fact: Fact[ReminderSent]) -> date:
    """The last day to wait for an answer to an objection."""
    if fact.event.until:
        return fact.event.until
    return fact.on + timedelta(days=min(OBJECTION_DAYS, (date.max - fact.on).days))


def _objects(fact: Fact[ReminderSent], facts: Facts) -> bool:
    """An objection needs something to object to: an extension, an answer, or a refusal."""
    if fact.event.letter == "contest_extension":
        return any(notice.on <= fact.on for notice in facts.notices)
    return fact.event.letter in OBJECTIONS and any(decision.on <= fact.on for decision in facts.decisions)
