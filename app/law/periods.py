"""How a period ends: the same day number so many months later, or so many days later, then on over days that are not working days.

Nothing here knows what the period is for: `deadlines` does. Steps carry codes and parameters; the sentences are elsewhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from app.law.places import WITH_HOLIDAYS, canonical, state_of
from app.law.regimes import Regime

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "Calendars",
    "Course",
    "DayOff",
    "ImpossibleDates",
    "Interruption",
    "Param",
    "Step",
    "Track",
    "UnknownPlace",
    "canonical",
    "days_after",
    "days_off",
    "months_after",
    "nominal_end",
    "rolled",
    "trail",
    "why_off",
]

Param = str | int | date | tuple[date, ...] | tuple[str, ...]
"""What a sentence about a step or a breach may need."""

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
"""Dates outside these are refused: no calendar of holidays reaches further."""

ONE_DAY = timedelta(days=1)
SATURDAY = 5

LONG_PAUSE_DAYS = 90
"""Days of pauses in all that are pointed out: a policy."""

LONGEST = 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
"""Days of each month of a common year."""


class Calendars(Protocol):
    """Days off by place. A place is an ISO 3166-1 code ("FR") or an ISO 3166-2 one ("FR-67"); UnknownPlace for any other text."""

    def holidays(self, place: str, year: int) -> Mapping[date, str]:
        """Public holidays with their English names: of the State, and of the subdivision if `place` names one."""
        ...

    def doubtful_days(self, place: str, year: int) -> Mapping[date, str]:
        """Further days that some law of the place treats like public holidays, without it being certain that they are."""
        ...


class UnknownPlace(ValueError):
    """No State or subdivision has that code."""

    def __init__(self, place: str) -> None:
        super().__init__(f"unknown place: {place}")
        self.place = place


class ImpossibleDates(ValueError):
    """The dates given cannot all be true, or lie beyond the calendars. `code` says which rule they break:

    receipt_reversed, pause_reversed, pause_before_receipt, pause_after_due, extension_before_receipt, date_out_of_range.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Track(StrEnum):
    """Which of the two dates a step leads to."""

    BOTH = "both"
    STRICT = "strict"
    SAFE = "safe"


@dataclass(frozen=True)
class Step:
    """One step of the reckoning: the day it speaks of, a rule code, the source of the rule, and what a sentence about it needs."""

    date: date
    rule: str
    source: str
    track: Track
    params: Mapping[str, Param] = field(default_factory=dict)


DayOff = Callable[[date], Mapping[str, Param] | None]
"""Answers whether a day is a holiday: None, or its name, place and whose holiday it is."""


@dataclass(frozen=True)
class Interruption:
    """Days that do not count, from `start` up to but without `end`."""

    start: date
    end: date


@dataclass(frozen=True)
class Course:
    """One way of reckoning: the event it runs from, the days off it respects, and its interruptions in order and without overlap."""

    event: date
    day_off: DayOff
    interruptions: tuple[Interruption, ...] = ()


def months_after(day: date, months: int) -> date:
    """The day with the same number `months` later, or the last day of that month. Reg. 1182/71 Art. 3(2)(c).

    Raises ImpossibleDates beyond the calendars.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise ImpossibleDates("date_out_of_range")
    length = 29 if month == 1 and _leap(year) else LONGEST[month]
    return date(year, month + 1, min(day.day, length))


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_after(day: date, days: int) -> date:
    """`days` calendar days later. Raises ImpossibleDates beyond the calendars."""
    if not (FIRST_DAY - day).days <= days <= (LAST_DAY - day).days:
        raise ImpossibleDates("date_out_of_range")
    return day + timedelta(days=days)


def days_off(calendars: Calendars, place: str, whose: str, *, doubtful: bool = False) -> DayOff:
    """Days off of one place. Asks at once, so that an unknown place is refused even if no day is ever looked up."""
    calendars.holidays(place, FIRST_DAY.year)
    if state_of(place) not in WITH_HOLIDAYS:
        return lambda day: None

    def look_up(day: date) -> Mapping[str, Param] | None:
        if name := calendars.holidays(place, day.year).get(day):
            return {"name": name, "place": place, "whose": whose}
        name = calendars.doubtful_days(place, day.year).get(day) if doubtful else None
        return {"name": name, "place": place, "whose": "doubtful"} if name else None

    return look_up


def nominal_end(event: date, months: int, law: Regime) -> Step:
    """Where the period leads before pauses and days off; `months` is 0 for a period in days. The day of the event is not counted."""
    if not months:
        return Step(days_after(event, law.days), "thirty_days", law.ends, Track.BOTH, {"days": law.days, "receipt": event})
    day = months_after(event, months)
    rule = "same_day" if day.day == event.day else "last_day_of_month"
    return Step(day, rule, law.ends, Track.BOTH, {"months": months, "receipt": event})


def trail(course: Course, months: int, last_rule: str, law: Regime) -> list[Step]:
    """The steps from the event to the last day: the period, interruptions, days that are not working days.

    In British law a question about identity begins the period anew with the answer, one about scope only pauses it: `anew` tells the day
    to which the former would lead (UK GDPR Art. 12A(2)(b), 12A(5)).
    """
    nominal = nominal_end(course.event, months, law)
    day, steps = nominal.date, [nominal]
    for pause in course.interruptions:
        if pause.start > rolled(day, course.day_off, law)[0]:
            break  # it came when this period was already over
        days = (pause.end - pause.start).days
        day = days_after(day, days)
        about: dict[str, Param] = {"start": pause.start, "end": pause.end, "days": days}
        if law.pause == "pause_uk":
            about["anew"] = rolled(months_after(pause.end, months), course.day_off, law)[0]
        steps.append(Step(day, law.pause, law.paused, Track.BOTH, about))
    last, skipped = rolled(day, course.day_off, law)
    return [*steps, *_doubted((day - nominal.date).days, day, law), *skipped, Step(last, last_rule, law.due, Track.BOTH, nominal.params)]


def _doubted(days: int, day: date, law: Regime) -> list[Step]:
    """A word of warning on pauses that add up to months: a typing mistake, or a question that cannot have been asked in earnest."""
    return [Step(day, "long_pauses", law.paused, Track.BOTH, {"days": days})] if days > LONG_PAUSE_DAYS else []


def rolled(day: date, day_off: DayOff, law: Regime) -> tuple[date, list[Step]]:
    """The first working day from `day` on, and the days passed over. Reg. 1182/71 Art. 3(4)."""
    skipped = []
    while off := why_off(day, day_off, law):
        skipped.append(off)
        day = days_after(day, 1)
    return day, skipped


def why_off(day: date, day_off: DayOff, law: Regime) -> Step | None:
    """Why `day` is no working day, if it is none. Reg. 1182/71 Art. 2(1) and 2(2)."""
    weekday = day.weekday()
    if weekday >= SATURDAY:
        return Step(day, "saturday" if weekday == SATURDAY else "sunday", law.weekend, Track.BOTH)
    found = day_off(day)
    return Step(day, f"holiday_{found['whose']}", law.holiday, Track.BOTH, found) if found else None
