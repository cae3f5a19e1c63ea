"""The complaint packet of a case: its page, making it, and its files."""

from dataclasses import replace

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from app.cases.lodging import places_told
from app.cases.statements import entries_for
from app.complaints.packet.desk import PURPOSE, Wish
from app.complaints.packet.drafting import PacketOrder, draft_packet, form_of
from app.law.events import PlacesTold
from app.platform.downloads import attachment_in_parts
from app.platform.errors import InvalidInput
from app.services import Services, Today, Wired, limited
from app.web.bodies import Form
from app.web.packet_page import MEGABYTE, SIZES, packet_page
from app.web.pages import reader, render
from app.web.sessions import Dossier, DossierOfForm

router = APIRouter(prefix="/case/{case_id}/packet")

TYPES = {"pdf": "application/pdf", "zip": "application/zip"}


@router.get("")
def show(request: Request, case_id: str, dossier: Dossier, wired: Wired, today: Today) -> Response:
    """What is in the packet, what is missing, how far it is, and the fields of the authority's form."""
    order = _order(wired, dossier, case_id, today)
    t = reader(request)
    try:
        drafted = draft_packet(order)
    except InvalidInput as impossible:
        return render(request, "case/no_packet.html", case_id=case_id, why=impossible.text(t))
    wish = Wish(dossier=dossier, case=case_id, on=today)
    progress = wired.packets.progress(wish)
    result = wired.packets.result(wired.store.key_for(dossier, case_id, PURPOSE), case_id)
    fields = form_of(order, drafted)
    page = packet_page(order.view, order.assess(order.view, today), drafted, fields, progress, result, today, t)
    return render(request, "case/packet.html", page=page)


@router.post("", dependencies=[Depends(limited("packets"))])
def make(case_id: str, form: Form, dossier: DossierOfForm, wired: Wired, today: Today) -> Response:
    """Begin to make it; the page then tells how far it is."""
    wired.store.case(dossier, case_id)
    size = form.get("max_mb")
    chosen = int(size) if size in {str(known) for known in SIZES} else 0
    limit = chosen * MEGABYTE if chosen else None
    wish = Wish(dossier=dossier, case=case_id, on=today, max_bytes=limit, confidential=bool(form.get("confidential")))
    wired.packets.wish(wish)
    return RedirectResponse(f"/case/{case_id}/packet", status_code=303)


@router.post("/authority")
def choose(case_id: str, form: Form, dossier: DossierOfForm, wired: Wired, today: Today) -> Response:
    """Lodge the complaint with another of the authorities that are open to the person. Raises InvalidInput for one that is not known."""
    view = wired.store.case(dossier, case_id)
    told = places_told(view.records) or PlacesTold(on=today)
    chosen = replace(told, on=today, authority=form.get("authority")[:40])
    wired.store.record(dossier, case_id, entries_for(view, chosen, None, today))
    return RedirectResponse(f"/case/{case_id}/packet#where", status_code=303)


@router.post("/delete")
def delete(case_id: str, dossier: Dossier, wired: Wired) -> Response:
    """Remove what was made; the case stays as it is."""
    wired.store.case(dossier, case_id)
    wired.packets.discard(case_id)
    return RedirectResponse(f"/case/{case_id}/packet", status_code=303)


@router.get("/{name}", dependencies=[Depends(limited("letters"))])
def document(case_id: str, name: str, dossier: Dossier, wired: Wired) -> Response:
    """A finished PDF, or the ZIP with everything."""
    _, content = wired.packets.document(wired.store.key_for(dossier, case_id, PURPOSE), case_id, name)
    return attachment_in_parts(name, TYPES.get(name.rpartition(".")[2], "application/octet-stream"), content)


def _order(wired: Services, dossier: str, case_id: str, today: Today) -> PacketOrder:
    store = wired.store
    return PacketOrder(view=store.case(dossier, case_id), archive=store.archive(dossier, case_id), assess=store.assessment, on=today)
