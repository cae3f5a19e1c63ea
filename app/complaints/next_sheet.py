"""The next-step sheet: in plain words how to do the next thing, what it costs, which proof to keep, and what happens then and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.complaints import sheet_words as words
from app.directory.controllers import Controller
from app.law.assessment import Action, Assessment
from app.law.competence import authority
from app.law.events import Channel
from app.platform.i18n import Translator

CNIL = "fr-cnil"
"""Its silence has effects in French law that the sheet tells."""

AUTHORITY_DATES = ("filed", "remind_on", "silent_on", "act_by")
DATES_ELSEWHERE = ("filed", "remind_on", "silent_on")
TIMED = (Action.WAIT, Action.RECORD_RECEIPT)
COMPLAINING = (Action.COMPLAINT, Action.FILE_COMPLAINT)
LAST_DAY = ("court_silent", "court_decided")
"""Reasons to go to court whose day is the last one."""

UNTIMED = (Action.SEND_AGAIN, Action.WITHDRAW)
"""Letters after which the dates of the case say nothing, since another time begins or none matters any more."""


@dataclass(frozen=True, kw_only=True)
class SheetSection:
    """One part of a sheet: its heading and its paragraphs, plain text in the reader's language."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A whole sheet, in the order in which one reads it."""

    title: str
    steps: tuple[SheetSection, ...]


def sheet(
    action: Action,
    channel: Channel,
    controller: Controller,
    assessment: Assessment,
    t: Translator,
    *,
    home: str = "FR",
    authority_id: str = CNIL,
) -> Sheet:
    """The sheet for one action. `channel` is how the letter travels (of a complaint WEB_FORM is the authority's page, the others post).

    `home` is the country the letter leaves from. Raises UnknownAuthority.
    """
    at_authority = any(step.action is action and step.reason == "withdraw_complaint" for step in assessment.next_steps)
    if action is Action.REMIND_AUTHORITY or at_authority:
        parts = _to_authority(action, channel, assessment, t, authority_id)
    elif action in words.LETTERS:
        parts = _letter(action, channel, controller, assessment, t, home)
    elif action in COMPLAINING:
        parts = _complaint(channel, assessment, t, authority_id)
    elif action is Action.AWAIT_AUTHORITY:
        parts = _waiting_for_authority(assessment, t)
    elif action is Action.GO_TO_COURT:
        parts = _court(assessment, t, authority_id)
    else:
        parts = [(words.HOW, _said(words.OTHERS[action], t)), (words.THEN, _dates(assessment, t) if action in TIMED else [])]
    sections = tuple(SheetSection(title=t.gettext(title), paragraphs=tuple(said)) for title, said in parts if said)
    return Sheet(title=t.gettext(words.TITLES[action]), steps=sections)


Parts = list[tuple[str, list[str]]]


def _letter(action: Action, channel: Channel, controller: Controller, assessment: Assessment, t: Translator, home: str) -> Parts:
    how = [*_said((*words.LETTERS[action], *words.SENDING[channel]), t), *_where(channel, controller, t, home)]
    dates = [] if action in UNTIMED else _dates(assessment, t)
    return [
        (words.HOW, how),
        (words.COST, _said((words.COSTS[channel], words.ANSWER_IS_FREE), t)),
        (words.PROOF, _said((words.PROOFS[channel],), t)),
        (words.THEN, [*_said(words.AFTER[action], t), *dates]),
    ]


def _to_authority(action: Action, channel: Channel, assessment: Assessment, t: Translator, authority_id: str) -> Parts:
    """A letter to the authority that has the complaint: the reminder, or the withdrawal of the complaint."""
    to = authority(authority_id).said(t.language)
    reminds = action is Action.REMIND_AUTHORITY
    where = words.TO_AUTHORITY_PAGE if channel is Channel.WEB_FORM or not to.address else words.TO_AUTHORITY
    found = t.gettext(where).format(url=to.complaint_url or to.site, address=", ".join(to.address))
    how = _said((*(words.REMIND if reminds else words.WITHDRAW_COMPLAINT), *words.SENDING[channel]), t)
    then = _said(words.REMIND_THEN if reminds else (words.WITHDRAW_COMPLAINT_THEN,), t)
    return [
        (words.HOW, [*how, found]),
        (words.COST, _said((words.COSTS[channel],), t)),
        (words.PROOF, _said((words.PROOFS[channel],), t)),
        (words.THEN, [*then, *(_authority_dates(assessment, t) if reminds else [])]),
    ]


