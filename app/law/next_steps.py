"""What the person may do next, from which day and why. No state is without an exit, except a closed case."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from app.law.assessment import Action, NextStep, Status
from app.law.authority_clock import AuthorityClock
from app.law.authority_steps import at_the_authority, controller_first
from app.law.breaches import INSISTENCE
from app.law.clock import Clock
from app.law.completeness import gaps
from app.law.deadlines import ExtensionStatus
from app.law.facts import Facts
from app.law.follow_ups import objection_open, sent_since
from app.law.limits import Kind, NextMove, UnknownLimit, entry
from app.law.periods import Param

WITHDRAW = NextStep.of(Action.WITHDRAW, None, "withdraw")


def next_steps(facts: Facts, clock: Clock, authority: AuthorityClock | None, stage: Status, today: date) -> tuple[NextStep, ...]:
    """The steps open at that stage, the most useful first."""
    if stage is Status.CLOSED:
        return ()
    if authority is not None:
        return at_the_authority(facts, authority, today)
    if stage is Status.DRAFT:
        return _draft(facts)
    if stage in (Status.OVERDUE, Status.REMINDED):
        found = _overdue(facts, clock, stage, today)
    elif stage in (Status.REPLIED, Status.REFUSED):
        found = _replied(facts, clock, today) if stage is Status.REPLIED else _refused(facts, today)
    else:
        found = _waiting(facts, clock, stage, today)
    return (*_unread(facts), *_file_what_is_drafted(facts, controller_first(facts, found, today), today))


def _draft(facts: Facts) -> tuple[NextStep, ...]:
    """A reply to a request that was never recorded means that the sending is missing here, not that it never happened."""
    if facts.returns.lost:
        back = max(facts.returns.lost.values(), key=lambda fact: fact.on)
        return (*_unread(facts), NextStep.of(Action.SEND_AGAIN, back.on, "returned", {"on": back.on}))
    missing = bool(facts.replies or facts.notices or facts.refusal)
    return (*_unread(facts), NextStep.of(Action.SEND, None, "sending_not_recorded" if missing else "not_sent"))


def _unread(facts: Facts) -> tuple[NextStep, ...]:
    return (NextStep.of(Action.READ_REPLY, facts.unread.on, "unread", {"on": facts.unread.on}),) if facts.unread else ()


def _waiting(facts: Facts, clock: Clock, stage: Status, today: date) -> list[NextStep]:
    steps = []
    if question := facts.question_open:
        steps.append(NextStep.of(Action.ANSWER_IDENTITY, question.start, "question_open", {"asked": question.start}))
    if clock.receipt is None or clock.deadlines is None:
        return [*steps, NextStep.of(Action.RECORD_RECEIPT, None, "dates_unusable"), NextStep.of(Action.CLOSE, None, "done")]
    steps += _contest(facts, clock)
    steps.append(_wait(clock.claim or today, clock.escalate or today, "strict_date_past" if _claimable(clock, today) else "time_running"))
    if clock.presumed and stage is Status.SENT:
        steps.append(_find_out(clock.receipt.earliest, clock.receipt.latest))
    steps += [*_send_again(facts), *_limits(facts), *_defective(clock, today)]
    if _claimable(clock, today):
        steps += _friendly(facts, clock)
    return [*steps, *_after(clock.escalate, "silence_later"), WITHDRAW]


def _claimable(clock: Clock, today: date) -> bool:
    """Whether the time is over on the earliest defensible reading."""
    return clock.claim is not None and clock.claim < today


@lru_cache(maxsize=4096)
def _wait(claim: date, until: date, reason: str) -> NextStep:
    return NextStep.of(Action.WAIT, None, reason, {"until": until, "claim": claim})


@lru_cache(maxsize=4096)
def _find_out(earliest: date, latest: date) -> NextStep:
    return NextStep.of(Action.RECORD_RECEIPT, None, "receipt_presumed", {"earliest": earliest, "latest": latest})


def _send_again(facts: Facts) -> list[NextStep]:
    """A letter that came back without a clear word is better sent once more, unless that was done."""
    if not facts.returns.uncertain:
        return []
    back = max(facts.returns.uncertain.values(), key=lambda fact: fact.on)
    if any(send.on >= back.on for send in facts.sends):
        return []
    return [NextStep.of(Action.SEND_AGAIN, back.on, "returned_unsettled", {"on": back.on})]


def _contest(facts: Facts, clock: Clock) -> list[NextStep]:
    """A notice that came too late or gave no reasons can be objected to, once."""
    notice, due = clock.notice, clock.deadlines
    if notice is None or due is None or due.extension is ExtensionStatus.VALID:
        return []
    if sent_since(facts, notice.on, "contest_extension"):
        return []
    about: dict[str, Param] = {"notified": notice.on, "due": due.due_safe}
    return [NextStep.of(Action.CONTEST_EXTENSION, notice.on, "extension_contested", about)]


def _defective(clock: Clock, today: date) -> list[NextStep]:
    """Without reasons the first date stands: the controller may be told so as soon as it is past."""
    due = clock.deadlines
    if due is None or due.extension is not ExtensionStatus.DEFECTIVE or today <= due.due_safe:
        return []
    return [NextStep.of(Action.MISE_EN_DEMEURE, _day_after(due.due_safe), "extension_defective", {"due": due.due_safe})]


def _friendly(facts: Facts, clock: Clock) -> list[NextStep]:
    """A friendly reminder may come before anything else, once the claimable date is past; after a firmer letter it makes no sense."""
    if clock.claim is None or facts.reminders:
        return []
    return [_reminder(clock.claim)]


@lru_cache(maxsize=4096)
def _reminder(claim: date) -> NextStep:
    return NextStep.of(Action.REMINDER, _day_after(claim), "reminder_optional", {"due": claim})


@lru_cache(maxsize=4096)
def _after(last: date | None, reason: str) -> tuple[NextStep, ...]:
    """What opens on the day after the last one to wait."""
    opens = _day_after(last)
    if last is None or opens is None:
        return ()
    about: dict[str, Param] = {"due": last, "from": opens}
    return tuple(NextStep.of(action, opens, reason, about) for action in _BOTH)


def _overdue(facts: Facts, clock: Clock, stage: Status, today: date) -> list[NextStep]:
    contest, missing = _contest(facts, clock), _answer_or_missing(facts)
    letter, complaint = _after(clock.escalate, "rest_overdue" if facts.answers else "silence")
    if stage is Status.OVERDUE:
        pressed = len({s.on for s in facts.sends}) >= INSISTENCE
        first = [complaint, letter] if pressed else [letter, complaint]
        return [*contest, *first, *missing, *_friendly(facts, clock), WITHDRAW]
    last = facts.reminders[-1]
    about: dict[str, Param] = {**complaint.params, "sent": last.on}
    complaint = NextStep.of(Action.COMPLAINT, complaint.available_from, "reminded", about)
    if (until := last.event.until) and until >= today:
        return [NextStep.of(Action.WAIT, None, "reminder_running", {"until": until}), complaint, *contest, *missing, WITHDRAW]
    again = [letter] if last.event.letter == "reminder" else []
    return [complaint, *again, *contest, *missing, WITHDRAW, NextStep.of(Action.CLOSE, None, "done")]


def _replied(facts: Facts, clock: Clock, today: date) -> list[NextStep]:
    """A limit can be complained of at once; what is merely missing, when the time is over."""
    on = facts.answers[-1].on
    read = NextStep.of(Action.READ_REPLY, on, "check_limits", {"on": on})
    close = NextStep.of(Action.CLOSE, None, "satisfied")
    running = _objection_running(facts, today)
    if limits := _limits(facts):
        return [*running, *limits, read, *([] if _answered(facts) else _missing(facts)), close]
    if facts.complete:
        insufficient = NextStep.of(Action.COMPLAINT, facts.complete.on, "reply_insufficient", {"on": facts.complete.on})
        done = [close, read] if _settled(facts) else [read, close]
        return [*running, *_answer(facts), *done, insufficient]
    waiting = [NextStep.of(Action.WAIT, None, "rest_due", {"until": clock.escalate})] if clock.escalate else []
    return [
        *running,
        *_answer(facts),
        read,
        *([] if _answered(facts) else _missing(facts)),
        *waiting,
        *_after(clock.escalate, "rest_missing"),
        close,
    ]


def _missing(facts: Facts) -> list[NextStep]:
    """What an answer leaves out can be asked for, once for each answer: where it is partial, or sets a limit that a person confirmed."""
    if not facts.answers or (facts.complete and not facts.limits):
        return []
    on = facts.answers[-1].on
    return [] if sent_since(facts, on, "missing_items", "answer") else [NextStep.of(Action.ASK_MISSING, on, "items_missing", {"on": on})]


def _refused(facts: Facts, today: date) -> list[NextStep]:
    """An express refusal can be complained of at once."""
    on = facts.decisions[-1].on
    steps = [NextStep.of(action, on, "refused", {"on": on}) for action in (Action.COMPLAINT, Action.MISE_EN_DEMEURE)]
    return [*steps, *_answer(facts), *_objection_running(facts, today), NextStep.of(Action.CLOSE, None, "done")]


def _objection_running(facts: Facts, today: date) -> list[NextStep]:
    objection = objection_open(facts, today)
    return [NextStep.of(Action.WAIT, None, "contest_running", {"sent": objection[0].on, "until": objection[1]})] if objection else []


def _limits(facts: Facts) -> list[NextStep]:
    """Limits that a reply sets are refusals in part: they can be answered in one letter, and complained of at once.

    The gravest of them says what comes first: the complaint where writing once more is useless, the formal notice, or the answer.
    """
    if not facts.limits:
        return []
    on = facts.limits[0][0].on
    about: dict[str, Param] = {"on": on, "count": len({finding.event.label for finding, _ in facts.limits})}
    notice, complaint = (NextStep.of(action, on, "limits", about) for action in _BOTH)
    moves = {move for _, move in facts.limits}
    if NextMove.COMPLAINT in moves:
        return [complaint, notice, *_answer(facts)]
    return [notice, complaint, *_answer(facts)] if NextMove.MISE_EN_DEMEURE in moves else [*_answer(facts), notice, complaint]


def _answer(facts: Facts) -> list[NextStep]:
    """One letter answers everything that was found in the replies, once for each time that something was found."""
    lacking = len(gaps(facts.right, facts.checks)) if facts.checks else 0
    if not (facts.limits or lacking):
        return []
    on = max([finding.on for finding, _ in facts.limits] + [check.on for check in facts.checks if lacking])
    if sent_since(facts, on, "answer"):
        return []
    about: dict[str, Param] = {"on": on, "count": len({finding.event.label for finding, _ in facts.limits}), "lacking": lacking}
    reason = "limits_and_gaps" if facts.limits and lacking else "gaps" if lacking else "limits_answered"
    return [NextStep.of(Action.ANSWER, on, reason, about)]


def _answered(facts: Facts) -> bool:
    """Whether the answer asks, or asked, for what is missing too."""
    return bool(facts.checks) and bool(gaps(facts.right, facts.checks))


def _answer_or_missing(facts: Facts) -> list[NextStep]:
    return _answer(facts) or _missing(facts)


def _settled(facts: Facts) -> bool:
    """Whether all that was found in the replies are answers that end a case, and nothing is missing: a hint, which ends no clock."""
    if not facts.findings or facts.limits or _answered(facts):
        return False
    return all(_ends(finding.event.label) for finding in facts.findings)


def _ends(label: str) -> bool:
    try:
        found = entry(label)
    except UnknownLimit:
        return False
    return found.kind is Kind.ANSWER and found.leads_to is NextMove.CLOSE


_BOTH = (Action.MISE_EN_DEMEURE, Action.COMPLAINT)


def _file_what_is_drafted(facts: Facts, steps: Sequence[NextStep], today: date) -> Sequence[NextStep]:
    """A complaint that is written waits to be sent, once its day has come."""
    if facts.complaint_draft is None:
        return steps
    ready = [s for s in steps if s.action is Action.COMPLAINT and (s.available_from is None or s.available_from <= today)]
    return [NextStep.of(Action.FILE_COMPLAINT, ready[0].available_from, "complaint_drafted"), *steps] if ready else steps


def _day_after(day: date | None) -> date | None:
    return None if day is None else day + timedelta(days=1)
