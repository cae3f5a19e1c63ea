"""What the person may do next, from which day and why. No state is without an exit, except a closed case."""

from datetime import date, timedelta

from app.law.assessment import Action, NextStep, Status
from app.law.breaches import INSISTENCE
from app.law.clock import Clock
from app.law.deadlines import ExtensionStatus
from app.law.events import ComplaintFiled
from app.law.facts import Fact, Facts
from app.law.periods import ImpossibleDates, Param, days_after, months_after
from app.law.rights import Right

CNIL = "fr-cnil"
REMIND_AUTHORITY_DAYS = 70
"""Ten weeks after filing: a policy, to be heard before silence becomes a rejection."""
AUTHORITY_MONTHS, COURT_MONTHS = 3, 5
"""Art. 78(2) GDPR and décret 2019-536 Art. 10: three months; CJA R421-1 and -2: two more to go to the Conseil d'État."""
MINOR_DAYS = 21
"""LIL Art. 51 II: the CNIL decides on a minor's erasure within three weeks."""


def next_steps(facts: Facts, clock: Clock, status: Status, today: date) -> tuple[NextStep, ...]:
    """The steps open in that status, the most useful first."""
    if status is Status.CLOSED:
        return ()
    if status is Status.DRAFT:
        return _draft(facts)
    if status is Status.COMPLAINT:
        return _at_the_authority(facts, today)
    if status in (Status.OVERDUE, Status.REMINDED):
        found = _overdue(facts, clock, status, today)
    elif status in (Status.REPLIED, Status.REFUSED):
        found = _replied(facts, clock) if status is Status.REPLIED else _refused(facts)
    else:
        found = _waiting(facts, clock, status, today)
    return (*_unread(facts), *_file_what_is_drafted(facts, found, today))


def authority_dates(filed: date) -> dict[str, date]:
    """The authority's own clock: when to remind it, when its silence opens the court, until when. Empty beyond the calendars."""
    try:
        return {
            "remind_on": days_after(filed, REMIND_AUTHORITY_DAYS),
            "silent_on": months_after(filed, AUTHORITY_MONTHS),
            "act_by": months_after(filed, COURT_MONTHS),
            "minor_by": days_after(filed, MINOR_DAYS),
        }
    except ImpossibleDates:
        return {}


def _draft(facts: Facts) -> tuple[NextStep, ...]:
    """A reply to a request that was never recorded means that the sending is missing here, not that it never happened."""
    missing = bool(facts.replies or facts.notices or facts.refusal)
    return (*_unread(facts), NextStep(Action.SEND, None, "sending_not_recorded" if missing else "not_sent"))


def _unread(facts: Facts) -> tuple[NextStep, ...]:
    return (NextStep(Action.READ_REPLY, facts.unread.on, "unread", {"on": facts.unread.on}),) if facts.unread else ()


def _waiting(facts: Facts, clock: Clock, status: Status, today: date) -> list[NextStep]:
    steps = []
    if question := facts.question_open:
        steps.append(NextStep(Action.ANSWER_IDENTITY, question.start, "question_open", {"asked": question.start}))
    if clock.receipt is None or clock.deadlines is None:
        return [*steps, NextStep(Action.RECORD_RECEIPT, None, "dates_unusable"), NextStep(Action.CLOSE, None, "done")]
    steps.append(_wait(clock, today))
    if clock.presumed and status is Status.SENT:
        about: dict[str, Param] = {"earliest": clock.receipt.earliest, "latest": clock.receipt.latest}
        steps.append(NextStep(Action.RECORD_RECEIPT, None, "receipt_presumed", about))
    return [*steps, *_limits(facts), *_defective(clock, today), *_after(clock, "silence_later")]


def _wait(clock: Clock, today: date) -> NextStep:
    claim, until = clock.claim, clock.escalate
    about: dict[str, Param] = {"until": until or today, "claim": claim or today}
    return NextStep(Action.WAIT, None, "strict_date_past" if claim and claim < today else "time_running", about)


def _defective(clock: Clock, today: date) -> list[NextStep]:
    """Without reasons the first date stands: the controller may be told so as soon as it is past."""
    due = clock.deadlines
    if due is None or due.extension is not ExtensionStatus.DEFECTIVE or today <= due.due_safe:
        return []
    return [NextStep(Action.MISE_EN_DEMEURE, _day_after(due.due_safe), "extension_defective", {"due": due.due_safe})]


def _after(clock: Clock, reason: str) -> list[NextStep]:
    """What opens on the day after the last one to wait."""
    opens = _day_after(clock.escalate)
    if clock.escalate is None or opens is None:
        return []
    about: dict[str, Param] = {"due": clock.escalate, "from": opens}
    return [NextStep(action, opens, reason, about) for action in (Action.MISE_EN_DEMEURE, Action.COMPLAINT)]


