"""The replies of a case: each read with its marks, checked item by item."""

from contextlib import suppress
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.cases.views import CaseView, Entry
from app.law.completeness import ITEMS
from app.platform.errors import InvalidInput
from app.platform.i18n import Translator
from app.replies.completeness import Judged, check_entries
from app.replies.findings import Place, confirmation, taking_back
from app.replies.suggestions import rejection, suggestions
from app.services import Today, Wired
from app.web.bodies import Form, Submitted
from app.web.case_form import new_token
from app.web.case_list import asked
from app.web.forms.view import FormView
from app.web.pages import reader, render
from app.web.reading_page import STATES, check_rows, offers, reading_page
from app.web.sessions import Dossier, DossierOfForm

router = APIRouter(prefix="/case/{case_id}/replies/{reply_id}")


@router.get("")
def read(request: Request, case_id: str, reply_id: str, dossier: Dossier, wired: Wired) -> Response:
    """The reply with its marks, and the labels to mark it with."""
    return _reading(request, wired.store.case(dossier, case_id), reply_id, FormView())


@router.post("/findings")
def mark(request: Request, case_id: str, reply_id: str, form: Form, dossier: DossierOfForm, wired: Wired, today: Today) -> Response:
    """Mark a passage with a label; with a mistake, the page again as it was."""
    view = wired.store.case(dossier, case_id)
    try:
        entries = confirmation(view, reply_id, form.get("label")[:80], today, place=_place(form), words=form.get("words"))
        marked = wired.store.record(dossier, case_id, entries, submit_token=form.get("submit_token")[:200] or None)
    except InvalidInput as wrong:
        at = wrong.field if wrong.field in ("words", "label") else "passage"  # a sentence bears its place, which nobody types
        return _reading(request, view, reply_id, FormView(form.fields, (InvalidInput(at, wrong.message, **wrong.params),)))
    return RedirectResponse(f"/case/{case_id}/replies/{reply_id}?marked#mark-{marked[0].id}", status_code=303)


@router.post("/findings/{finding_id}/remove")
def unmark(case_id: str, reply_id: str, finding_id: str, dossier: DossierOfForm, wired: Wired, today: Today) -> Response:
    """Take a mark back: it stays in the records, struck through. One that is gone already is no mistake."""
    view = wired.store.case(dossier, case_id)
    if all(record.corrects != finding_id for record in view.records):
        wired.store.record(dossier, case_id, taking_back(view, finding_id, today))
    return RedirectResponse(f"/case/{case_id}/replies/{reply_id}?removed#marks", status_code=303)


@router.post("/suggestions/reject")
def turn_down(case_id: str, reply_id: str, form: Form, dossier: DossierOfForm, wired: Wired, today: Today) -> Response:
    """Turn a suggestion down. One that is gone already is no mistake."""
    view = wired.store.case(dossier, case_id)
    entries: list[Entry] = []
    with suppress(InvalidInput):
        entries = rejection(view, reply_id, form.get("label")[:80], _place(form), today)
    if entries:
        wired.store.record(dossier, case_id, entries)
    return RedirectResponse(f"/case/{case_id}/replies/{reply_id}?rejected#suggestions", status_code=303)


@router.get("/check")
def ask(request: Request, case_id: str, reply_id: str, dossier: Dossier, wired: Wired) -> Response:
    """The check of the reply, item by item."""
    return _check(request, wired.store.case(dossier, case_id), reply_id, FormView())


@router.post("/check")
def check(request: Request, case_id: str, reply_id: str, form: Form, dossier: DossierOfForm, wired: Wired, today: Today) -> Response:
    """Record the check; with a mistake, the page again as it was."""
    view = wired.store.case(dossier, case_id)
    try:
        entries = check_entries(view, reply_id, _judged(form, view), today)
        wired.store.record(dossier, case_id, entries, submit_token=form.get("submit_token")[:200] or None)
    except InvalidInput as wrong:
        return _check(request, view, reply_id, FormView(form.fields, (wrong,)))
    return RedirectResponse(f"/case/{case_id}/replies/{reply_id}?checked#marks", status_code=303)


def _reading(request: Request, view: CaseView, reply_id: str, shown: FormView) -> Response:
    t = reader(request)
    told = next((word for word in ("marked", "removed", "rejected", "checked") if word in request.query_params), "")
    page, offered = reading_page(view, reply_id, t), offers(suggestions(view, reply_id), t)
    status = 422 if shown.problems else 200
    return render(request, "case/reading.html", status=status, page=page, offers=offered, form=shown, told=told, **_common(view, t))


def _check(request: Request, view: CaseView, reply_id: str, shown: FormView) -> Response:
    t = reader(request)
    rows, page = check_rows(view, reply_id, t), reading_page(view, reply_id, t)
    if not shown.problems:
        shown = FormView({name: (value,) for row in rows for name, value in _typed(row.code, row.judged)})
    status = 422 if shown.problems else 200
    return render(request, "case/check.html", status=status, page=page, rows=rows, states=STATES, form=shown, **_common(view, t))


def _common(view: CaseView, t: Translator) -> dict[str, Any]:
    asks = view.request
    return {"case_id": view.public_id, "asked": asked(asks.right, asks.controller.name, t), "submit_token": new_token()}


def _typed(code: str, judged: Judged) -> tuple[tuple[str, str], ...]:
    return (f"state_{code}", judged.state), (f"words_{code}", judged.words)


def _judged(form: Submitted, view: CaseView) -> dict[str, Judged]:
    codes = [item.code for item in ITEMS[view.request.right]]
    return {code: Judged(state=form.get(f"state_{code}")[:20], words=form.get(f"words_{code}")) for code in codes}


def _place(form: Submitted) -> Place | None:
    """A sentence as the form sends it, "12-80"; None for none, and for what no page of ours sent."""
    start, _, end = form.get("passage").partition("-")
    usable = start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(start + end) < 16
    return (int(start), int(end)) if usable else None
