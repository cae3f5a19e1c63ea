"""When the controller's time runs out: one month from receipt, three if validly extended, each as two dates with their steps.

`strict` is the earliest defensible date: earliest receipt, national holidays of the State where the controller acts, no pause.
`safe` is the latest plausible one: latest receipt, regional and doubtful days off, pauses and, for a controller outside the EEA, the
holidays of the data subject's State.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import takewhile

from app.law.competence import UNION
from app.law.periods import (
    FIRST_DAY,
    LAST_DAY,
    PERIODS,
    WITH_HOLIDAYS,
    Calendars,
    Course,
    DayOff,
    ImpossibleDates,
    Interruption,
    Param,
    Step,
    Track,
    UnknownPlace,
    canonical,
    days_off,
    nation_of,
    state_of,
    trail,
)

__all__ = [
    "Calendars",
    "Deadlines",
    "Extension",
    "ExtensionStatus",
    "ImpossibleDates",
    "Param",
    "Pause",
    "Receipt",
    "Step",
    "Track",
    "UnknownPlace",
    "compute",
]

MONTHS, EXTENDED_MONTHS = 1, 3
ART_12_3 = "GDPR Art. 12(3)"
EDPB_RECEIPT = "EDPB Guidelines 01/2022 §159"
EDPB_EXTENSION = "EDPB Guidelines 01/2022 §162-164"


class ExtensionStatus(StrEnum):
    """What a notice of two further months is worth (GDPR Art. 12(3))."""

    NONE = "none"
    VALID = "valid"
    VOID = "void"
    DEFECTIVE = "defective"


@dataclass(frozen=True)
class Receipt:
    """The day the request reached the controller; two days where the law or the proof leaves it open (equal when certain)."""

    earliest: date
    latest: date


@dataclass(frozen=True)
class Pause:
    """From the controller's question about identity or scope to the complete answer; `end` is None while it is unanswered."""

    start: date
    end: date | None


@dataclass(frozen=True)
class Extension:
    """The day the controller announced two further months, and its reasons as given (blank when none were)."""

    notified: date
    reasons: str = ""


@dataclass(frozen=True)
class Deadlines:
    """Last days to act, each until its end. Without an extension, `extended_*` are the dates that a valid one would lead to.

    A void extension leads nowhere (None); for a defective one `extended_strict` is the first date; where it is uncertain whether the notice
    came in time, `extended_strict` is None.
    """

    due_strict: date
    due_safe: date
    extended_strict: date | None
    extended_safe: date | None
    extension: ExtensionStatus
    steps: tuple[Step, ...]


def compute(
    receipt: Receipt,
    place: str,
    calendars: Calendars,
    *,
    subject_place: str | None = None,
    pauses: Sequence[Pause] = (),
    extension: Extension | None = None,
    today: date | None = None,
) -> Deadlines:
    """The dates on which the controller's time runs out, with the steps that lead there.

    `place` is where the controller acts, "" when nobody knows. A pause still open lasts until `today`, and counts nothing without it.
    Raises UnknownPlace and ImpossibleDates.
    """
    _check(receipt, pauses, extension)
    place, subject_place = canonical(place), canonical(subject_place or "")
    strict = Course(receipt.earliest, days_off(calendars, nation_of(place), "controller"))
    safe = Course(receipt.latest, _safe_days_off(calendars, place, subject_place), _interruptions(pauses, receipt.latest, today))
    first = _Pair(strict, safe, MONTHS, "due")
    standing = _standing_of(extension, first)
    in_force = extension is not None and standing.status is not ExtensionStatus.VOID
    second = _Pair(strict, safe, EXTENDED_MONTHS, "due_extended" if in_force else "due_if_extended")
    _refuse_late_pauses(pauses, second.safe if in_force else first.safe)
    steps = (*_receipt_steps(receipt, place), *first.steps, _extension_step(extension, standing, first.safe))
    return _with_extension(first, second, standing, steps)


class _Pair:
    """Both courses over one number of months: their last days, and their steps with those they share told once."""

    def __init__(self, strict: Course, safe: Course, months: int, last_rule: str) -> None:
        one, other = (trail(course, months, last_rule, ART_12_3) for course in (strict, safe))
        self.strict, self.safe = one[-1].date, other[-1].date
        self.safe_steps = _marked(other, Track.SAFE)
        shared = [a for a, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))]
        apart = [*_marked(one[len(shared) :], Track.STRICT), *_marked(other[len(shared) :], Track.SAFE)]
        self.steps = [*shared, *apart]


@dataclass(frozen=True)
class _Standing:
    """What the extension is worth; `uncertain` when it came between the two dates, so that nobody can say whether in time."""

    status: ExtensionStatus
    uncertain: bool = False


