"""The replies of a case: each read with its marks, checked item by item."""

from contextlib import suppress

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.cases.statements import text_of
from app.cases.views import CaseView, Entry
from app.law.completeness import ITEMS
from app.platform.errors import InvalidInput
from app.replies.completeness import Judged, check_entries
from app.replies.findings import Place, changing, confirmation, taking_back, turning_down
from app.replies.sentences import reaching
from app.replies.suggestions import NO_SUGGESTION, correction, rejection
from app.services import Services, Today, Wired
from app.web.bodies import Form, Submitted
from app.web.forms.view import FormView
from app.web.reading_page import EXTENTS, FURTHEST
from app.web.reply_screens import Screens
from app.web.sessions import Dossier, DossierOfForm

router = APIRouter(prefix="/case/{case_id}/replies/{reply_id}")


@router.get("")
def read(request: Request, case_id: str, reply_id: str, dossier: Dossier, wired: Wired) -> Response:
    """The reply with its marks, and the labels to mark it with."""
    return _screens(request, wired, dossier, case_id, reply_id).read(FormView())


@router.post("/findings")
def mark(request: Request, case_id: str, reply_id: str, form: Form, dossier: DossierOfForm, wired: Wired, today: Today) -> Response:
    """Mark a passage with a label; with a mistake, the page again as it was."""
    screens = _screens(request, wired, dossier, case_id, reply_id)
    try:
        place = _several(form, screens.view, reply_id)
        entries = confirmation(screens.view, reply_id, form.get("label")[:80], today, place=place, words=form.get("words"))
        marked = wired.store.record(dossier, case_id, entries, submit_token=form.get("submit_token")[:200] or None)
    except InvalidInput as wrong:
        return screens.read(FormView(form.fields, (_beside(wrong),)))
    wired.known.remember(wired.store.case(dossier, case_id), reply_id)
    return RedirectResponse(f"/case/{case_id}/replies/{reply_id}?marked#mark-{marked[0].id}", status_code=303)


@router.post("/findings/{finding_id}/remove")
def unmark(case_id: str, reply_id: str, finding_id: str, dossier: DossierOfForm, wired: Wired, today: Today) -> Response:
    """Take a mark back: it stays in the records, struck through. One that is gone already is no mistake."""
    view = wired.store.case(dossier, case_id)
    if all(record.corrects != finding_id for record in view.records):
        wired.store.record(dossier, case_id, taking_back(view, finding_id, today))
        wired.known.remember(wired.store.case(dossier, case_id), reply_id)
    return RedirectResponse(f"/case/{case_id}/replies/{reply_id}?removed#marks", status_code=303)


@router.post("/findings/{finding_id}/reject")
def say_it_is_not_so(case_id: str, reply_id: str, finding_id: str, dossier: DossierOfForm, wired: Wired, today: Today) -> Response:
    """Turn down what was confirmed: it counts no more, and is not suggested again. One that is gone already is no mistake."""
    view = wired.store.case(dossier, case_id)
    if all(record.corrects != finding_id for record in view.records):
        wired.store.record(dossier, case_id, turning_down(view, finding_id, today))
        wired.known.remember(wired.store.case(dossier, case_id), reply_id)
    return RedirectResponse(f"/case/{case_id}/replies/{reply_id}?reconsidered#marks", status_code=303)


@router.post("/findings/{finding_id}/change")
def change(
    request: Request, case_id: str, reply_id: str, finding_id: str, form: Form, dossier: DossierOfForm, wired: Wired, today: Today
) -> Response:
    """Give a mark another label or other limits; what stood there stays in the records, struck through."""
    screens = _screens(request, wired, dossier, case_id, reply_id)
    try:
        entries = changing(screens.view, finding_id, form.get("label")[:80], _more(form), today)
        if entries:
            wired.store.record(dossier, case_id, entries)
            wired.known.remember(wired.store.case(dossier, case_id), reply_id)
    except InvalidInput as wrong:
        return screens.read(FormView({}, (_beside(wrong),)))
    return RedirectResponse(f"/case/{case_id}/replies/{reply_id}?changed#mark-{entries[0].id if entries else finding_id}", status_code=303)


