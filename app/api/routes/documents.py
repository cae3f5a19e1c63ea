"""The letters of a case, written with the facts of today."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.api.answers import DocumentOut, document_out
from app.api.bodies import JsonRoute
from app.api.forms import LETTER_RESPONSE, Form, wanted
from app.api.problems import documented
from app.api.sessions import Dossier
from app.complaints.case_letters import letter_lines, saved_letter
from app.platform.downloads import attachment
from app.services import Today, Wired, limited

router = APIRouter(tags=["documents"], route_class=JsonRoute)


@router.get("/cases/{case_id}/documents", responses=documented(401, 404, 422))
def documents(case_id: str, dossier: Dossier, wired: Wired, today: Today) -> list[DocumentOut]:
    """The letters that the case offers, in the order in which they are used."""
    view = wired.store.case(dossier, case_id)
    return [document_out(letter) for letter in letter_lines(view, wired.store.assessment(view, today), today)]


@router.get(
    "/cases/{case_id}/documents/{kind}",
    response_class=Response,
    dependencies=[Depends(limited("letters"))],
    responses={200: LETTER_RESPONSE, **documented(401, 404, 406, 422, 429, 503)},
)
def document(
    request: Request,
    case_id: str,
    kind: str,
    dossier: Dossier,
    wired: Wired,
    today: Today,
    format: Form | None = None,  # noqa: A002 -- its name in the address
) -> Response:
    """A letter as PDF, text or unsent e-mail: `format` says which, else Accept."""
    form = wanted(request, format)
    view = wired.store.case(dossier, case_id)
    file = saved_letter(view, wired.store.assessment(view, today), today, kind, form.value, wired.print_shop)
    return attachment(file.name, file.media_type, file.content)
