"""What was found in the replies of a case: limits and answers by passage, and the check item by item."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field

from app.api.bodies import JsonRoute, Once
from app.api.events import RecordOut, record_out
from app.api.problems import documented
from app.api.sessions import AtDesk, Dossier, Reader
from app.api.wire import NO_NUL, Line, Slug, Strict
from app.cases import wording
from app.cases.passages import MAX_PASSAGE
from app.law.events import Recorded
from app.platform.errors import InvalidInput
from app.platform.i18n import Translator
from app.replies.completeness import Judged, check_entries, judged_in
from app.replies.findings import confirmation, confirmed_in, taking_back
from app.services import Wired

router = APIRouter(tags=["findings"], route_class=JsonRoute)

REPLY = "/cases/{case_id}/replies/{reply_id}"
Words = Annotated[str, Field(max_length=MAX_PASSAGE, pattern=NO_NUL)]
Offset = Annotated[int, Field(ge=0, le=1_000_000)]


class FindingIn(Strict):
    """A label for a passage: its `words` as the reply has them, its place `start` and `end` in the stored text, or both."""

    label: Slug = Field(examples=["temporal_limit"])
    words: Words = ""
    start: Offset | None = None
    end: Offset | None = None


class ItemIn(Strict):
    """How the reply deals with one item, and in which words."""

    state: Annotated[str, Field(max_length=20, pattern=NO_NUL, examples=["missing"])]
    words: Words = ""


class CheckIn(Strict):
    """The items that were judged, by their code; those that are not named stay open."""

    items: Annotated[dict[Line, ItemIn], Field(max_length=20, examples=[{"source": {"state": "missing", "words": ""}}])]


class ItemOut(Strict):
    """An item as it was judged."""

    code: str
    state: str
    words: str


@router.get(REPLY + "/findings", responses=documented(401, 404, 422))
def findings(case_id: str, reply_id: str, dossier: Dossier, wired: Wired, t: Reader) -> list[RecordOut]:
    """What was confirmed in that reply and still counts, in the order of its passages."""
    return told(confirmed_in(wired.store.case(dossier, case_id), reply_id), t)


@router.post(REPLY + "/findings", status_code=201, responses=documented(400, 401, 404, 409, 413, 415, 422))
def confirm(case_id: str, reply_id: str, given: FindingIn, desk: AtDesk, once: Once = None) -> list[RecordOut]:
    """Confirm that the passage sets a limit, or answers without one. It stops no clock."""
    store = desk.wired.store
    place = None if given.start is None and given.end is None else (_or(given.start), _or(given.end))
    entries = confirmation(store.case(desk.dossier, case_id), reply_id, given.label, desk.today, place=place, words=given.words)
    made = store.record(desk.dossier, case_id, entries, submit_token=f"api {once}" if once else None)
    desk.wired.known.remember(store.case(desk.dossier, case_id), reply_id)
    return told(made, desk.t)


@router.delete("/cases/{case_id}/findings/{finding_id}", status_code=204, responses=documented(401, 404, 409, 422))
def withdraw(case_id: str, finding_id: str, desk: AtDesk) -> Response:
    """Take a finding back: a correcting record says so, and the finding stays in the list of events."""
    store = desk.wired.store
    view = store.case(desk.dossier, case_id)
    store.record(desk.dossier, case_id, taking_back(view, finding_id, desk.today))
    found = next((record.event for record in view.records if record.id == finding_id), None)
    desk.wired.known.remember(store.case(desk.dossier, case_id), getattr(found, "reply", None) or "")
    return Response(status_code=204)


@router.get(REPLY + "/completeness", responses=documented(401, 404, 422))
def completeness(case_id: str, reply_id: str, dossier: Dossier, wired: Wired) -> list[ItemOut]:
    """The check of that reply as it counts now; empty before there is one."""
    judged = judged_in(wired.store.case(dossier, case_id), reply_id)
    return [ItemOut(code=code, state=said.state, words=said.words) for code, said in judged.items()]


@router.put(REPLY + "/completeness", responses=documented(400, 401, 404, 409, 413, 415, 422))
def check(case_id: str, reply_id: str, given: CheckIn, desk: AtDesk, once: Once = None) -> list[RecordOut]:
    """Record the check; an earlier one of the same reply is corrected by it."""
    store = desk.wired.store
    judged = {code: Judged(state=item.state, words=item.words) for code, item in given.items.items()}
    with of_items():
        entries = check_entries(store.case(desk.dossier, case_id), reply_id, judged, desk.today)
    made = store.record(desk.dossier, case_id, entries, submit_token=f"api {once}" if once else None)
    return told(made, desk.t)


@contextmanager
def of_items() -> Iterator[None]:
    """Mistakes in an item bear the names that its fields have in the body."""
    try:
        yield
    except InvalidInput as wrong:
        part, _, code = wrong.field.partition("_")
        field = f"items.{code}.{part}" if code else wrong.field
        raise InvalidInput(field, wrong.message, **wrong.params) from wrong


def _or(place: int | None) -> int:
    """A half of a place that is missing: the other half then cannot fit, and the refusal names it."""
    return -1 if place is None else place


def told(records: tuple[Recorded, ...], t: Translator) -> list[RecordOut]:
    """The records, each with its sentence in the reader's language."""
    return [record_out(each, wording.event_text(each, t)) for each in records]