def _court(assessment: Assessment, t: Translator, authority_id: str) -> Parts:
    cnil = authority_id == CNIL
    step = next((s for s in assessment.next_steps if s.action is Action.GO_TO_COURT and s.reason in LAST_DAY), None)
    by = step.params["by"] if step else None
    last = [t.gettext(words.COURT_BY).format(by=t.format_date(by))] if isinstance(by, date) else []
    return [
        (words.HOW, _said((*(words.COURT_CNIL if cnil else words.COURT_ELSEWHERE), words.COURT_ADVICE), t)),
        (words.COST, _said((words.COURT_COST if cnil else words.COURT_COST_ELSEWHERE,), t)),
        (words.PROOF, _said((words.COURT_PROOF,), t)),
        (words.THEN, [*last, *_said((words.COURT_THEN,), t)]),
    ]


def _where(channel: Channel, controller: Controller, t: Translator, home: str) -> list[str]:
    if channel is Channel.EMAIL:
        return [t.gettext(words.TO_EMAIL).format(email=controller.email)] if controller.email else []
    if channel is Channel.WEB_FORM:
        return [t.gettext(words.TO_WEBFORM).format(webform=controller.webform)] if controller.webform else []
    if controller.country == home:
        return []
    found = [t.gettext(words.ABROAD)] if channel is Channel.REGISTERED_POST else []
    return [*found, t.gettext(words.ABROAD_TOO).format(email=controller.email)] if controller.email else found


def _complaint(channel: Channel, assessment: Assessment, t: Translator, authority_id: str) -> Parts:
    to = authority(authority_id).said(t.language)
    wording = words.COMPLAINT_ONLINE if channel is Channel.WEB_FORM else words.COMPLAINT_BY_POST
    how = [t.gettext(line).format(url=to.complaint_url or to.site, address=", ".join(to.address)) for line in wording]
    return [
        (words.HOW, [*how, t.gettext(words.COMPLAINT_CHECK)]),
        (words.COST, _said((words.COMPLAINT_COST,), t)),
        (words.PROOF, _said((words.COMPLAINT_PROOF,), t)),
        (words.THEN, _said(words.COMPLAINT_THEN, t)),
    ]


def _waiting_for_authority(assessment: Assessment, t: Translator) -> Parts:
    return [
        (words.HOW, _said(words.AWAIT, t)),
        (words.COST, _said((words.AWAIT_COST,), t)),
        (words.PROOF, _said((words.AWAIT_PROOF,), t)),
        (words.THEN, _authority_dates(assessment, t) or _said((words.AWAIT_UNDATED,), t)),
    ]


def _authority_dates(assessment: Assessment, t: Translator) -> list[str]:
    """The authority's own dates, as far as they are known; its silence amounts to a rejection at the CNIL only."""
    step = next((s for s in assessment.next_steps if "remind_on" in s.params), None)
    if step is None:
        return []
    cnil = step.params.get("authority") == CNIL
    days = {name: step.params.get(name) for name in (AUTHORITY_DATES if cnil else DATES_ELSEWHERE)}
    told = {name: t.format_date(day) for name, day in days.items() if isinstance(day, date)}
    return [t.gettext(words.AWAIT_DATES if cnil else words.AWAIT_ELSEWHERE).format(**told)] if len(told) == len(days) else []


def _dates(assessment: Assessment, t: Translator) -> list[str]:
    """The controller's dates, where a clock runs and no authority has the case yet."""
    if assessment.claim is None or assessment.escalate is None:
        return []
    after = assessment.escalate + timedelta(days=1)
    return [t.gettext(words.KNOWN_DATES).format(claim=t.format_date(assessment.claim), after=t.format_date(after))]


def _said(lines: Sequence[str], t: Translator) -> list[str]:
    return [t.gettext(line) for line in lines]
