"""The case index: one readable row per case, made from its records, and nothing in it that a list or a sweep does not need."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from app.cases.particulars import Particulars
from app.cases.tables import IndexRow
from app.cases.views import CaseSummary
from app.directory.controllers import Controller, find
from app.directory.imported import has_named
from app.law.assessment import Assessment
from app.law.deadlines import Deadlines, ExtensionStatus
from app.law.events import FindingConfirmed, Recorded, standing
from app.platform.errors import NotFound

TYPED = "typed"


def index_row(case_id: str, controller: str, records: Sequence[Recorded], assessment: Assessment) -> IndexRow:
    """The row as the records and their assessment say it is; `controller` is what `public_slug` gives."""
    due_strict, due_safe = due_dates(assessment)
    return IndexRow(
        case_id=case_id,
        controller=controller,
        status=assessment.status.value,
        due_strict=due_strict,
        due_safe=due_safe,
        next_change=assessment.next_change,
        labels=labels_of(records),
    )


def summary(case_id: str, particulars: Particulars, assessment: Assessment) -> CaseSummary:
    """The case's line in its dossier, fresher than the index where that one waits for the next sweep."""
    due_strict, due_safe = due_dates(assessment)
    return CaseSummary(
        public_id=case_id,
        right=particulars.request.right,
        controller=particulars.request.controller.name,
        reference=particulars.request.reference,
        status=assessment.status,
        due_strict=due_strict,
        due_safe=due_safe,
        next_change=assessment.next_change,
        linked=particulars.linked,
        alerts=assessment.alerts,
    )


def due_dates(assessment: Assessment) -> tuple[date | None, date | None]:
    """The strict and the safe date in force: those of the extension where one was announced and counts, else the first ones, if any."""
    return in_force(assessment.deadlines) if assessment.deadlines else (None, None)


def in_force(deadlines: Deadlines) -> tuple[date, date]:
    """The strict and the safe date that count: those of the extension where one was announced and is not void, else the first ones."""
    if deadlines.extension in (ExtensionStatus.NONE, ExtensionStatus.VOID):
        return deadlines.due_strict, deadlines.due_safe
    return deadlines.extended_strict or deadlines.due_strict, deadlines.extended_safe or deadlines.due_safe


def public_slug(session: Session, controller: Controller) -> str:
    """The slug of a controller of the directory; of any other only that it was typed in, whatever slug it gives itself."""
    try:
        return find(controller.slug).slug
    except NotFound:
        return controller.slug if has_named(session, controller.slug) else TYPED


def labels_of(records: Sequence[Recorded]) -> list[str]:
    """Labels of the limits that the person confirmed, each once, in alphabetical order."""
    return sorted({record.event.label for record in standing(tuple(records)) if isinstance(record.event, FindingConfirmed)})
