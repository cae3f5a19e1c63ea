"""What a person should be told, and from which day on: made from the facts as they stand, so that an alert goes when its reason goes.

Days of grace are policies. An alert never changes a date or a status, and a pause of the alerts changes only when they are given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter

from app.law.assessment import Alert, Status
from app.law.authority_clock import AuthorityClock
from app.law.clock import Clock
from app.law.deadlines import ExtensionStatus
from app.law.events import Snoozed
from app.law.facts import Facts
from app.law.follow_ups import sent_since
from app.law.periods import Param
from app.law.returns import BY_POST

NOT_SENT_DAYS = 7
NO_SIGN_DAYS, NO_SIGN_DAYS_BY_POST = 10, 15
BEFORE_DUE_DAYS = 3
QUESTION_DAYS = 3
UNREAD_DAYS = 2
NOT_FILED_DAYS = 7
COURT_SOON_DAYS, COURT_LAST_DAYS = 14, 3

FATAL = "court_last"
"""The one alert that no pause can hold back beyond the day it is about: after that day a right is lost."""

_day = attrgetter("on")

UNANSWERED = (Status.SENT, Status.RECEIVED, Status.QUESTION_OPEN, Status.EXTENDED, Status.OVERDUE, Status.REMINDED)


def alerts(facts: Facts, clock: Clock, authority: AuthorityClock | None, stage: Status) -> tuple[Alert, ...]:
    """Every alert of a case, in the order of their days."""
    if stage is Status.CLOSED:
        return ()
    if authority is not None:
        found = [*_message(facts), *_of_the_authority(authority)]
    elif stage is Status.DRAFT:
        found = [*_message(facts), *_not_sent(facts)]
    else:
        found = [*_message(facts), *_question(facts), *_of_the_clock(facts, clock, stage), *_letters(facts)]
    if facts.all(Snoozed):
        found = [_snoozed(alert, facts) for alert in found]
    found.sort(key=_day)
    return tuple(found)


def _alert(code: str, about: date, days: int, params: Mapping[str, Param]) -> tuple[Alert, ...]:
    """The alert `days` after the day that it is about (before it, where negative); none beyond the calendar."""
    try:
        return (Alert(code, about + timedelta(days=days), about, params),)
    except OverflowError:
        return ()


@lru_cache(maxsize=8192)
def _simple(code: str, about: date, days: int, name: str) -> tuple[Alert, ...]:
    """The alert whose sentence needs only the day that it is about, under that name. Cases share days."""
    return _alert(code, about, days, {name: about})


def _not_sent(facts: Facts) -> Iterable[Alert]:
    """Whatever waits to be sent: a letter that came back, one that was written, or a case that was merely opened."""
    if facts.returns.lost:
        back = max(fact.on for fact in facts.returns.lost.values())
        return _simple("not_sent", back, NOT_SENT_DAYS, "drafted")
    written = facts.drafted(facts.right.value)
    since = written.on if written else facts.opened.on if facts.opened else None
    return _simple("not_sent", since, NOT_SENT_DAYS, "drafted") if since else ()


def _message(facts: Facts) -> Iterable[Alert]:
    return _simple("reply_unread", facts.unread.on, UNREAD_DAYS, "came") if facts.unread else ()


def _question(facts: Facts) -> Iterable[Alert]:
    asked = facts.question_open.start if facts.question_open else None
    return _simple("identity_waiting", asked, QUESTION_DAYS, "asked") if asked else ()


def _of_the_clock(facts: Facts, clock: Clock, stage: Status) -> list[Alert]:
    """Alerts about the controller's time, as long as it has not answered fully or refused."""
    claim, last = clock.claim, clock.escalate
    if facts.complete or facts.refusal or claim is None or last is None:
        return []
    found = [*_of_dates(claim, last)]
    if stage in UNANSWERED:
        found += _no_sign(facts, claim)
    return [*found, *_extension(facts, clock)]


@lru_cache(maxsize=8192)
def _of_dates(claim: date, last: date) -> tuple[Alert, ...]:
    """Shortly before the claimable date, after it where the other one is later, and after that one."""
    between = _alert("strict_passed", claim, 1, {"due": claim, "until": last}) if claim != last else ()
    return (*_simple("due_soon", claim, -BEFORE_DUE_DAYS, "due"), *between, *_simple("overdue", last, 1, "due"))


def _no_sign(facts: Facts, claim: date) -> Iterable[Alert]:
    """Nothing shows that the request arrived. Once the time is over, its silence is the matter."""
    if not facts.sends or facts.receipts or not facts.heard_nothing:
        return ()
    first = facts.sends[0]
    days = NO_SIGN_DAYS_BY_POST if first.event.channel in BY_POST else NO_SIGN_DAYS
    found = _simple("not_acknowledged", first.on, days, "sent")
    return [alert for alert in found if alert.on <= claim]


def _extension(facts: Facts, clock: Clock) -> Iterable[Alert]:
    """An extension that does not hold is worth objecting to from the day after the first date on, or from the late notice on."""
    notice, due = clock.notice, clock.deadlines
    if notice is None or due is None or due.extension is ExtensionStatus.VALID or sent_since(facts, notice.on, "contest_extension"):
        return ()
    about: dict[str, Param] = {"notified": notice.on, "due": due.due_safe, "kind": due.extension.value}
    return [replace(alert, on=max(alert.on, notice.on)) for alert in _alert("extension_void", due.due_safe, 1, about)]


def _letters(facts: Facts) -> list[Alert]:
    """A day that a letter set and that passed without an answer; a complaint that lies written."""
    found: list[Alert] = []
    last = facts.reminders[-1] if facts.reminders else None
    if last and last.event.until and not any(decision.on > last.on for decision in facts.decisions):
        found += _alert("reminder_lapsed", last.event.until, 1, {"sent": last.on, "until": last.event.until})
    if written := facts.complaint_draft:
        found += _simple("complaint_drafted", written.on, NOT_FILED_DAYS, "drafted")
    return found


def _of_the_authority(clock: AuthorityClock) -> list[Alert]:
    if clock.seized:
        return []
    found: list[Alert] = []
    about: dict[str, Param] = {"filed": clock.filed.on, "authority": clock.filed.event.authority}
    if clock.silent_on and clock.remind_on:
        about["silent_on"] = clock.silent_on
        found += [] if clock.reminded else _alert("authority_remind", clock.remind_on, 0, about)
        found += _alert("authority_silent", clock.silent_on, 1, about)
    if clock.minor_by:
        found += _simple("minor_by", clock.minor_by, 1, "by")
    if clock.court_by:
        found += _simple("court_soon", clock.court_by, -COURT_SOON_DAYS, "by")
        found += _simple(FATAL, clock.court_by, -COURT_LAST_DAYS, "by")
    return found


def _snoozed(alert: Alert, facts: Facts) -> Alert:
    """The alert after the pauses that the person asked for, one after the other. Each also quiets what had begun before."""
    on = alert.on
    for pause in facts.all(Snoozed):
        if pause.on < pause.event.until and on < pause.event.until:
            on = pause.event.until
    if alert.code == FATAL and alert.about and on > alert.about:
        on = max(alert.on, alert.about)
    return replace(alert, on=on)
