"""Which days a fact may have, whichever way it is told: none before the Regulation, none in the future, none before what it follows."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from app.platform.errors import InvalidInput, msg
from app.platform.text import clean_line

EARLIEST = date(2018, 5, 25)
"""The day from which the Regulation applies (GDPR Art. 99(2)): no request under it is older."""

AHEAD = timedelta(days=366)
"""How far ahead a letter may set a day to the other side."""

LONGEST_MANDATE = timedelta(days=3660)
"""How far ahead the last day of a mandate may lie: ten years."""

NOT_A_DATE = msg("This is not a date that exists. Write it like 05/03/2026 (day, month, year).")
IN_THE_FUTURE = msg("This date is in the future. Give the day on which it happened.")
TOO_EARLY = msg("This date is before 25 May 2018, when the GDPR began to apply.")
TOO_LATE = msg("This date is too far away. Check the year.")
LATEST_TOO_EARLY = msg("This day is before the first one. Give the day on which the letter was handed over at last.")
UNTIL_TOO_EARLY = msg("This day is before the day of the letter.")
ENDS_TOO_EARLY = msg("This day is before the day on which the mandate was signed.")

AFTER_THE_FACT = msg("This day is after the event itself. Give the day on which it happened.")

FOLLOWS: Mapping[str, str] = {"latest": LATEST_TOO_EARLY, "until": UNTIL_TOO_EARLY, "ends_on": ENDS_TOO_EARLY}
"""Days of an event that never lie before the day of the event itself."""

PRECEDES: Mapping[str, str] = {"presented": AFTER_THE_FACT, "received_on": AFTER_THE_FACT}
"""Days of an event that never lie after the day of the event itself: a delivery tried, a complaint received."""

_WRITTEN = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y")


def read_day(typed: str, field: str, today: date) -> date | None:
    """The day that was typed, None when nothing was. Raises InvalidInput naming `field` for what is no day, or none that it can hold."""
    line = clean_line(typed, field, 40)
    if not line:
        return None
    found = day_of(line)
    if found is None:
        raise InvalidInput(field, NOT_A_DATE)
    check_day(found, field, today)
    return found


def day_of(typed: str) -> date | None:
    """A day as a browser sends it, or as people write it; None for what is none."""
    for pattern in _WRITTEN:
        try:
            return datetime.strptime(typed, pattern).date()  # noqa: DTZ007 -- a calendar day has no time zone
        except ValueError:
            continue
    return None


def latest_of(field: str, today: date) -> date:
    """The last day that a field may hold: a day set to the other side, or to a mandate, lies ahead; everything else has happened."""
    return today + {"until": AHEAD, "ends_on": LONGEST_MANDATE}.get(field, timedelta())


def check_day(day: date, field: str, today: date) -> None:
    """Raises InvalidInput naming `field` for a day that it cannot hold."""
    latest = latest_of(field, today)
    if day < EARLIEST:
        raise InvalidInput(field, TOO_EARLY)
    if day > latest:
        raise InvalidInput(field, IN_THE_FUTURE if latest == today else TOO_LATE)
