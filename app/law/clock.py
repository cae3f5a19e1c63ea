"""The clock of a case: its deadlines from its facts, the date that letters may claim, and the one after which to escalate.

What cannot be reckoned with (an unknown place, impossible dates) is left out with a warning; the clock itself never fails.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.law.assessment import Warning_
from app.law.deadlines import (
    Calendars,
    Deadlines,
    Extension,
    ExtensionStatus,
    ImpossibleDates,
    Pause,
    Receipt,
    UnknownPlace,
    compute,
)
from app.law.events import CaseOpened, ExtensionNotified
from app.law.facts import Fact, Facts
from app.law.periods import FIRST_DAY, canonical
from app.law.receipt import arrival

_BEST_FIRST = (ExtensionStatus.VALID, ExtensionStatus.DEFECTIVE, ExtensionStatus.VOID)


@dataclass(frozen=True)
class Clock:
    """Deadlines with what they rest on. `notice` is the extension that counts, `paused` whether any pause moves the safe date."""

    deadlines: Deadlines | None = None
    receipt: Receipt | None = None
    presumed: bool = False
    paused: bool = False
    notice: Fact[ExtensionNotified] | None = None
    warnings: tuple[Warning_, ...] = ()

    @property
    def extended(self) -> bool:
        """Whether a notice moved the date after which to escalate."""
        return self.deadlines is not None and self.deadlines.extension in (ExtensionStatus.VALID, ExtensionStatus.DEFECTIVE)

    @property
    def escalate(self) -> date | None:
        """The last day to wait before the complaint about silence is offered."""
        if self.deadlines is None:
            return None
        return self.deadlines.extended_safe if self.extended else self.deadlines.due_safe

    @property
    def claim(self) -> date | None:
        """The date letters may claim: the strict one, the safe one when a pause was recorded (French law has no test of promptness)."""
        due = self.deadlines
        if due is None:
            return None
        if due.extension is ExtensionStatus.VALID:
            return due.extended_safe if self.paused else due.extended_strict or due.extended_safe
        return due.due_safe if self.paused else due.due_strict


class _NoHolidays:
    """Stands in for the calendars of a place that does not exist."""

    def holidays(self, place: str, year: int) -> Mapping[date, str]:
        return {}

    def doubtful_days(self, place: str, year: int) -> Mapping[date, str]:
        return {}


@dataclass(frozen=True)
class _Places:
    """Where the controller acts and where the data subject lives, with calendars that know both."""

    controller: str
    subject: str | None
    calendars: Calendars
    warnings: tuple[Warning_, ...] = ()


def clock(facts: Facts, today: date, calendars: Calendars) -> Clock:
    """The clock as it stands on `today`."""
    try:
        arrived = arrival(facts)
        if arrived.receipt is None:
            lost = bool(facts.replies or facts.notices or facts.refusal)
            return Clock(warnings=(*arrived.warnings, *([Warning_("reply_without_request")] if lost else [])))
        places = _places(facts.opened, calendars)
        found = _with_best_notice(facts, arrived.receipt, places, today)
    except ImpossibleDates:
        return Clock(warnings=(Warning_("dates_out_of_range"),))
    return replace(
        found, receipt=arrived.receipt, presumed=arrived.presumed, warnings=(*arrived.warnings, *places.warnings, *found.warnings)
    )


def _places(opened: CaseOpened | None, calendars: Calendars) -> _Places:
    if opened is None or not _exists(opened.controller_place, calendars):
        named = {"place": opened.controller_place} if opened else {}
        return _Places("", None, _NoHolidays(), (Warning_("unknown_place", named),) if opened else ())
    if opened.subject_place and not _exists(opened.subject_place, calendars):
        return _Places(opened.controller_place, None, calendars, (Warning_("unknown_place", {"place": opened.subject_place}),))
    return _Places(opened.controller_place, opened.subject_place or None, calendars)


def _exists(place: str, calendars: Calendars) -> bool:
    """Any year will do: whether a place exists does not depend on it."""
    try:
        calendars.holidays(canonical(place), FIRST_DAY.year)
    except UnknownPlace:
        return False
    return True


def _with_best_notice(facts: Facts, receipt: Receipt, places: _Places, today: date) -> Clock:
    """Of several notices the most favourable to the controller counts; a second one extends nothing further."""
    if not facts.notices:
        return _with_pauses(facts, receipt, places, today, None)
    clocks = [_with_pauses(facts, receipt, places, today, notice) for notice in facts.notices]
    best = min(clocks, key=lambda c: _BEST_FIRST.index(c.deadlines.extension) if c.deadlines else len(_BEST_FIRST))
    others = tuple(notice.id for notice in facts.notices if notice != best.notice)
    return replace(best, warnings=(*best.warnings, Warning_("extended_again", records=others))) if others else best


def _with_pauses(facts: Facts, receipt: Receipt, places: _Places, today: date, notice: Fact[ExtensionNotified] | None) -> Clock:
    """Questions asked when the time was already over pause nothing: the last ones are left out until the rest fits."""
    extension = Extension(max(notice.on, receipt.earliest), notice.event.reasons) if notice else None
    pauses, late = _since(receipt, facts.questions), []
    while True:
        try:
            found = compute(
                receipt, places.controller, places.calendars, subject_place=places.subject, pauses=pauses, extension=extension, today=today
            )
        except ImpossibleDates as impossible:
            if impossible.code != "pause_after_due":
                raise
            *pauses, last = pauses
            late.append(Warning_("question_after_due", {"on": last.start}))
        else:
            paused = any((p.end or today) > p.start for p in pauses)
            return Clock(found, paused=paused, notice=notice, warnings=tuple(late))


def _since(receipt: Receipt, questions: Sequence[Pause]) -> list[Pause]:
    """Questions from receipt on. One that came before a presumed receipt shows an earlier arrival, but moves nothing by itself."""
    earliest = receipt.earliest
    running = [p for p in questions if p.end is None or p.end >= earliest]
    return [Pause(max(p.start, earliest), p.end) for p in running]