def _with_extension(first: _Pair, second: _Pair, standing: _Standing, steps: tuple[Step, ...]) -> Deadlines:
    if standing.status is ExtensionStatus.VOID:
        return Deadlines(first.strict, first.safe, None, None, standing.status, steps)
    if standing.status is ExtensionStatus.DEFECTIVE:
        return Deadlines(first.strict, first.safe, first.strict, second.safe, standing.status, (*steps, *second.safe_steps))
    if standing.uncertain:
        return Deadlines(first.strict, first.safe, None, second.safe, standing.status, (*steps, *second.safe_steps))
    return Deadlines(first.strict, first.safe, second.strict, second.safe, standing.status, (*steps, *second.steps))


def _check(receipt: Receipt, pauses: Sequence[Pause], extension: Extension | None) -> None:
    given = [receipt.earliest, receipt.latest, *(p.start for p in pauses), *(p.end for p in pauses if p.end)]
    given += [extension.notified] if extension else []
    if not all(FIRST_DAY <= day <= LAST_DAY for day in given):
        raise ImpossibleDates("date_out_of_range")
    if receipt.latest < receipt.earliest:
        raise ImpossibleDates("receipt_reversed")
    if any(p.end is not None and p.end < p.start for p in pauses):
        raise ImpossibleDates("pause_reversed")
    if any(p.start < receipt.earliest for p in pauses):
        raise ImpossibleDates("pause_before_receipt")
    if extension and extension.notified < receipt.earliest:
        raise ImpossibleDates("extension_before_receipt")


def _refuse_late_pauses(pauses: Sequence[Pause], last_day: date) -> None:
    """A question asked when the time is over suspends nothing."""
    if any(p.start > last_day for p in pauses):
        raise ImpossibleDates("pause_after_due")


def _safe_days_off(calendars: Calendars, place: str, subject_place: str) -> DayOff:
    lookups = [days_off(calendars, nation_of(place), "controller"), days_off(calendars, place, "region", doubtful=True)]
    if subject_place:
        of_subject = days_off(calendars, subject_place, "subject")
        # Inside the EEA Art. 2(1) points to the controller's State alone; the subject's place was looked up only to refuse an unknown one.
        lookups += [of_subject] if state_of(place) not in UNION else []
    return lambda day: next((found for look_up in lookups if (found := look_up(day))), None)


def _interruptions(pauses: Sequence[Pause], not_before: date, today: date | None) -> tuple[Interruption, ...]:
    """Pauses in order, each day in one of them only. Days before the time began to run suspend nothing."""
    merged: list[Interruption] = []
    for pause in sorted(pauses, key=lambda p: p.start):
        start, end = max(pause.start, not_before), pause.end or today or pause.start
        if merged and start <= merged[-1].end:
            merged[-1] = Interruption(merged[-1].start, max(merged[-1].end, end))
        elif end > start:
            merged.append(Interruption(start, end))
    return tuple(merged)


def _marked(steps: Iterable[Step], track: Track) -> list[Step]:
    return [replace(step, track=track) for step in steps]


def _receipt_steps(receipt: Receipt, place: str) -> list[Step]:
    about: dict[str, Param] = {"earliest": receipt.earliest, "latest": receipt.latest}
    source = f"{ART_12_3}; {EDPB_RECEIPT}"
    steps = [Step(receipt.earliest, "receipt", source, Track.BOTH, about)]
    if receipt.latest != receipt.earliest:
        steps = [
            Step(receipt.earliest, "receipt_earliest", source, Track.STRICT, about),
            Step(receipt.latest, "receipt_latest", source, Track.SAFE, about),
        ]
    if state_of(place) not in WITH_HOLIDAYS:
        rule = "foreign_holidays_ignored" if place else "place_unknown"
        steps.append(Step(receipt.earliest, rule, f"{PERIODS}2(1)", Track.BOTH, {"place": place}))
    return [*steps, Step(receipt.earliest, "receipt_not_counted", f"{PERIODS}3(1)", Track.BOTH)]


def _standing_of(extension: Extension | None, first: _Pair) -> _Standing:
    if extension is None:
        return _Standing(ExtensionStatus.NONE)
    if extension.notified > first.safe:
        return _Standing(ExtensionStatus.VOID)
    if not extension.reasons.strip():
        return _Standing(ExtensionStatus.DEFECTIVE)
    return _Standing(ExtensionStatus.VALID, uncertain=extension.notified > first.strict)


def _extension_step(extension: Extension | None, standing: _Standing, last_day: date) -> Step:
    source, about = f"{ART_12_3}; {EDPB_EXTENSION}", {"last_day": last_day}
    if extension is None:
        return Step(last_day, "extension_possible", source, Track.BOTH, about)
    rule = "extension_uncertain" if standing.uncertain else f"extension_{standing.status.value}"
    return Step(extension.notified, rule, source, Track.BOTH, about)
