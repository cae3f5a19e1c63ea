"""What a program gets of its cases: lists, where they stand and what to do, with codes for programs and sentences for people."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from app.api.controllers import ControllerOut, controller_out
from app.api.events import RecordOut, record_out
from app.api.paging import Page
from app.api.problems import DAMAGED, SEALED
from app.api.wire import Id, Strict
from app.cases import wording
from app.cases.reckoning import to_document
from app.cases.views import CaseSummary, CaseView, FileInfo
from app.cases.views import UnreadableCase as Unreadable
from app.complaints.case_letters import LetterLine
from app.complaints.packet.shelf import Progress
from app.law.assessment import Assessment
from app.platform.i18n import Translator


class StepOut(Strict):
    """One step of the reckoning, with the rule behind it."""

    date: str
    rule: str
    source: str
    text: str


class DeadlineOut(Strict):
    """Last days to act. `strict` is the earliest defensible date, `safe` the latest plausible one."""

    due_strict: str | None
    due_safe: str | None
    extended_strict: str | None
    extended_safe: str | None
    extension: str
    steps: list[StepOut]


class CaseLine(Strict):
    """A case in a list."""

    id: Id
    right: str
    controller: str
    reference: str
    status: str
    status_text: str
    due_strict: str | None
    due_safe: str | None
    next_change: str | None
    linked: Id | None


class UnreadableCase(Strict):
    """A case that cannot be read any more. `reason` is "damaged", or "sealed" when the server gave up its key."""

    id: Id
    controller: str
    reason: str
    text: str


class CaseList(Page[CaseLine]):
    """Part of the list of cases; `unreadable` are all that could not be read, on every page of the list."""

    unreadable: list[UnreadableCase]


class BreachOut(Strict):
    """A duty that the controller broke, with the records it rests on."""

    code: str
    title: str
    text: str
    articles: list[str]
    on: str | None
    records: list[Id]


class NextStepOut(Strict):
    """Something to do, from which day, and why; `letter` is the kind of the letter that it takes, "" for none."""

    action: str
    text: str
    reason: str
    available_from: str | None
    letter: str


class AlertOut(Strict):
    """Something that the person should be told from `on` on; `about` is the date that it is about. `code` and `about` name an alert."""

    code: str
    on: str
    about: str | None
    title: str
    text: str


class WarningOut(Strict):
    """Something in the records that does not fit."""

    code: str
    text: str
    records: list[Id]


class AssessmentOut(Strict):
    """What the law says of a case on one day. `claim` is the date that letters may claim, `escalate` the last day to wait before acting
    on silence; `alerts` are past and coming ones, as the facts stand."""

    on: str
    status: str
    status_text: str
    deadlines: DeadlineOut | None
    presumed_receipt: bool
    claim: str | None
    escalate: str | None
    next_change: str | None
    breaches: list[BreachOut]
    next_steps: list[NextStepOut]
    alerts: list[AlertOut]
    warnings: list[WarningOut]


class FileOut(Strict):
    """A kept file. Name it in the `files` of an event by its id."""

    id: Id
    name: str
    media_type: str
    size: int
    sha256: str
    purpose: str
    added_on: str


class DocumentOut(Strict):
    """A letter of the case. `ready` when it serves its purpose today, else from `available_from` on. `representative` says that it may also
    be had addressed to the controller's representative in the Union."""

    kind: str
    ready: bool
    available_from: str | None
    representative: bool


class CaseOut(Strict):
    """A whole case. `intact` is false when its records were changed behind the program's back."""

    id: Id
    right: str
    reference: str
    controller: ControllerOut
    subject: dict[str, Any]
    channel: str
    on: str
    urls: list[str]
    paragraph: str
    linked: Id | None
    intact: bool
    assessment: AssessmentOut
    records: list[RecordOut]
    files: list[FileOut]
    documents: list[DocumentOut]


def case_line(case: CaseSummary, t: Translator) -> CaseLine:
    """A case in a list."""
    return CaseLine(
        id=case.public_id,
        right=case.right.value,
        controller=case.controller,
        reference=case.reference,
        status=case.status.value,
        status_text=wording.status_text(case.status, t),
        due_strict=_iso(case.due_strict),
        due_safe=_iso(case.due_safe),
        next_change=_iso(case.next_change),
        linked=case.linked,
    )


