"""Dates as a calendar (RFC 5545): all-day events with alarms in the morning, the same on every clock, and no name in them.

All-day dates have no time zone: a deadline of the 14th is on the 14th in Paris, on Réunion and in New York.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from app.cases.review import Reviewed
from app.law.assessment import Alert
from app.platform.i18n import Translator
from app.watching.alerts import urgency
from app.watching.views import Urgency

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Saisine//Dates//"
MORNING = timedelta(hours=9)
"""When alarms go off, on the clock of whoever reads the calendar."""

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
MOST_URGENT_FIRST = tuple(Urgency)

UidOf = Callable[[str, str], str]
"""From a case's id and what happens in it, an id that stays the same and tells nothing."""


@dataclass(frozen=True)
class Entry:
    """One all-day event. `alarms` count from the first moment of its day."""

    uid: str
    day: date
    title: str
    revised: datetime
    alarms: tuple[timedelta, ...] = (MORNING,)


def entries(cases: Iterable[Reviewed], uid_of: UidOf, t: Translator) -> Iterator[Entry]:
    """The dates of all alerts, past and coming. What a case has on one day is one event, named after the most urgent of it.

    An event's UID comes from its case, its kind and its place among those: a date that moves, moves in the calendar too.
    """
    for case in cases:
        revised = max((record.recorded_at for record in case.records), default=LONG_AGO)
        for day, alerts in sorted(_by_day(case.assessment.alerts).items()):
            rank, what = min((MOST_URGENT_FIRST.index(urgency(alert.code)), what) for alert, what in alerts)
            early = {alert.on - day + MORNING for alert, _ in alerts if alert.on < day}
            yield Entry(uid_of(case.case_id, what), day, _title(MOST_URGENT_FIRST[rank], t), revised, tuple(sorted({*early, MORNING})))


def to_bytes(found: Iterable[Entry], language: str) -> bytes:
    """The calendar as a file of UTF-8 text, its lines folded at 75 bytes."""
    from icalendar import Calendar  # noqa: PLC0415 -- read when somebody asks for a calendar, not when pages start

    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", PRODUCT + language.upper())
    made.add("method", "PUBLISH")
    made.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for entry in found:
        made.add_component(_event(entry))
    return bytes(made.to_ical())


def _event(entry: Entry) -> "Event":
    from icalendar import Alarm, Event  # noqa: PLC0415

    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.revised.astimezone(UTC))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", entry.title)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    for trigger in entry.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", trigger)
        event.add_component(alarm)
    return event


def _by_day(alerts: Iterable[Alert]) -> dict[date, list[tuple[Alert, str]]]:
    """Alerts by the day of their event, each with its kind and number. What waits for the person is an event of the day it begins."""
    count: Counter[str] = Counter()
    days: dict[date, list[tuple[Alert, str]]] = {}
    for alert in alerts:
        count[alert.code] += 1
        day = alert.on if urgency(alert.code) is Urgency.TO_DO else alert.about or alert.on
        days.setdefault(day, []).append((alert, f"{alert.code} {count[alert.code]}"))
    return days


def _title(rank: Urgency, t: Translator) -> str:
    _ = t.gettext
    titles = {Urgency.LATE: _("Last day: see your page"), Urgency.SOON: _("A date is near"), Urgency.TO_DO: _("Something to do")}
    return titles[rank]
