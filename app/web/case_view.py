"""A case as its page prints it: what is asked of whom, where it stands, the date and why, what to do, what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.cases import wording
from app.cases.statements import replies
from app.cases.views import CaseView, FileInfo
from app.complaints.case_letters import LetterLine, letter_lines
from app.complaints.court import CourtChecklist, court_checklist
from app.law.assessment import Action, Assessment, NextStep, Status
from app.law.deadlines import ExtensionStatus
from app.law.events import (
    CaseClosed,
    ComplaintFiled,
    IdentityAsked,
    MandateGiven,
    ReplyNature,
    ReplyReceived,
    RequestReceived,
    RequestRefused,
    RequestSent,
    standing,
)
from app.platform.errors import msg
from app.platform.i18n import Translator
from app.replies.desk import WAITING
from app.web.case_list import AFTERWARDS, TONES, asked, away
from app.web.case_timeline import TimelineLine, timeline
from app.web.forms import events_of_authority
from app.web.forms.events import FORMS, LATER_LIMITS, EventForm
from app.web.reckoning_steps import StepLine, step_lines
from app.web.time_line_afterwards import afterwards
from app.web.time_line_drawing import Drawing, draw, that_count

FORM_OF: dict[Action, str] = {
    Action.SEND: "sent",
    Action.SEND_AGAIN: "sent_again",
    Action.RECORD_RECEIPT: "received",
    Action.ANSWER_IDENTITY: "identity_given",
    Action.READ_REPLY: "finding",
    Action.ANSWER: "reminder?letter=answer",
    Action.ASK_MISSING: "reminder?letter=missing_items",
    Action.CONTEST_EXTENSION: "reminder?letter=contest_extension",
    Action.REMINDER: "reminder?letter=reminder",
    Action.MISE_EN_DEMEURE: "reminder?letter=prepared",
    Action.COMPLAINT: "complaint",
    Action.FILE_COMPLAINT: "complaint",
    Action.REMIND_AUTHORITY: "authority_reminded",
    Action.GO_TO_COURT: "court",
    Action.WITHDRAW: "withdrawal",
    Action.CLOSE: "close",
}
"""Which form records that an action was done, with the answer that it begins with; there is none for waiting."""

LETTER_TITLES: dict[str, str] = {
    "request": msg("The request"),
    "identity_answer": msg("Answer to their question"),
    "contest_extension": msg("Objection to the extra time"),
    "missing_items": msg("What is missing from their answer"),
    "answer": msg("Answer to their reply"),
    "reminder": msg("Friendly reminder"),
    "mise_en_demeure": msg("Formal notice"),
    "complaint": msg("Complaint"),
    "authority_reminder": msg("Reminder to the authority"),
    "withdrawal": msg("Taking the request back"),
}

ASKED_FIRST = {"missing_items": "missing"}
"""Letters for which a page below the case asks something before they are written."""

PLAIN = frozenset({Action.WAIT, Action.CLOSE})
"""Actions that need no explaining."""


@dataclass(frozen=True, kw_only=True)
class DuePanel:
    """The date. `later` is the safe date where it differs. `tone` is "running", "over" when both have passed, "past" once it is history."""

    day: date
    away: str
    later: date | None
    later_away: str
    passed: bool
    later_passed: bool
    tone: str
    extended: bool
    presumed: bool
    steps: tuple[StepLine, ...]


@dataclass(frozen=True, kw_only=True)
class ToDo:
    """One thing to do. `letter` is where to get the letter it needs, `record` where it is recorded, below the case; "" where there is none.

    `available_from` is the day from which it makes sense, None when that is already so.
    """

    action: str
    title: str
    text: str
    available_from: date | None
    letter: str
    record: str
    record_label: str
    has_sheet: bool


@dataclass(frozen=True, kw_only=True)
class BreachLine:
    """One breach found so far."""

    title: str
    text: str
    articles: str


@dataclass(frozen=True, kw_only=True)
class ChoiceGroup:
    """Some of the forms that record what happened, under one heading."""

    title: str
    forms: tuple[EventForm, ...]


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """Everything the page of a case prints."""

    case_id: str
    asked: str
    controller: str
    reference: str
    status: str
    tone: str
    explained: str
    due: DuePanel | None
    drawing: Drawing | None
    first: ToDo | None
    others: tuple[ToDo, ...]
    breaches: tuple[BreachLine, ...]
    warnings: tuple[str, ...]
    waiting: tuple[FileInfo, ...]
    timeline: tuple[TimelineLine, ...]
    choices: tuple[ChoiceGroup, ...]
    letters: tuple[tuple[str, str, LetterLine], ...]
    linked: str | None
    intact: bool
    court: CourtChecklist | None = None


def case_page(view: CaseView, assessment: Assessment, today: date, t: Translator) -> CasePage:
    """The page of a case on that day, in the reader's language."""
    due = due_panel(assessment, today, t)
    todos = [_todo(step, view, today, t) for step in assessment.next_steps if step.action is not Action.NONE]
    return CasePage(
        case_id=view.public_id,
        asked=asked(view.request.right, view.request.controller.name, t),
        controller=view.request.controller.name,
        reference=view.request.reference,
        status=wording.status_text(assessment.status, t),
        tone=TONES.get(assessment.status, "calm"),
        explained=wording.status_explained(assessment.status, t),
        due=due,
        drawing=_drawing(view, assessment, today, t) if due else None,
        first=todos[0] if todos else None,
        others=tuple(todos[1:]),
        breaches=_breaches(assessment, t),
        warnings=tuple(wording.warning_text(warning, t) for warning in assessment.warnings),
        waiting=tuple(file for file in view.files if file.purpose == WAITING),
        timeline=tuple(timeline(view, t)),
        choices=choices(view, t),
        letters=_letters(view, assessment, today, t),
        linked=view.linked,
        intact=view.intact,
        court=court_checklist(assessment, t),
    )