@router.post("/suggestions/correct")
def correct(request: Request, case_id: str, reply_id: str, form: Form, dossier: DossierOfForm, wired: Wired, today: Today) -> Response:
    """Confirm another label than the suggested one for its passage, or other limits. A suggestion that is gone already is no mistake."""
    screens, label, suggested = _screens(request, wired, dossier, case_id, reply_id), form.get("label")[:80], form.get("suggested")[:80]
    try:
        known = wired.known.confirmed_elsewhere(dossier, screens.view, reply_id)
        entries = correction(screens.view, reply_id, (suggested, _place(form)), label, _more(form), today, known)
        wired.store.record(dossier, case_id, entries)
        wired.known.remember(wired.store.case(dossier, case_id), reply_id)
    except InvalidInput as wrong:
        if wrong.message == NO_SUGGESTION:
            return RedirectResponse(f"/case/{case_id}/replies/{reply_id}#suggestions", status_code=303)
        return screens.read(FormView({}, (_beside(wrong),)))
    done = "corrected" if label != suggested else "marked"
    return RedirectResponse(f"/case/{case_id}/replies/{reply_id}?{done}={entries[-1].id}#suggestions", status_code=303)


@router.post("/suggestions/reject")
def turn_down(case_id: str, reply_id: str, form: Form, dossier: DossierOfForm, wired: Wired, today: Today) -> Response:
    """Turn a suggestion down. One that is gone already is no mistake."""
    view = wired.store.case(dossier, case_id)
    entries: list[Entry] = []
    with suppress(InvalidInput):
        known = wired.known.confirmed_elsewhere(dossier, view, reply_id)
        entries = rejection(view, reply_id, form.get("label")[:80], _place(form), today, known)
    if entries:
        wired.store.record(dossier, case_id, entries)
    return RedirectResponse(f"/case/{case_id}/replies/{reply_id}?rejected#suggestions", status_code=303)


@router.get("/check")
def ask(request: Request, case_id: str, reply_id: str, dossier: Dossier, wired: Wired) -> Response:
    """The check of the reply, item by item."""
    return _screens(request, wired, dossier, case_id, reply_id).check(FormView())


@router.post("/check")
def check(request: Request, case_id: str, reply_id: str, form: Form, dossier: DossierOfForm, wired: Wired, today: Today) -> Response:
    """Record the check; with a mistake, the page again as it was. Whoever came for the letter about it goes on to that one."""
    screens = _screens(request, wired, dossier, case_id, reply_id)
    try:
        entries = check_entries(screens.view, reply_id, _judged(form, screens.view), today)
        wired.store.record(dossier, case_id, entries, submit_token=form.get("submit_token")[:200] or None)
    except InvalidInput as wrong:
        return screens.check(FormView(form.fields, (wrong,)))
    then = "missing" if "letter" in request.query_params else f"replies/{reply_id}?checked#marks"
    return RedirectResponse(f"/case/{case_id}/{then}", status_code=303)


def _screens(request: Request, wired: Services, dossier: str, case_id: str, reply_id: str) -> Screens:
    """Raises NotFound for a case that is not in this dossier."""
    return Screens(request=request, wired=wired, dossier=dossier, view=wired.store.case(dossier, case_id), reply_id=reply_id)


def _judged(form: Submitted, view: CaseView) -> dict[str, Judged]:
    codes = [item.code for item in ITEMS[view.request.right]]
    return {code: Judged(state=form.get(f"state_{code}")[:20], words=form.get(f"words_{code}")) for code in codes}


def _beside(wrong: InvalidInput) -> InvalidInput:
    """The mistake where the page can show it: a passage bears its place, which nobody types."""
    at = wrong.field if wrong.field in ("words", "label") else "passage"
    return InvalidInput(at, wrong.message, **wrong.params)


def _several(form: Submitted, view: CaseView, reply_id: str) -> Place | None:
    """The sentence that was chosen, and with `further` those that follow it."""
    place, further = _place(form), form.get("further")
    if place is None or not (further.isascii() and further.isdigit()) or further == "0":
        return place
    return reaching(text_of(view, reply_id), place[0], min(int(further[:3]), FURTHEST)) or place


def _more(form: Submitted) -> Place:
    """How many sentences more a passage has at its beginning and at its end; as it is for what no page of ours sent."""
    return EXTENTS.get(form.get("extent"), EXTENTS["as_is"])[1]


def _place(form: Submitted) -> Place | None:
    """A sentence as the form sends it, "12-80"; None for none, and for what no page of ours sent."""
    start, _, end = form.get("passage").partition("-")
    usable = start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(start + end) < 16
    return (int(start), int(end)) if usable else None
