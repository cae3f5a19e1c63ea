"""The letters of a case, written with the facts of today."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field
from starlette.responses import Response

from app.api.answers import DocumentOut, document_out
from app.api.bodies import JsonRoute
from app.api.forms import Form, wanted
from app.api.letters import LETTER, To, letter_answer, warnings_for
from app.api.problems import documented
from app.api.sessions import AtDesk, Dossier
from app.api.wire import NO_NUL
from app.complaints.case_letters import REPRESENTATIVE, Posting, answerable, case_draft, letter_lines
from app.letters.missing import ITEMS
from app.services import Today, Wired, limited

router = APIRouter(tags=["documents"], route_class=JsonRoute)

PARTS = "; ".join(f"{right.value}: {', '.join(items)}" for right, items in ITEMS.items())
Missing = Annotated[
    Sequence[Annotated[str, Field(max_length=40, pattern=NO_NUL)]],
    Query(max_length=20, description=f"For the letter missing_items, what the answer leaves out. {PARTS}."),
]


@router.get("/cases/{case_id}/documents", responses=documented(401, 404, 422))
def documents(case_id: str, dossier: Dossier, wired: Wired, today: Today) -> list[DocumentOut]:
    """The letters that the case offers, in the order in which they are used."""
    view = wired.store.case(dossier, case_id)
    return [document_out(letter) for letter in letter_lines(view, wired.store.assessment(view, today), today)]


@router.get(
    "/cases/{case_id}/documents/{kind}",
    response_class=Response,
    dependencies=[Depends(limited("letters"))],
    responses={200: LETTER, **documented(401, 404, 406, 422, 429, 503)},
)
def document(
    request: Request,
    case_id: str,
    kind: str,
    desk: AtDesk,
    format: Form | None = None,  # noqa: A002 -- its name in the address
    missing: Missing = (),
    to: To = "controller",
) -> Response:
    """A letter as PDF, text, unsent e-mail or JSON: `format` says which, else Accept. As in POST /api/v1/letters."""
    form, store = wanted(request, format), desk.wired.store
    view = store.case(desk.dossier, case_id)
    draft = case_draft(
        view, store.assessment(view, desk.today), desk.today, kind, posting=Posting(representative=to == REPRESENTATIVE), missing=missing
    )
    draft = answerable(draft, view, desk.wired.addresses)
    return letter_answer(draft, form, desk.wired.print_shop, warnings_for(draft, view.request.controller, desk.t), desk.t)
