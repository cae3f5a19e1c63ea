"""Dossiers: opened once with a code that only the person holds, and erased when she says so."""

import secrets

from fastapi import APIRouter, Depends, Response
from pydantic import Field
from starlette.responses import StreamingResponse

from app.api.asking import DossierIn, requests_to_all, sending_of
from app.api.bodies import JsonRoute, Once
from app.api.forms import FILE_NAME
from app.api.problems import documented
from app.api.sessions import AtDesk, Dossier
from app.api.wire import Id, Strict
from app.cases.export import exported
from app.cases.opening import opening_events
from app.platform.downloads import attachment_in_parts
from app.platform.zipped import zipped
from app.services import Today, Wired, limited

router = APIRouter(tags=["dossiers"], route_class=JsonRoute)

ZIP = "application/zip"
ARCHIVE = {
    "description": "The archive.",
    "content": {ZIP: {"schema": {"type": "string", "format": "binary"}}},
    "headers": FILE_NAME,
}


class Opened(Strict):
    """A new dossier. `code` exists nowhere else: whoever loses it loses the dossier."""

    code: str = Field(examples=["seven words that the program chose itself"])
    cases: list[Id]


@router.post("/dossiers", status_code=201, dependencies=[Depends(limited("dossiers"))], responses=documented(400, 409, 413, 415, 422, 429))
def open_dossier(asked: DossierIn, wired: Wired, today: Today, once: Once = None) -> Opened:
    """Open a dossier with a case for each controller and right.

    The same Idempotency-Key again gives the same dossier with what is sent now and a fresh code, until a code of it was used (409).
    """
    requests = requests_to_all(asked, wired.directory, today)
    events = [opening_events(each, today, sending_of(asked.sent, each.channel, today) if asked.sent else None) for each in requests]
    dossier, code = wired.store.open_dossier(requests, events, f"api {once or secrets.token_urlsafe(32)}")
    return Opened(code=code.text, cases=[case.public_id for case in wired.store.cases(dossier)])


@router.get(
    "/dossiers/current/archive",
    response_class=Response,
    dependencies=[Depends(limited("letters"))],
    responses={200: ARCHIVE, **documented(401, 429)},
)
def everything(desk: AtDesk) -> StreamingResponse:
    """All that is kept of the person: in words, as JSON with the chain of records, every file, and their checksums."""
    store = desk.wired.store
    archives, lost = store.archives(desk.dossier, store.locate(desk.dossier)[1])
    return attachment_in_parts("documents.zip", ZIP, zipped(exported(archives, desk.today, desk.t, lost)))


@router.delete("/dossiers/current", status_code=204, responses=documented(401))
def erase(dossier: Dossier, wired: Wired) -> Response:
    """Erase the dossier that the session opened, with everything in it. This cannot be undone."""
    wired.store.erase_dossier(dossier)
    return Response(status_code=204)