def unreadable_out(case: Unreadable, t: Translator) -> UnreadableCase:
    """A case that cannot be read, as far as it is known."""
    reason, text = ("sealed", SEALED) if case.sealed else ("damaged", DAMAGED)
    return UnreadableCase(id=case.public_id, controller=case.controller, reason=reason, text=t.gettext(text))


def case_out(view: CaseView, assessment: Assessment, letters: Iterable[LetterLine], today: date, t: Translator) -> CaseOut:
    """A whole case."""
    asked, person = view.request, view.request.subject
    known = {
        "name": person.name,
        "country": person.country,
        "address": list(person.address),
        "email": person.email,
        "phone": person.phone,
        "birthdate": _iso(person.birthdate),
        "identifiers": dict(person.identifiers),
        "place": person.place,
        "minor": person.minor,
        "guardian": person.guardian,
    }
    return CaseOut(
        id=view.public_id,
        right=asked.right.value,
        reference=asked.reference,
        controller=controller_out(asked.controller, t),
        subject=known,
        channel=asked.channel.value,
        on=asked.on.isoformat(),
        urls=list(asked.urls),
        paragraph=asked.paragraph,
        linked=view.linked,
        intact=view.intact,
        assessment=assessment_out(assessment, today, t),
        records=[record_out(record, wording.event_text(record, t)) for record in view.records],
        files=[file_out(file) for file in view.files],
        documents=[document_out(letter) for letter in letters],
    )


def assessment_out(found: Assessment, today: date, t: Translator) -> AssessmentOut:
    """What the law says, with its sentences."""
    breaches = [
        BreachOut(
            code=breach.code,
            title=wording.breach_title(breach, t),
            text=wording.breach_text(breach, t),
            articles=list(breach.articles),
            on=_iso(breach.on),
            records=list(breach.records),
        )
        for breach in found.breaches
    ]
    steps = [
        NextStepOut(
            action=step.action.value,
            text=wording.next_step_text(step, t),
            reason=step.reason,
            available_from=_iso(step.available_from),
            letter=step.letter,
        )
        for step in found.next_steps
    ]
    alerts = [
        AlertOut(
            code=alert.code,
            on=alert.on.isoformat(),
            about=_iso(alert.about),
            title=wording.alert_title(alert, t),
            text=wording.alert_text(alert, t),
        )
        for alert in found.alerts
    ]
    return AssessmentOut(
        on=today.isoformat(),
        status=found.status.value,
        status_text=wording.status_text(found.status, t),
        deadlines=DeadlineOut(**to_document(found.deadlines, t)) if found.deadlines else None,
        presumed_receipt=found.presumed_receipt,
        claim=_iso(found.claim),
        escalate=_iso(found.escalate),
        next_change=_iso(found.next_change),
        breaches=breaches,
        next_steps=steps,
        alerts=alerts,
        warnings=[WarningOut(code=w.code, text=wording.warning_text(w, t), records=list(w.records)) for w in found.warnings],
    )


def file_out(file: FileInfo) -> FileOut:
    """A kept file."""
    return FileOut(
        id=file.id,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        sha256=file.sha256,
        purpose=file.purpose,
        added_on=file.added_on.isoformat(),
    )


def document_out(letter: LetterLine) -> DocumentOut:
    """A letter of the case."""
    opens = _iso(letter.available_from)
    return DocumentOut(kind=letter.kind, ready=letter.ready, available_from=opens, representative=letter.representative)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


class PacketDocument(Strict):
    """A file of a packet, with its size in bytes."""

    name: str
    size: int


class PacketRemark(Strict):
    """What is to be known of an exhibit's file: `code` says why it could not be shown, or not as it is."""

    exhibit: str
    name: str
    code: str


class PacketOut(Strict):
    """How far a packet is. `state` is none, working, done or failed; `stamped` is null where no time-stamping authority is set."""

    state: str
    done: int
    total: int
    pages: int | None
    stamped: bool | None
    documents: list[PacketDocument]
    remarks: list[PacketRemark]


def packet_out(progress: Progress, result: dict[str, Any]) -> PacketOut:
    """The answer about a packet; `result` is what the shelf tells of one that was made."""
    return PacketOut(
        state=progress.state,
        done=progress.done,
        total=progress.total,
        pages=result.get("pages"),
        stamped=result.get("stamped"),
        documents=[PacketDocument(name=each["file"], size=each["size"]) for each in result.get("documents", [])],
        remarks=[PacketRemark(exhibit=label, name=name, code=code) for label, name, code in result.get("remarks", [])],
    )