def due_panel(assessment: Assessment, today: date, t: Translator) -> DuePanel | None:
    """The date with its steps; None while no letter has left, and once the case is closed."""
    found = assessment.deadlines
    if found is None or assessment.status is Status.CLOSED:
        return None
    extended = found.extension is ExtensionStatus.VALID and found.extended_strict is not None
    strict = found.extended_strict if extended and found.extended_strict else found.due_strict
    safe = assessment.escalate or (found.extended_safe if extended and found.extended_safe else found.due_safe)
    return DuePanel(
        day=strict,
        away=away(strict, today, t),
        later=safe if safe != strict else None,
        later_away=away(safe, today, t),
        passed=strict < today,
        later_passed=safe < today,
        tone="past" if assessment.status in AFTERWARDS else "over" if safe < today else "running",
        extended=extended,
        presumed=assessment.presumed_receipt,
        steps=step_lines(that_count(found), t),
    )


def choices(view: CaseView, t: Translator) -> tuple[ChoiceGroup, ...]:
    """The forms that make sense at this point, in the order in which things happen. Nothing a person may need is ever hidden for good."""
    _ = t.gettext
    happened = {type(record.event) for record in standing(view.records)}
    if CaseClosed in happened:
        return ()
    asked_to = RequestSent in happened or RequestReceived in happened
    sending = ("received", "returned", "sent_again") if asked_to else ("sent", "received")
    answers = ["reply", "refused", "extension", "identity_asked", "nothing"] if asked_to else []
    if IdentityAsked in happened:
        answers.insert(4, "identity_given")
    if happened & {ReplyReceived, RequestRefused}:
        answers.append("finding")
    steps = ("reminder", "complaint", "snooze", "withdrawal", "close") if asked_to else ("snooze", "close")
    there = tuple(form.slug for form in events_of_authority.FORMS) if ComplaintFiled in happened else ()
    mandates = ("mandate", "agent_mandate", *(("mandate_revoked",) if MandateGiven in happened else ()))
    groups = (
        (_("My letter"), sending),
        (_("Their answer"), answers),
        (_("My next steps"), steps),
        (_("Who acts for me"), mandates),
        (_("The authority"), there),
    )
    return tuple(ChoiceGroup(title=title, forms=_forms(slugs)) for title, slugs in groups if slugs)


def _forms(slugs: Sequence[str]) -> tuple[EventForm, ...]:
    by_slug = {form.slug: form for form in (*FORMS, LATER_LIMITS)}
    return tuple(by_slug[slug] for slug in slugs)


def _drawing(view: CaseView, assessment: Assessment, today: date, t: Translator) -> Drawing | None:
    if assessment.deadlines is None:
        return None
    sent = [record.event.on for record in standing(view.records) if isinstance(record.event, RequestSent)]
    more = afterwards(view.records, today, t)
    return draw(assessment.deadlines, t, today=today, sent=sent, presumed=assessment.presumed_receipt, more=more)


def _letters(view: CaseView, assessment: Assessment, today: date, t: Translator) -> tuple[tuple[str, str, LetterLine], ...]:
    """Each letter with its title and the page that asks something before it is written, "" for none."""
    lines = letter_lines(view, assessment, today)
    return tuple((t.gettext(LETTER_TITLES[line.kind]), ASKED_FIRST.get(line.kind, ""), line) for line in lines)


def _breaches(assessment: Assessment, t: Translator) -> tuple[BreachLine, ...]:
    return tuple(
        BreachLine(
            title=wording.breach_title(breach, t),
            text=wording.breach_text(breach, t),
            articles=wording.articles_text(breach.articles, t),
        )
        for breach in assessment.breaches
    )


def _todo(step: NextStep, view: CaseView, today: date, t: Translator) -> ToDo:
    later = step.available_from if step.available_from and step.available_from > today else None
    return ToDo(
        action=str(step.action),
        title=wording.action_text(step.action, t),
        text=wording.next_step_text(step, t),
        available_from=later,
        letter=letter_path(step.letter),
        record=_record_path(step, view),
        record_label=_record_label(step, t),
        has_sheet=step.action not in PLAIN,
    )


def letter_path(kind: str) -> str:
    """Where to get a letter of that kind, below the case; "" for none."""
    return ASKED_FIRST.get(kind, f"letter/{kind}.pdf") if kind else ""


def _record_path(step: NextStep, view: CaseView) -> str:
    """A message that nobody classified is corrected; everything else is a new fact."""
    if step.reason == "unread":
        unread = [r for r in replies(view) if isinstance(r.event, ReplyReceived) and r.event.nature is ReplyNature.OTHER]
        return f"correct/{unread[-1].id}"
    if step.action is Action.READ_REPLY and (known := replies(view)):
        return f"replies/{known[-1].id}"
    form = FORM_OF.get(step.action, "")
    return f"record/{form}" if form and step.reason != "tell_authority" else ""


def _record_label(step: NextStep, t: Translator) -> str:
    """What the link to that form says."""
    _ = t.gettext
    if step.reason == "unread":
        return _("Say what it is")
    if step.action is Action.READ_REPLY:
        return _("Read it and mark its limits")
    return _("It is sent: record it") if step.letter else _("Record it")
