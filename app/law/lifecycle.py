"""Where a case stands, derived from its records alone: status, dates, breaches and what to do next. Status and dates are never stored."""

from collections.abc import Callable, Sequence
from datetime import date

from app.law import limits
from app.law.assessment import Action, Assessment, Breach, NextStep, Status, Warning_
from app.law.deadlines import Calendars
from app.law.events import Recorded

__all__ = ["Action", "Assessment", "Breach", "NextStep", "Status", "Warning_", "assess"]

ArticlesOf = Callable[[str], tuple[str, ...]]


def articles_of_limit(label: str) -> tuple[str, ...]:
    """Articles that the limit `label` offends. Raises limits.UnknownLimit."""
    return limits.limit(label).articles


def assess(records: Sequence[Recorded], today: date, calendars: Calendars, articles_of: ArticlesOf = articles_of_limit) -> Assessment:
    """Where the case stands on `today`. Total: any records give an assessment; what does not fit becomes a warning."""
    raise NotImplementedError
