"""When the controller's time runs out: one month from receipt, three if validly extended, each as two dates with their steps.
Swiss law gives thirty days instead, and fixes no length for an extension.

`strict` is the earliest defensible date: earliest receipt, national holidays of the State where the controller acts, no pause.
`safe` is the latest plausible one: latest receipt, regional and doubtful days off, pauses and, for a controller outside the EEA, the
holidays of the data subject's State.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import takewhile

from app.law.competence import UNION
from app.law.periods import (
    FIRST_DAY,
    LAST_DAY,
    Calendars,
    Course,
    DayOff,
    ImpossibleDates,
    Interruption,
    Param,
    Step,
    Track,
    UnknownPlace,
    days_off,
    nominal_end,
    rolled,
    trail,
    why_off,
)
from app.law.places import WITH_HOLIDAYS, canonical, nation_of, state_of
from app.law.regimes import Regime, regime

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

OUTER_MONTHS = 3
"""Where the law fixes no length for an extension, the later date allows for what the GDPR would allow at most: a policy."""

FOREIGN_HOLIDAYS = "Regulation 1182/71 Art. 2(1)"


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
    came in time, `extended_strict` is None. Both are None, too, where the law fixes no extension and none was announced.
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
    law = regime(place, subject_place, receipt.earliest)
    off_strict, off_safe = _days_off(calendars, place, subject_place)
    strict = Course(receipt.earliest, off_strict)
    safe = Course(receipt.latest, off_safe, _interruptions(pauses, receipt.latest, today))
    first = _pair(strict, safe, law.months, "due", law)
    standing = _standing_of(extension, first, law)
    in_force = extension is not None and standing.status is not ExtensionStatus.VOID
    second = _second(strict, safe, law, in_force=in_force)
    _refuse_late_pauses(pauses, second.safe if second and in_force else first.safe)
    steps = (*_receipt_steps(receipt, place, law), *first.steps, _extension_step(extension, standing, first.safe, law))
    return _with_extension(first, second, standing, steps)


@dataclass(frozen=True)
class _Pair:
    """Both courses over one period: their last days, all steps with those they share told once, and the way of the safe one alone."""

    strict: date
    safe: date
    steps: tuple[Step, ...]
    safe_way: tuple[Step, ...]

    @property
    def safe_steps(self) -> list[Step]:
        """The steps of the safe date alone, each saying so."""
        return _marked(self.safe_way, Track.SAFE)


def _pair(strict: Course, safe: Course, months: int, last_rule: str, law: Regime) -> _Pair:
    if strict.event == safe.event and not safe.interruptions:
        return _same_start(strict, safe, months, last_rule, law)
    one, other = (trail(course, months, last_rule, law) for course in (strict, safe))
    shared = [a for a, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))]
    apart = [*_marked(one[len(shared) :], Track.STRICT), *_marked(other[len(shared) :], Track.SAFE)]
    return _Pair(one[-1].date, other[-1].date, (*shared, *apart), tuple(other))


def _same_start(strict: Course, safe: Course, months: int, last_rule: str, law: Regime) -> _Pair:
    """Both courses at once, as long as they agree; the safe one knows every day off of the strict one."""
    nominal = nominal_end(strict.event, months, law)
    last, skipped = rolled(nominal.date, strict.day_off, law)
    shared = [nominal, *skipped]
    if why_off(last, safe.day_off, law) is None:
        shared.append(Step(last, last_rule, law.due, Track.BOTH, nominal.params))
        return _Pair(last, last, tuple(shared), tuple(shared))
    later, more = rolled(last, safe.day_off, law)
    of_safe = [*_marked(more, Track.SAFE), Step(later, last_rule, law.due, Track.SAFE, nominal.params)]
    of_strict = Step(last, last_rule, law.due, Track.STRICT, nominal.params)
    return _Pair(last, later, (*shared, of_strict, *of_safe), (*shared, *of_safe))


def _second(strict: Course, safe: Course, law: Regime, *, in_force: bool) -> _Pair | None:
    """The extended period; None where the law fixes none and nobody announced any."""
    last_rule = "due_extended" if in_force else "due_if_extended"
    if law.extended_months is None and not in_force:
        return None
    return _pair(strict, safe, law.extended_months or OUTER_MONTHS, last_rule, law)


@dataclass(frozen=True)
class _Standing:
    """What the extension is worth; `uncertain` when nobody can say whether it came in time, or how long it may last."""

    status: ExtensionStatus
    uncertain: bool = False


def _with_extension(first: _Pair, second: _Pair | None, standing: _Standing, steps: tuple[Step, ...]) -> Deadlines:
    if second is None or standing.status is ExtensionStatus.VOID:
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


def _days_off(calendars: Calendars, place: str, subject_place: str) -> tuple[DayOff, DayOff]:
    """The days off of the strict and of the safe date; remembered for calendars that can be."""
    if isinstance(calendars, Hashable):
        return _remembered_look_ups(calendars, place, subject_place)
    return _look_ups(calendars, place, subject_place)


def _look_ups(calendars: Calendars, place: str, subject_place: str) -> tuple[DayOff, DayOff]:
    of_state = days_off(calendars, nation_of(place), "controller")
    others = [days_off(calendars, place, "region", doubtful=True)]
    if subject_place:
        of_subject = days_off(calendars, subject_place, "subject")
        # Inside the EEA Art. 2(1) points to the controller's State alone; the subject's place was looked up only to refuse an unknown one.
        others += [of_subject] if state_of(place) not in UNION else []

    def of_safe(day: date) -> Mapping[str, Param] | None:
        found = of_state(day)
        for look_up in others:
            found = found or look_up(day)
        return found

    return of_state, of_safe


_remembered_look_ups = lru_cache(maxsize=1024)(_look_ups)


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


def _receipt_steps(receipt: Receipt, place: str, law: Regime) -> list[Step]:
    about: dict[str, Param] = {"earliest": receipt.earliest, "latest": receipt.latest}
    steps = [Step(receipt.earliest, "receipt", law.receipt, Track.BOTH, about)]
    if receipt.latest != receipt.earliest:
        steps = [
            Step(receipt.earliest, "receipt_earliest", law.receipt, Track.STRICT, about),
            Step(receipt.latest, "receipt_latest", law.receipt, Track.SAFE, about),
        ]
    if state_of(place) not in WITH_HOLIDAYS:
        rule = "foreign_holidays_ignored" if place else "place_unknown"
        steps.append(Step(receipt.earliest, rule, FOREIGN_HOLIDAYS, Track.BOTH, {"place": place}))
    return [*steps, Step(receipt.earliest, "receipt_not_counted", law.begins, Track.BOTH)]


def _standing_of(extension: Extension | None, first: _Pair, law: Regime) -> _Standing:
    if extension is None:
        return _Standing(ExtensionStatus.NONE)
    if extension.notified > first.safe:
        return _Standing(ExtensionStatus.VOID)
    if law.extended_months is None:
        return _Standing(ExtensionStatus.VALID, uncertain=True)
    if not extension.reasons.strip():
        return _Standing(ExtensionStatus.DEFECTIVE)
    return _Standing(ExtensionStatus.VALID, uncertain=extension.notified > first.strict)


def _extension_step(extension: Extension | None, standing: _Standing, last_day: date, law: Regime) -> Step:
    about: dict[str, Param] = {"last_day": last_day}
    if law.extended_months is None and standing.status is not ExtensionStatus.VOID:
        rule = "extension_open" if extension else "extension_not_fixed"
        return Step(extension.notified if extension else last_day, rule, law.extension, Track.BOTH, about)
    if extension is None:
        return Step(last_day, "extension_possible", law.extension, Track.BOTH, about)
    rule = "extension_uncertain" if standing.uncertain else f"extension_{standing.status.value}"
    return Step(extension.notified, rule, law.extension, Track.BOTH, about)
