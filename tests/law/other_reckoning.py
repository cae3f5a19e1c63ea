"""A second reckoning of deadlines, written from the texts alone and in another way: it walks day by day and asks of each whether it counts.

It shares nothing with the program but the values it returns. Its holidays are written out by hand, with Easter by a formula.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)


@cache
def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Oudin, 1940)."""
    golden, century = year % 19, year // 100
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (moon // 28) * (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    after = moon - weekday
    month = 3 + (after + 40) // 44
    return date(year, month, after + 28 - 31 * (month // 4))


def movable(year: int, *after_easter: int) -> set[date]:
    return {easter(year) + timedelta(days=days) for days in after_easter}


def fixed(year: int, days: str) -> set[date]:
    return {date(year, int(day.partition("-")[0]), int(day.partition("-")[2])) for day in days.split()}


def nth_monday(year: int, month: int, nth: int) -> date:
    """The nth Monday of a month, the last one for nth = -1."""
    mondays = [date(year, month, day) for day in range(1, 32) if _exists(year, month, day) and date(year, month, day).weekday() == 0]
    return mondays[nth - 1] if nth > 0 else mondays[nth]


def _exists(year: int, month: int, day: int) -> bool:
    return day <= (date(year + month // 12, month % 12 + 1, 1) - DAY).day


def england(year: int) -> set[date]:
    """Bank holidays of England and Wales; those that fall on a weekend have their substitute after it."""
    found = movable(year, -2, 1) | {nth_monday(year, 5, 1), nth_monday(year, 5, -1), nth_monday(year, 8, -1)}
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while day.weekday() >= 5 or day in found:
            day += DAY  # noqa: PLW2901 -- the substitute takes the place of the day
        found.add(day)
    return found


def france(year: int) -> set[date]:
    return fixed(year, "1-1 5-1 5-8 7-14 8-15 11-1 11-11 12-25") | movable(year, 1, 39, 50)


def germany(year: int) -> set[date]:
    return fixed(year, "1-1 5-1 10-3 12-25 12-26") | movable(year, -2, 1, 39, 50)


def poland(year: int) -> set[date]:
    return fixed(year, "1-1 1-6 5-1 5-3 8-15 11-1 11-11 12-25 12-26" + (" 12-24" if year >= 2025 else "")) | movable(year, 0, 1, 49, 60)


def italy(year: int) -> set[date]:
    return fixed(year, "1-1 1-6 4-25 5-1 6-2 8-15 11-1 12-8 12-25 12-26" + (" 10-4" if year >= 2026 else "")) | movable(year, 0, 1)


def switzerland(year: int) -> set[date]:
    """Days that are holidays in every canton or by the law of the Confederation."""
    return fixed(year, "1-1 8-1 12-25") | movable(year, 39)


STATES: dict[str, Callable[[int], set[date]]] = {
    "FR": france,
    "DE": germany,
    "PL": poland,
    "IT": italy,
    "GB-ENG": england,
    "CH": switzerland,
    "BE": lambda year: fixed(year, "1-1 5-1 7-21 8-15 11-1 11-11 12-25") | movable(year, 1, 39, 50),
    "LU": lambda year: fixed(year, "1-1 5-1 5-9 6-23 8-15 11-1 12-25 12-26") | movable(year, 1, 39, 50),
    "PT": lambda year: fixed(year, "1-1 4-25 5-1 6-10 8-15 10-5 11-1 12-1 12-8 12-25") | movable(year, -2, 0, 60),
    "AT": lambda year: fixed(year, "1-1 1-6 5-1 8-15 10-26 11-1 12-8 12-25 12-26") | movable(year, 1, 39, 50, 60),
    "CZ": lambda year: fixed(year, "1-1 5-1 5-8 7-5 7-6 9-28 10-28 11-17 12-24 12-25 12-26") | movable(year, -2, 1),
    "NL": lambda year: (
        {date(year, 4, 27 if date(year, 4, 27).weekday() != 6 else 26)}
        | fixed(year, "1-1 12-25 12-26" + (" 5-5" if year % 5 == 0 else ""))
        | movable(year, -2, 0, 1, 39, 49, 50)
    ),
    "US": lambda year: set(),
}
"""Public holidays by State, as Reg. 1182/71 Art. 2(1) wants them; the United States have none in its sense."""

REGIONS: dict[str, Callable[[int], set[date]]] = {
    "FR-67": lambda year: fixed(year, "12-26") | movable(year, -2),
    # Besides the abolition of slavery, days that custom alone makes holidays there: doubtful enough for the later date.
    "FR-971": lambda year: fixed(year, "5-27 7-21") | movable(year, -24, -2),
    "FR-974": lambda year: fixed(year, "12-20"),
    "DE-BY": lambda year: fixed(year, "1-6 8-15 11-1") | movable(year, 60),
    "NL": lambda year: fixed(year, "5-5"),
}
"""Further days that only the later date respects: of a region, or doubtful ones of a State."""


@dataclass(frozen=True)
class Answer:
    """What the other reckoning finds. `extended_strict` and `extended_safe` are None where no extension leads anywhere."""

    due_strict: date
    due_safe: date
    extended_strict: date | None
    extended_safe: date | None


def reckon(first: date, last: date, place: str, subject: str = "", pauses: Iterable[tuple[date, date]] = ()) -> Answer:
    """The dates for a receipt between `first` and `last`. `pauses` must lie within the first month."""
    state = state_of(place)
    own = STATES[state]
    doubtful = [REGIONS[place]] if place in REGIONS else []
    if state in ("US", "CH", "GB-ENG") and subject:
        doubtful += [STATES[state_of(subject)], *([REGIONS[subject]] if subject in REGIONS and subject != "NL" else [])]
    waiting = {day for start, end in pauses for day in days_between(start, end)}
    swiss = state == "CH" and subject in ("", "US", "CH", "GB-ENG")

    def ends(received: date, months: int, calendars: list[Callable[[int], set[date]]], idle: set[date]) -> date:
        length = 30 if not months else days_of(received, months)
        return working(after(received, length, idle), calendars)

    strict, safe = [own], [own, *doubtful]
    one = 0 if swiss else 1
    return Answer(
        ends(first, one, strict, set()),
        ends(last, one, safe, waiting),
        None if swiss else ends(first, 3, strict, set()),
        None if swiss else ends(last, 3, safe, waiting),
    )


def state_of(place: str) -> str:
    """The State, or the nation within the United Kingdom."""
    return place if place.startswith("GB-") else place.partition("-")[0]


def days_between(start: date, end: date) -> Iterable[date]:
    return (start + timedelta(days=n) for n in range((end - start).days))


def days_of(received: date, months: int) -> int:
    """How many days the period has: until the same number has come round so often, or a month too short for it has ended instead."""
    day, seen, count = received, 0, 0
    while seen < months:
        day, count = day + DAY, count + 1
        short = (day + DAY).day == 1 and day.day < received.day
        seen += day.day == received.day or short
    return count


def after(received: date, length: int, idle: set[date]) -> date:
    """The day on which so many days have passed that were not spent waiting for an answer. The day of receipt is not counted."""
    day, counted = received, 0
    while counted < length:
        counted += day not in idle
        day += DAY
    return day


def working(day: date, calendars: list[Callable[[int], set[date]]]) -> date:
    """The day itself, or the next that is neither Saturday, Sunday nor a holiday."""
    while day.weekday() >= 5 or any(day in holidays(day.year) for holidays in calendars):
        day += DAY
    return day
