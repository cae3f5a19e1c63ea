"""Which alerts of a case are still worth telling today, and how urgent each is."""

from collections.abc import Sequence
from datetime import date

from app.law.assessment import Alert
from app.watching.views import Urgency

LATE = frozenset({"strict_passed", "overdue", "reminder_lapsed", "authority_silent", "minor_by"})
SOON = frozenset({"due_soon", "authority_remind", "court_soon", "court_last"})

OVERTAKEN_BY = {
    "due_soon": frozenset({"strict_passed", "overdue"}),
    "strict_passed": frozenset({"overdue"}),
    "not_acknowledged": frozenset({"strict_passed", "overdue"}),
    "authority_remind": frozenset({"authority_silent"}),
    "court_soon": frozenset({"court_last"}),
}
"""What needs no telling any more once the other was to be told: after a missed week, people get the news, not its history."""

GONE_WITH_THEIR_DAY = frozenset({"due_soon", "court_soon", "court_last"})
"""They announce a day; once that one has passed there is nothing left to announce."""


def urgency(code: str) -> Urgency:
    """How urgent an alert of that code is."""
    if code in LATE:
        return Urgency.LATE
    return Urgency.SOON if code in SOON else Urgency.TO_DO


def current(alerts: Sequence[Alert], today: date) -> list[Alert]:
    """The alerts that a person should know of today, in the order of their days."""
    begun = [alert for alert in alerts if alert.on <= today]
    codes = {alert.code for alert in begun}
    return [alert for alert in begun if not _overtaken(alert, codes, today)]


def day_of(alert: Alert) -> date:
    """The date that tells this alert from others of its code: what it is about, else the day on which it begins."""
    return alert.about or alert.on


def _overtaken(alert: Alert, codes: set[str], today: date) -> bool:
    if codes & OVERTAKEN_BY.get(alert.code, frozenset()):
        return True
    return alert.code in GONE_WITH_THEIR_DAY and alert.about is not None and alert.about < today
