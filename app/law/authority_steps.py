"""What the person may do while a complaint is with an authority, and what some authorities want done before."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from app.law.assessment import Action, NextStep
from app.law.authority_clock import AuthorityClock
from app.law.competence import Authority, authority_of
from app.law.events import AuthorityOutcome, ReminderSent
from app.law.fact import Fact
from app.law.facts import Facts
from app.law.periods import Param

COMPLAINTS_TO_CONTROLLER = ("mise_en_demeure", "contest_extension", "missing_items")
"""Follow-up letters that complain of something, as British law wants it said to the controller first."""


def at_the_authority(facts: Facts, clock: AuthorityClock, today: date) -> tuple[NextStep, ...]:
    """The steps while the authority has the case, or decided it."""
    close = NextStep.of(Action.CLOSE, None, "authority_decided")
    heard = [r for r in facts.replies if r.on >= clock.filed.on]
    read = [NextStep.of(Action.READ_REPLY, heard[-1].on, "tell_authority", {"on": heard[-1].on})] if heard else []
    if clock.seized:
        about: dict[str, Param] = {**_about(clock), "seized": clock.seized.on}
        return (*read, NextStep.of(Action.AWAIT_AUTHORITY, clock.filed.on, "in_court", about), close)
    court = _court(clock, today)
    if clock.decided:
        reason = f"authority_{clock.decided.event.outcome.value}"
        about = {**_about(clock), "decided": clock.decided.on}
        return (*read, *court, NextStep.of(Action.AWAIT_AUTHORITY, clock.filed.on, reason, about), close)
    waiting = NextStep.of(Action.AWAIT_AUTHORITY, clock.filed.on, _reason(clock, today), _about(clock))
    withdraw = NextStep.of(Action.WITHDRAW, None, "withdraw_complaint")
    return (*read, *_minor(clock, today), *court, *_remind(clock, today), waiting, withdraw, close)


def _about(clock: AuthorityClock) -> dict[str, Param]:
    dates: dict[str, date | None] = {"remind_on": clock.remind_on, "silent_on": clock.silent_on, "act_by": clock.court_by}
    known: dict[str, Param] = {name: day for name, day in dates.items() if day}
    news: dict[str, Param] = {"informed": clock.informed.on} if clock.informed else {}
    return {"filed": clock.filed.on, "authority": clock.filed.event.authority, **news, **known}


def _reason(clock: AuthorityClock, today: date) -> str:
    if clock.remind_on is None or clock.silent_on is None:
        return "authority_undated"
    if today < clock.remind_on or (clock.reminded and today <= clock.silent_on):
        return "authority_informed" if clock.informed else "authority_working"
    if today <= clock.silent_on:
        return "authority_reminder_due"
    if clock.court_by is None:
        return "authority_silent"
    return "cnil_silent" if today <= clock.court_by else "court_time_past"


def _remind(clock: AuthorityClock, today: date) -> list[NextStep]:
    """Ten weeks without news are enough to ask; once asked, the next time is when the silence has lasted three months."""
    if clock.remind_on is None or clock.silent_on is None or today < clock.remind_on or clock.reminded:
        return []
    reason = "remind_authority" if today <= clock.silent_on else "remind_silent"
    return [NextStep.of(Action.REMIND_AUTHORITY, clock.remind_on, reason, {"silent_on": clock.silent_on})]


def _court(clock: AuthorityClock, today: date) -> list[NextStep]:
    """Against a decision that does not satisfy, or against three months of silence. GDPR Art. 78."""
    decided = clock.decided
    if decided is None:
        if not clock.silent(today) or clock.silent_on is None:
            return []
        opens, about = clock.silent_on + timedelta(days=1), _about(clock)
        if clock.court_by is None:
            return [NextStep.of(Action.GO_TO_COURT, opens, "court_elsewhere_silent", about)]
        about["by"] = clock.court_by
        return [NextStep.of(Action.GO_TO_COURT, opens, "court_silent" if today <= clock.court_by else "court_past", about)]
    if decided.event.outcome is AuthorityOutcome.UPHELD:
        return []
    about = {**_about(clock), "decided": decided.on}
    if clock.court_by is None:
        return [NextStep.of(Action.GO_TO_COURT, decided.on, "court_elsewhere", about)]
    about["by"] = clock.unopposed or clock.court_by
    reason = "court_decided_unstated" if clock.unopposed else "court_decided"
    return [NextStep.of(Action.GO_TO_COURT, decided.on, reason if today <= clock.court_by else "court_past", about)]


def _minor(clock: AuthorityClock, today: date) -> list[NextStep]:
    """A minor's erasure goes faster at the CNIL. LIL Art. 51 II."""
    by = clock.minor_by
    if by is None:
        return []
    if today <= by:
        return [NextStep.of(Action.AWAIT_AUTHORITY, clock.filed.on, "minor_pending", {"by": by})]
    late = NextStep.of(Action.AWAIT_AUTHORITY, clock.filed.on, "minor_overdue", {"by": by})
    asked = clock.reminded is not None and clock.reminded.on > by
    return [late] if asked else [late, NextStep.of(Action.REMIND_AUTHORITY, by + timedelta(days=1), "minor_reminder", {"by": by})]


def controller_first(facts: Facts, steps: Sequence[NextStep], today: date) -> Sequence[NextStep]:
    """Where the authority wants the controller to be complained to first, the complaint to it waits for the controller's time to confirm.

    United Kingdom: Data Protection Act 2018 s. 164A, since 19 June 2026.
    """
    wanted = controller_first_in(facts.opened.subject_place) if facts.opened else None
    if wanted is None or wanted.controller_first_since is None or today < wanted.controller_first_since:
        return steps
    told = _complaint_to_controller(facts)
    if told is None:
        return [_complain_first(step, wanted) for step in steps if step.action is not Action.COMPLAINT]
    until = _confirmed_by(told, wanted)
    if today > until:
        return steps
    about: dict[str, Param] = {"sent": told.on, "until": until}
    return [_later(step, until + timedelta(days=1), about) if step.action is Action.COMPLAINT else step for step in steps]


@lru_cache(maxsize=1024)
def controller_first_in(place: str) -> Authority | None:
    """The authority of that place, if it wants the controller to be complained to first."""
    found = authority_of(place)
    return found if found and found.controller_first_since else None


def controller_first_from(facts: Facts, wanted: Authority) -> tuple[date, ...]:
    """The day from which the rule of `controller_first` changes the steps of this case, if there is one."""
    if wanted.controller_first_since is None:
        return ()
    told = _complaint_to_controller(facts)
    begins = wanted.controller_first_since
    return () if told and _confirmed_by(told, wanted) < begins else (begins,)


def _complaint_to_controller(facts: Facts) -> Fact[ReminderSent] | None:
    return next((f for f in facts.reminders if f.event.letter in COMPLAINTS_TO_CONTROLLER), None)


def _confirmed_by(told: Fact[ReminderSent], wanted: Authority) -> date:
    """The last day for the controller to confirm the complaint. No calendar ends before the day after."""
    return told.on + timedelta(days=min(wanted.controller_first_days, (date.max - told.on).days - 1))


def _complain_first(step: NextStep, wanted: Authority) -> NextStep:
    if step.action is not Action.MISE_EN_DEMEURE:
        return step
    return replace(step, reason="controller_first", params={**step.params, "days": wanted.controller_first_days})


def _later(step: NextStep, opens: date, about: dict[str, Param]) -> NextStep:
    if step.available_from is not None and step.available_from > opens:
        return step
    return replace(step, available_from=opens, reason="controller_first_running", params={**step.params, **about})
