"""The clock of a case: its deadlines from its facts, the date that letters may claim, and the one after which to escalate.

What cannot be reckoned with (an unknown place, impossible dates) is left out with a warning; the clock itself never fails.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

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
from app.law.fact import Fact
from app.law.facts import Facts
from app.law.periods import FIRST_DAY
from app.law.places import canonical
from app.law.receipt import Arrival, arrival

LONG_OPEN_DAYS = 90
"""Days after which a question without answer is worth a warning."""

_BEST_FIRST = (ExtensionStatus.VALID, ExtensionStatus.DEFECTIVE, ExtensionStatus.VOID)


class Clock(NamedTuple):
    """Deadlines with what they rest on. `notice` is the extension that counts, `paused` whether any pause moves the safe date.

    `extended` says that a notice moved the date after which to escalate. `claim` is the date that letters may claim: the strict one, the
    safe one when a pause was recorded (French law has no test of promptness). `escalate` is the last day to wait before the complaint
    about silence is offered. `open_since` is the day of a question that nobody answered yet: it moves the dates with every day.
    """

    deadlines: Deadlines | None = None
    receipt: Receipt | None = None
    presumed: bool = False
    paused: bool = False
    notice: Fact[ExtensionNotified] | None = None
    warnings: tuple[Warning_, ...] = ()
    extended: bool = False
    claim: date | None = None
    escalate: date | None = None
    open_since: date | None = None


class _NoHolidays:
    """Stands in for the calendars of a place that does not exist."""

    def holidays(self, place: str, year: int) -> Mapping[date, str]:
        return {}

    def doubtful_days(self, place: str, year: int) -> Mapping[date, str]:
        return {}


_NO_HOLIDAYS = _NoHolidays()


@dataclass(frozen=True, eq=False)
class _Places:
    """Where the controller acts and where the data subject lives, with calendars that know both. The same places are the same object."""

    controller: str
    subject: str | None
    calendars: Calendars
    warnings: tuple[Warning_, ...] = ()


_NOWHERE = _Places("", None, _NO_HOLIDAYS)


class _Reckoned(NamedTuple):
    """Deadlines for one notice (or none), and the questions that could not count."""

    deadlines: Deadlines
    pauses: tuple[Pause, ...]
    notice: Fact[ExtensionNotified] | None
    late: tuple[Warning_, ...]


def clock(facts: Facts, today: date, calendars: Calendars) -> Clock:
    """The clock as it stands on `today`."""
    try:
        arrived = arrival(facts)
        if arrived.receipt is None:
            lost = bool(facts.replies or facts.notices or facts.refusal)
            return Clock(warnings=(*arrived.warnings, *([Warning_("reply_without_request")] if lost else [])))
        places = _places(facts.opened, calendars)
        found, again = _with_best_notice(facts, arrived.receipt, places, today)
    except ImpossibleDates:
        return Clock(warnings=(Warning_("dates_out_of_range"),))
    warnings = (*arrived.warnings, *places.warnings, *found.late, *again)
    if not arrived.presumed or found.pauses:
        warnings = (*warnings, *_answered_early(facts, arrived), *_left_open(found.pauses, today))
    return _clock(found, arrived, warnings, today)


def _answered_early(facts: Facts, arrived: Arrival) -> list[Warning_]:
    """Answers older than a recorded receipt: one of the dates must be wrong, or the request arrived earlier. The receipt stands."""
    if arrived.presumed or arrived.receipt is None:
        return []
    first = arrived.receipt.earliest
    early = [(fact.on, fact.id) for fact in (*facts.replies, *facts.decisions) if fact.on < first]
    return [Warning_("replied_before_received", {"on": on, "received": first}, (id_,)) for on, id_ in sorted(set(early))]


def _left_open(pauses: Sequence[Pause], today: date) -> list[Warning_]:
    """A question that waits for months moves the later date on and on."""
    asked = pauses[-1].start if pauses and pauses[-1].end is None else today
    return [Warning_("question_long_open", {"on": asked})] if (today - asked).days > LONG_OPEN_DAYS else []


def _clock(found: _Reckoned, arrived: Arrival, warnings: tuple[Warning_, ...], today: date) -> Clock:
    due = found.deadlines
    pauses = found.pauses
    paused = any((pause.end or today) > pause.start for pause in pauses) if pauses else False
    extended = due.extension in (ExtensionStatus.VALID, ExtensionStatus.DEFECTIVE)
    return Clock(
        deadlines=due,
        receipt=arrived.receipt,
        presumed=arrived.presumed,
        paused=paused,
        notice=found.notice,
        warnings=warnings,
        extended=extended,
        claim=_claim(due, paused=paused),
        escalate=due.extended_safe if extended else due.due_safe,
        open_since=pauses[-1].start if pauses and pauses[-1].end is None else None,
    )


def _claim(due: Deadlines, *, paused: bool) -> date | None:
    if due.extension is ExtensionStatus.VALID:
        return due.extended_safe if paused else due.extended_strict or due.extended_safe
    return due.due_safe if paused else due.due_strict


def _places(opened: CaseOpened | None, calendars: Calendars) -> _Places:
    if opened is None:
        return _NOWHERE
    if isinstance(calendars, Hashable):
        return _remembered_places(opened.controller_place, opened.subject_place, calendars)
    return _known_places(opened.controller_place, opened.subject_place, calendars)


def _known_places(controller: str, subject: str, calendars: Calendars) -> _Places:
    if not _exists(controller, calendars):
        return _Places("", None, _NO_HOLIDAYS, (Warning_("unknown_place", {"place": controller}),))
    if subject and not _exists(subject, calendars):
        return _Places(controller, None, calendars, (Warning_("unknown_place", {"place": subject}),))
    return _Places(controller, subject or None, calendars)


_remembered_places = lru_cache(maxsize=1024)(_known_places)


def _exists(place: str, calendars: Calendars) -> bool:
    """Any year will do: whether a place exists does not depend on it."""
    try:
        calendars.holidays(canonical(place), FIRST_DAY.year)
    except UnknownPlace:
        return False
    return True


def _with_best_notice(facts: Facts, receipt: Receipt, places: _Places, today: date) -> tuple[_Reckoned, tuple[Warning_, ...]]:
    """Of several notices the most favourable to the controller counts; a second one extends nothing further."""
    if not facts.notices:
        return _with_pauses(facts, receipt, places, today, None), ()
    found = [_with_pauses(facts, receipt, places, today, notice) for notice in facts.notices]
    best = min(found, key=lambda each: _BEST_FIRST.index(each.deadlines.extension))
    early = [n for n in facts.notices if n.on < receipt.earliest]
    warnings = [Warning_("extension_before_receipt", {"on": n.on, "received": receipt.earliest}, (n.id,)) for n in early]
    others = tuple(notice.id for notice in facts.notices if notice is not best.notice)
    return best, (*warnings, *([Warning_("extended_again", records=others)] if others else []))


def _with_pauses(facts: Facts, receipt: Receipt, places: _Places, today: date, notice: Fact[ExtensionNotified] | None) -> _Reckoned:
    """Questions asked when the time was already over pause nothing: the last ones are left out until the rest fits."""
    pauses, late = _since(receipt, facts.questions) if facts.questions else (), []
    while True:
        try:
            found = _reckon(receipt, places, pauses, notice, today)
        except ImpossibleDates as impossible:
            if impossible.code != "pause_after_due":
                raise
            *earlier, last = pauses
            pauses = tuple(earlier)
            late.append(Warning_("question_after_due", {"on": last.start}))
        else:
            return _Reckoned(found, pauses, notice, tuple(late))


def _reckon(receipt: Receipt, places: _Places, pauses: tuple[Pause, ...], notice: Fact[ExtensionNotified] | None, today: date) -> Deadlines:
    """Cases share days, places and hence reckonings: those of the last few thousand are remembered."""
    notified = max(notice.on, receipt.earliest) if notice else None
    given = notice is not None and bool(notice.event.reasons.strip())
    if not pauses:
        return _remembered(receipt.earliest, receipt.latest, places, (), notified, given, None)
    spans = tuple((pause.start, pause.end) for pause in pauses)
    day = today if any(pause.end is None for pause in pauses) else None
    return _remembered(receipt.earliest, receipt.latest, places, spans, notified, given, day)


@lru_cache(maxsize=8192)
def _remembered(
    earliest: date,
    latest: date,
    places: _Places,
    spans: tuple[tuple[date, date | None], ...],
    notified: date | None,
    given: bool,
    today: date | None,
) -> Deadlines:
    pauses = [Pause(start, end) for start, end in spans]
    extension = Extension(notified, "given" if given else "") if notified else None
    return compute(
        Receipt(earliest, latest),
        places.controller,
        places.calendars,
        subject_place=places.subject,
        pauses=pauses,
        extension=extension,
        today=today,
    )


def _since(receipt: Receipt, questions: Sequence[Pause]) -> tuple[Pause, ...]:
    """Questions from receipt on. One that came before a presumed receipt shows an earlier arrival, but moves nothing by itself."""
    earliest = receipt.earliest
    running = [p for p in questions if p.end is None or p.end >= earliest]
    return tuple([Pause(max(p.start, earliest), p.end) for p in running])


def forget() -> None:
    """Forget every remembered reckoning: for measurements, and for calendars that were changed."""
    _remembered.cache_clear()
    _remembered_places.cache_clear()
