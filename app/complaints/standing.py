"""How a complaint would stand today: the case as the law's own checks want it."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.cases.lodging import competence_of
from app.cases.parties import Request
from app.cases.views import FileInfo
from app.complaints.exhibits import Exhibits, gather
from app.complaints.readiness import Ready, readiness
from app.law.admissibility import Admissibility, Situation, admissibility
from app.law.assessment import Assessment
from app.law.authority_clock import CNIL
from app.law.events import FindingConfirmed, MandateFor, Recorded, ReplyNature, ReplyReceived, RequestRefused, RequestSent, standing
from app.law.mandates import Gap, Mandate, gaps, mandate_on

SUBSTANTIVE = (ReplyNature.PARTIAL, ReplyNature.COMPLETE)
SENDING, RECEIPT = ("sending", "returned"), ("receipt", "returned")
"""Exhibits that show that the request left, and that it came; what came back refused or unclaimed shows both."""


def checked(request: Request, records: Sequence[Recorded], exhibits: Exhibits, assessment: Assessment, today: date) -> Admissibility:
    """What the complaint still lacks. `records` are those that it tells, `exhibits` the papers of these."""
    controller, kinds = request.controller, {exhibit.kind for exhibit in exhibits.on_file}
    after = assessment.escalate + timedelta(days=1) if assessment.escalate else None
    ready = isinstance(readiness(assessment, today), Ready)
    now = Situation(
        controller_named=bool(controller.name.strip()),
        controller_reachable=bool(controller.address or controller.email or controller.webform),
        sent=any(isinstance(record.event, RequestSent) for record in records),
        sending_proved=bool(kinds.intersection(SENDING)),
        receipt_proved=bool(kinds.intersection(RECEIPT)),
        after_safe_date=after,
        position_on=_position(records, early=ready and (after is None or today < after)) if ready else None,
        mandate_gaps=_mandate_gaps(request, records, exhibits, today),
    )
    return admissibility(now, today)


def mandates_of(
    request: Request, records: Sequence[Recorded], files: Sequence[FileInfo], today: date
) -> tuple[tuple[Mandate, tuple[Gap, ...]], ...]:
    """The mandates that count today, each with what it lacks: the one for the complaint, then the one for the request."""
    told = tuple(r for r in standing(list(records)) if r.on <= today)
    exhibits, french = gather(request.right, told, files), competence_of(request, records).authority == CNIL
    found = [mandate for purpose in MandateFor if (mandate := mandate_on(told, purpose, today))]
    return tuple((each, gaps(each, today, on_file=bool(exhibits.of(each.record)), french=french)) for each in found)


def _mandate_gaps(request: Request, records: Sequence[Recorded], exhibits: Exhibits, today: date) -> tuple[Gap, ...] | None:
    """What the mandate for this complaint lacks; None where the person acts alone."""
    found = mandate_on(records, MandateFor.COMPLAINT, today)
    if found is None:
        return None
    return gaps(found, today, on_file=bool(exhibits.of(found.record)), french=competence_of(request, records).authority == CNIL)


def _position(records: Sequence[Recorded], *, early: bool) -> date | None:
    """The day on which the controller refused, or answered on the substance; of a complaint that is ready `early`, that of a limit too."""
    days = [record.event.on for record in records if _takes_position(record, early=early)]
    return min(days, default=None)


def _takes_position(record: Recorded, *, early: bool) -> bool:
    event = record.event
    answered = isinstance(event, ReplyReceived) and event.nature in SUBSTANTIVE
    return isinstance(event, RequestRefused) or answered or (early and isinstance(event, FindingConfirmed))