def _overdue(facts: Facts, clock: Clock, status: Status, today: date) -> list[NextStep]:
    reason = "rest_overdue" if facts.answers else "silence"
    letter, complaint = _after(clock, reason)
    if status is Status.OVERDUE:
        pressed = len({s.on for s in facts.sends}) >= INSISTENCE
        return [complaint, letter] if pressed else [letter, complaint]
    until = facts.reminders[-1].event.until
    complaint = NextStep(Action.COMPLAINT, complaint.available_from, "reminded", {**complaint.params, "sent": facts.reminders[-1].on})
    if until and until >= today:
        return [NextStep(Action.WAIT, None, "reminder_running", {"until": until}), complaint]
    return [complaint, NextStep(Action.CLOSE, None, "done")]


def _replied(facts: Facts, clock: Clock) -> list[NextStep]:
    """A limit can be complained of at once; what is merely missing, when the time is over."""
    read = NextStep(Action.READ_REPLY, facts.answers[-1].on, "check_limits", {"on": facts.answers[-1].on})
    close = NextStep(Action.CLOSE, None, "satisfied")
    if limits := _limits(facts):
        return [*limits, read, close]
    if facts.complete:
        return [read, close, NextStep(Action.COMPLAINT, facts.complete.on, "reply_insufficient", {"on": facts.complete.on})]
    waiting = [NextStep(Action.WAIT, None, "rest_due", {"until": clock.escalate})] if clock.escalate else []
    return [read, *waiting, *_after(clock, "rest_missing"), close]


def _refused(facts: Facts) -> list[NextStep]:
    """An express refusal can be complained of at once."""
    on = facts.decisions[-1].on
    return [NextStep(action, on, "refused", {"on": on}) for action in (Action.COMPLAINT, Action.MISE_EN_DEMEURE)]


def _limits(facts: Facts) -> list[NextStep]:
    """Limits that a reply sets are refusals in part."""
    if not facts.findings:
        return []
    on = facts.findings[0].on
    return [NextStep(action, on, "limits", {"on": on, "count": len({f.event.label for f in facts.findings})}) for action in _BOTH]


_BOTH = (Action.MISE_EN_DEMEURE, Action.COMPLAINT)


def _file_what_is_drafted(facts: Facts, steps: list[NextStep], today: date) -> list[NextStep]:
    """A complaint that is written waits to be sent, once its day has come."""
    ready = [s for s in steps if s.action is Action.COMPLAINT and (s.available_from is None or s.available_from <= today)]
    if not (facts.complaint_drafted and ready):
        return steps
    return [NextStep(Action.FILE_COMPLAINT, ready[0].available_from, "complaint_drafted"), *steps]


def _at_the_authority(facts: Facts, today: date) -> tuple[NextStep, ...]:
    filed = facts.complaint
    if filed is None:
        return ()
    heard = [r for r in facts.replies if r.on >= filed.on]
    read = [NextStep(Action.READ_REPLY, heard[-1].on, "tell_authority", {"on": heard[-1].on})] if heard else []
    waiting = NextStep(Action.AWAIT_AUTHORITY, filed.on, *_authority_reason(filed, today))
    return (*read, *_minor(facts, filed, today), waiting, NextStep(Action.CLOSE, None, "authority_decided"))


def _authority_reason(filed: Fact[ComplaintFiled], today: date) -> tuple[str, dict[str, Param]]:
    dates = authority_dates(filed.on)
    about: dict[str, Param] = {"filed": filed.on, "authority": filed.event.authority, **dates}
    if not dates or today < dates["remind_on"]:
        return ("authority_working" if dates else "authority_undated"), about
    if today <= dates["silent_on"]:
        return "authority_reminder_due", about
    if filed.event.authority != CNIL:
        return "authority_silent", about
    return ("cnil_silent" if today <= dates["act_by"] else "court_time_past"), about


def _minor(facts: Facts, filed: Fact[ComplaintFiled], today: date) -> list[NextStep]:
    """A minor's erasure goes faster at the CNIL. LIL Art. 51 II."""
    by = authority_dates(filed.on).get("minor_by")
    quick = facts.opened and facts.opened.minor and facts.right is Right.ERASURE and filed.event.authority == CNIL
    if not (quick and by):
        return []
    return [NextStep(Action.AWAIT_AUTHORITY, filed.on, "minor_pending" if today <= by else "minor_overdue", {"by": by})]


def _day_after(day: date | None) -> date | None:
    return None if day is None else day + timedelta(days=1)
