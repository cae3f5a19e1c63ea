"""Cases and what happened in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Header, Request, Response

from app.api.answers import CaseList, CaseOut, case_line, case_out, unreadable_out
from app.api.bodies import JsonRoute, Once
from app.api.events import EventIn, RecordOut, event_of, record_out
from app.api.paging import LINK, Page, Paging, page
from app.api.problems import Failure, documented
from app.api.sessions import AtDesk, Dossier, Reader
from app.api.wire import Id, Strict
from app.cases import wording
from app.cases.statements import entries_for
from app.cases.views import CaseView
from app.complaints.case_letters import letter_lines
from app.platform.errors import InvalidInput
from app.services import Today, Wired

router = APIRouter(tags=["cases"], route_class=JsonRoute)

ETAG = {"ETag": {"description": "Changes with every record of the case.", "schema": {"type": "string"}, "required": True}}
IfMatch = Annotated[str | None, Header(alias="If-Match", max_length=200, description="The ETag of the case as you saw it.")]


class EventsIn(Strict):
    """Something that happened. `corrects` is the id of the record that this one replaces; `event_withdrawn` takes that one back."""

    event: EventIn
    corrects: Id | None = None


class RecordsOut(Strict):
    """What was recorded: the event, and what follows from it."""

    records: list[RecordOut]


@router.get("/cases", responses={200: {"headers": LINK}, **documented(401, 422)})
def cases(request: Request, response: Response, asked: Paging, dossier: Dossier, wired: Wired, t: Reader) -> CaseList:
    """The cases of the dossier that the session opened. One that was damaged is named, and does not keep the others."""
    found = wired.store.overview(dossier, wired.directory)
    part = page(found.cases, lambda case: case.public_id, lambda case: case_line(case, t), asked, (request, response))
    return CaseList(items=part.items, next=part.next, unreadable=[unreadable_out(case, t) for case in found.unreadable])


@router.get("/cases/{case_id}", responses={200: {"headers": ETAG}, **documented(401, 404, 422)})
def case(case_id: str, response: Response, dossier: Dossier, wired: Wired, today: Today, t: Reader) -> CaseOut:
    """A whole case: where it stands today and why, what happened, its files and letters."""
    view = wired.store.case(dossier, case_id)
    assessment = wired.store.assessment(view, today)
    response.headers["ETag"] = _etag(view)
    return case_out(view, assessment, letter_lines(view, assessment, today), today, t)


@router.get("/cases/{case_id}/events", responses={200: {"headers": LINK}, **documented(401, 404, 422)})
def events(case_id: str, request: Request, response: Response, asked: Paging, dossier: Dossier, wired: Wired, t: Reader) -> Page[RecordOut]:
    """Every record of the case, in the order of recording."""
    records = wired.store.case(dossier, case_id).records
    return page(records, lambda r: r.id, lambda r: record_out(r, wording.event_text(r, t)), asked, (request, response))


@router.post(
    "/cases/{case_id}/events",
    status_code=201,
    responses={201: {"headers": ETAG}, **documented(400, 401, 404, 409, 412, 413, 415, 422)},
)
def record(
    case_id: str,
    given: EventsIn,
    response: Response,
    desk: AtDesk,
    once: Once = None,
    if_match: IfMatch = None,
) -> RecordsOut:
    """Record an event, or correct one."""
    store = desk.wired.store
    view = store.case(desk.dossier, case_id)
    if if_match is not None and _etag(view) not in (tag.strip() for tag in if_match.split(",")) and if_match.strip() != "*":
        raise Failure(412)
    with of_event():
        entries = entries_for(view, event_of(given.event), given.corrects, desk.today)
        made = store.record(desk.dossier, case_id, entries, corrects=given.corrects, submit_token=f"api {once}" if once else None)
    response.headers["ETag"] = _etag(store.case(desk.dossier, case_id))
    return RecordsOut(records=[record_out(each, wording.event_text(each, desk.t)) for each in made])


@contextmanager
def of_event() -> Iterator[None]:
    """Mistakes in the fields of the event bear the names that these have in the body."""
    try:
        yield
    except InvalidInput as wrong:
        if wrong.field == "corrects":
            raise
        raise InvalidInput(f"event.{wrong.field}", wrong.message, **wrong.params) from wrong


def _etag(view: CaseView) -> str:
    return f'"{sha256("".join(record.id for record in view.records).encode()).hexdigest()[:32]}"'
