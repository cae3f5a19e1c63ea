"""How long a case is kept after it was closed: from which day on it may be erased."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.law.authority_clock import authority_dates
from app.law.events import ComplaintFiled, Recorded
from app.law.facts import Facts, facts_on


def erasable_from(records: Sequence[Recorded], today: date, days: int) -> date | None:
    """The first day on which a case with these records may go; None while it is open, or for as long as no day can be named.

    `days` count from the closing, or from whatever was written down last: a date that was mistyped makes nothing disappear at once.
    A case in which a complaint was filed stays until the time to bring the authority's silence before a court is over.
    """
    facts = facts_on(records, today)
    if facts.closed is None or facts.coming:
        return None
    last_written = max(max(record.event.on, record.recorded_at.date()) for record in records)
    try:
        return max(last_written + timedelta(days=days), *_after_the_authority(facts))
    except (KeyError, OverflowError):  # no calendar goes that far
        return None


def _after_the_authority(facts: Facts) -> list[date]:
    """The day after the last on which an authority's clock runs, for each complaint. Raises KeyError, OverflowError."""
    return [date.min, *(authority_dates(filed.on)["act_by"] + timedelta(days=1) for filed in facts.all(ComplaintFiled))]
