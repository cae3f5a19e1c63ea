"""How a period in months ends under Regulation 1182/71: the same day number later, then on over days that are not working days.

Nothing here knows what the period is for: `deadlines` does. Steps carry codes and parameters; the sentences are elsewhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from app.law.competence import UNION

Param = str | int | date | tuple[date, ...]
"""What a sentence about a step or a breach may need."""

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
"""Dates outside these are refused: no calendar of holidays reaches further."""

WITH_HOLIDAYS = UNION | {"GB", "CH"}
"""States whose own public holidays move a deadline. Others designate no day in the sense of Reg. 1182/71 Art. 2(1)."""

OWN_CODES = {
    "GP": "FR-971", "MQ": "FR-972", "GF": "FR-973", "RE": "FR-974", "YT": "FR-976", "PM": "FR-PM", "BL": "FR-BL", "MF": "FR-MF",
    "NC": "FR-NC", "PF": "FR-PF", "WF": "FR-WF", "TF": "FR-TF", "AX": "FI-01", "SJ": "NO-21",
}  # fmt: skip
"""Parts of a State that also have an ISO 3166-1 code of their own, by that code."""

PERIODS = "Regulation 1182/71 Art. "
EDPB_PAUSE = "EDPB Guidelines 01/2022 §159"


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
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise ImpossibleDates("date_out_of_range")
    first = date(year, month + 1, 1)
    length = ((first + timedelta(days=31)).replace(day=1) - first).days
    return first.replace(day=min(day.day, length))


def days_after(day: date, days: int) -> date:
    """`days` calendar days later. Raises ImpossibleDates beyond the calendars."""
    if not (FIRST_DAY - day).days <= days <= (LAST_DAY - day).days:
        raise ImpossibleDates("date_out_of_range")
    return day + timedelta(days=days)


def canonical(place: str) -> str:
    """The place, as a subdivision of its State where it also has a State's code of its own: "RE" is "FR-974"."""
    return OWN_CODES.get(place, place)


def state_of(place: str) -> str:
    """The ISO 3166-1 code of the State of a place."""
    return place.partition("-")[0]


def nation_of(place: str) -> str:
    """The State of a place; for the United Kingdom the nation, since bank holidays are designated for each."""
    return place if place.startswith("GB-") else state_of(place)


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


def trail(course: Course, months: int, last_rule: str, last_source: str) -> list[Step]:
    """The steps from the event to the last day: months, interruptions, days that are not working days. Reg. 1182/71 Art. 3(2)(c), 3(4)."""
    day = months_after(course.event, months)
    rule = "same_day" if day.day == course.event.day else "last_day_of_month"
    about: dict[str, Param] = {"months": months, "receipt": course.event}
    steps = [Step(day, rule, f"{PERIODS}3(2)(c)", Track.BOTH, about)]
    for pause in course.interruptions:
        if pause.start > _roll(day, course.day_off)[0]:
            break  # it came when this period was already over
        days = (pause.end - pause.start).days
        day = days_after(day, days)
        steps.append(Step(day, "pause", EDPB_PAUSE, Track.BOTH, {"start": pause.start, "end": pause.end, "days": days}))
    last, skipped = _roll(day, course.day_off)
    return [*steps, *skipped, Step(last, last_rule, last_source, Track.BOTH, about)]


def _roll(day: date, day_off: DayOff) -> tuple[date, list[Step]]:
    """The first working day from `day` on, and the days passed over. Reg. 1182/71 Art. 3(4)."""
    skipped = []
    while off := _why_off(day, day_off):
        skipped.append(off)
        day = days_after(day, 1)
    return day, skipped


def _why_off(day: date, day_off: DayOff) -> Step | None:
    """Why `day` is no working day, if it is none. Reg. 1182/71 Art. 2(1) and 2(2)."""
    if day.weekday() >= 5:
        rule = "saturday" if day.weekday() == 5 else "sunday"
        return Step(day, rule, f"{PERIODS}2(2), 3(4)", Track.BOTH)
    found = day_off(day)
    return Step(day, f"holiday_{found['whose']}", f"{PERIODS}2(1), 3(4)", Track.BOTH, found) if found else None
