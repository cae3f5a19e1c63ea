"""The next-step sheet: in plain words how to do the next thing, what it costs, which proof to keep, and what happens then and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.complaints import sheet_words as words
from app.directory.controllers import Controller
from app.law.assessment import Action, Assessment, NextStep
from app.law.competence import authority
from app.law.events import Channel
from app.platform.i18n import Translator

CNIL = "fr-cnil"
"""Its silence has effects in French law that the sheet tells."""

AUTHORITY_DATES = ("filed", "remind_on", "silent_on", "act_by")
TIMED = (Action.WAIT, Action.RECORD_RECEIPT, Action.ANSWER_IDENTITY)
COMPLAINING = (Action.COMPLAINT, Action.FILE_COMPLAINT)


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
    if action in (Action.SEND, Action.MISE_EN_DEMEURE):
        parts = _letter(action, channel, controller, assessment, t, home)
    elif action in COMPLAINING:
        parts = _complaint(channel, assessment, t, authority_id)
    elif action is Action.AWAIT_AUTHORITY:
        parts = _waiting_for_authority(assessment, t)
    else:
        parts = [(words.HOW, _said(words.OTHERS[action], t)), (words.THEN, _dates(assessment, t) if action in TIMED else [])]
    sections = tuple(SheetSection(title=t.gettext(title), paragraphs=tuple(said)) for title, said in parts if said)
    return Sheet(title=t.gettext(words.TITLES[action]), steps=sections)


Parts = list[tuple[str, list[str]]]


def _letter(action: Action, channel: Channel, controller: Controller, assessment: Assessment, t: Translator, home: str) -> Parts:
    notice = action is Action.MISE_EN_DEMEURE
    how = [*(_said(words.NOTICE, t) if notice else []), *_said(words.SENDING[channel], t), *_where(channel, controller, t, home)]
    then = [t.gettext(words.NOTICE_THEN)] if notice else _said((words.RECORD_SENDING, words.ONE_MONTH, words.REFUSED_EARLIER), t)
    return [
        (words.HOW, how),
        (words.COST, _said((words.COSTS[channel], words.ANSWER_IS_FREE), t)),
        (words.PROOF, _said((words.PROOFS[channel],), t)),
        (words.THEN, [*then, *_dates(assessment, t)]),
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
    to = authority(authority_id)
    wording = words.COMPLAINT_ONLINE if channel is Channel.WEB_FORM else words.COMPLAINT_BY_POST
    how = [t.gettext(line).format(url=to.complaint_url or to.site, address=", ".join(to.address)) for line in wording]
    return [
        (words.HOW, [*how, t.gettext(words.COMPLAINT_CHECK)]),
        (words.COST, _said((words.COMPLAINT_COST,), t)),
        (words.PROOF, _said((words.COMPLAINT_PROOF,), t)),
        (words.THEN, _said(words.COMPLAINT_THEN, t)),
    ]


def _waiting_for_authority(assessment: Assessment, t: Translator) -> Parts:
    step = next((s for s in assessment.next_steps if "remind_on" in s.params and s.params.get("authority") == CNIL), None)
    then = _authority_dates(step, t) if step else _said((words.AWAIT_UNDATED,), t)
    return [
        (words.HOW, _said(words.AWAIT, t)),
        (words.COST, _said((words.AWAIT_COST,), t)),
        (words.PROOF, _said((words.AWAIT_PROOF,), t)),
        (words.THEN, then),
    ]


def _authority_dates(step: NextStep, t: Translator) -> list[str]:
    days = {name: step.params[name] for name in AUTHORITY_DATES}
    return [t.gettext(words.AWAIT_DATES).format(**{name: t.format_date(day) for name, day in days.items() if isinstance(day, date)})]


def _dates(assessment: Assessment, t: Translator) -> list[str]:
    """The controller's dates, where a clock runs and no authority has the case yet."""
    if assessment.claim is None or assessment.escalate is None:
        return []
    after = assessment.escalate + timedelta(days=1)
    return [t.gettext(words.KNOWN_DATES).format(claim=t.format_date(assessment.claim), after=t.format_date(after))]


def _said(lines: Sequence[str], t: Translator) -> list[str]:
    return [t.gettext(line) for line in lines]
