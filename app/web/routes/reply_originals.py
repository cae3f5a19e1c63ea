"""The originals of a reply, page by page, as pictures for the page on which it is read."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from app.platform.sandbox import CouldNotRead
from app.replies.originals import page_picture
from app.services import Wired, limited
from app.web.original_pages import cannot_be_shown, original_of, place_of
from app.web.sessions import Dossier

router = APIRouter(prefix="/case/{case_id}/replies/{reply_id}/originals")


@router.get("/{file_id}/{place}", dependencies=[Depends(limited("pages"))])
def page(request: Request, case_id: str, reply_id: str, file_id: str, place: str, dossier: Dossier, wired: Wired) -> Response:
    """One page as JPEG; a picture that says so where it cannot be drawn. `place` as `original_pages.address` writes it."""
    original = original_of(wired.store.case(dossier, case_id), reply_id, file_id)
    path, number = place_of(place)
    _, content = wired.store.file(dossier, case_id, original.id)
    try:
        picture = page_picture(wired.sandbox, original.name, content, path, number)
    except CouldNotRead as refusal:
        return cannot_be_shown(request, refusal)
    return Response(picture, media_type="image/jpeg", headers={"Content-Disposition": "inline"})
