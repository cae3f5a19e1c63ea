"""The complaint packet of a case: make it, ask how far it is, fetch its files."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi import Path as InPath
from pydantic import Field
from starlette.responses import Response

from app.api.answers import PacketOut, packet_out
from app.api.bodies import JsonRoute
from app.api.forms import FILE_NAME
from app.api.problems import documented
from app.api.sessions import AtDesk, Dossier
from app.api.wire import NO_NUL, Strict
from app.complaints.packet.desk import PURPOSE, Wish
from app.complaints.packet.drafting import PacketOrder, draft_packet
from app.platform.downloads import attachment_in_parts
from app.services import Services, Today, Wired, limited

router = APIRouter(tags=["packet"], route_class=JsonRoute)

MEGABYTE = 1_000_000
TYPES = {"pdf": "application/pdf", "zip": "application/zip"}
DOCUMENT = {
    "description": "A PDF of the packet, or the ZIP with everything.",
    "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in TYPES.values()},
    "headers": {name: {**header, "required": True} for name, header in FILE_NAME.items()},
}


class PacketIn(Strict):
    """How the packet is to be made."""

    max_mb: Annotated[int | None, Field(ge=1, le=2000, description="Divide it into PDFs of at most this many megabytes.")] = None
    confidential: Annotated[bool, Field(description="Ask that the organisation is not told who complains.")] = False


@router.post(
    "/cases/{case_id}/packet",
    status_code=202,
    dependencies=[Depends(limited("packets"))],
    responses=documented(400, 401, 404, 413, 415, 422, 429),
)
def make(case_id: str, asked: PacketIn, desk: AtDesk) -> PacketOut:
    """Begin to make the packet. Asked again while it is being made, nothing changes. Raises a problem where no complaint can be written."""
    draft_packet(_order(desk.wired, desk.dossier, case_id, desk.today))
    limit = asked.max_mb * MEGABYTE if asked.max_mb else None
    desk.wired.packets.wish(Wish(dossier=desk.dossier, case=case_id, on=desk.today, max_bytes=limit, confidential=asked.confidential))
    return _told(case_id, desk.dossier, desk.wired, desk.today)


@router.get("/cases/{case_id}/packet", responses=documented(401, 404, 422))
def packet(case_id: str, dossier: Dossier, wired: Wired, today: Today) -> PacketOut:
    """How far the packet is, and its files once it is done."""
    wired.store.case(dossier, case_id)
    return _told(case_id, dossier, wired, today)


@router.get(
    "/cases/{case_id}/packet/{name}",
    response_class=Response,
    dependencies=[Depends(limited("letters"))],
    responses={200: DOCUMENT, **documented(401, 404, 422, 429)},
)
def document(case_id: str, name: Annotated[str, InPath(max_length=200, pattern=NO_NUL)], dossier: Dossier, wired: Wired) -> Response:
    """A file of the packet."""
    _, content = wired.packets.document(wired.store.key_for(dossier, case_id, PURPOSE), case_id, name)
    return attachment_in_parts(name, TYPES.get(name.rpartition(".")[2], "application/octet-stream"), content)


def _told(case_id: str, dossier: str, wired: Services, today: Today) -> PacketOut:
    progress = wired.packets.progress(Wish(dossier=dossier, case=case_id, on=today))
    return packet_out(progress, wired.packets.result(wired.store.key_for(dossier, case_id, PURPOSE), case_id))


def _order(wired: Services, dossier: str, case_id: str, today: Today) -> PacketOrder:
    store = wired.store
    return PacketOrder(view=store.case(dossier, case_id), archive=store.archive(dossier, case_id), assess=store.assessment, on=today)
