"""A case: its page, the forms that record what happened, its files and letters, and the sheet for the next step."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import RedirectResponse, Response

from app.cases.statements import findings_on, replies
from app.complaints.case_letters import REPRESENTATIVE, Posting, answerable, case_draft, letter_file
from app.letters.identity_copy import Shown
from app.letters.missing import ITEMS
from app.letters.representatives import may_be_written_to
from app.platform.downloads import attachment
from app.platform.errors import NotFound, StorageFailed
from app.platform.guard import log_failure
from app.replies.completeness import missing_items
from app.services import Today, Wired, limited
from app.web.bodies import Form
from app.web.case_form import form_page, new_token, sent_back
from app.web.case_list import asked
from app.web.case_records import Book, asked_for, record_form, to_withdraw
from app.web.case_sheet import sheet_page
from app.web.case_timeline import line_of
from app.web.case_view import case_page
from app.web.forms.answers import InvalidForm
from app.web.forms.events import WITHDRAW
from app.web.forms.view import FormView
from app.web.identity_page import shown_copy
from app.web.pages import reader, render
from app.web.sessions import Dossier, DossierOfForm

router = APIRouter(prefix="/case/{case_id}")

Ticked = Annotated[tuple[str, ...], Query()]


def _enclosed(case_id: str, dossier: Dossier, wired: Wired, copy: str = "", hidden: Ticked = ()) -> Shown | None:
    """The copy of an identity document that goes with a letter, and what is hidden there."""
    return shown_copy(wired.store, dossier, case_id, copy, hidden)


Enclosed = Annotated[Shown | None, Depends(_enclosed)]


@router.get("")
def show(request: Request, case_id: str, dossier: Dossier, wired: Wired, today: Today) -> Response:
    """The case: where it stands, the date, what to do, what happened."""
    view = wired.store.case(dossier, case_id)
    page = case_page(view, wired.store.assessment(view, today), today, reader(request))
    return render(request, "case/page.html", page=page, saved="saved" in request.query_params)


@router.get("/record/{slug}")
def ask(request: Request, case_id: str, slug: str, dossier: Dossier, wired: Wired, today: Today, letter: str = "") -> Response:
    """The form for one kind of fact; `letter` is the answer that it begins with where it asks for one."""
    view = wired.store.case(dossier, case_id)
    known = replies(view)
    only = {"letter": (letter,), **({"reply": (known[0].id,)} if len(known) == 1 else {})}
    return form_page(request, view, asked_for(view, slug, ""), today, FormView(only))


@router.get("/correct/{record_id}")
def ask_to_correct(request: Request, case_id: str, record_id: str, dossier: Dossier, wired: Wired, today: Today) -> Response:
    """The form of a record, filled with what it says."""
    view = wired.store.case(dossier, case_id)
    found = asked_for(view, "", record_id)
    return form_page(request, view, found, today, FormView(found.first_answers().fields))


@router.get("/withdraw/{record_id}")
def ask_to_withdraw(request: Request, case_id: str, record_id: str, dossier: Dossier, wired: Wired) -> Response:
    """The page that takes a record back."""
    view = wired.store.case(dossier, case_id)
    line = line_of(to_withdraw(view, record_id), reader(request))
    found = len(findings_on(view, record_id))
    return render(request, "case/withdraw.html", case_id=case_id, line=line, findings=found, submit_token=new_token())


@router.post("/events")
def record(request: Request, case_id: str, form: Form, dossier: DossierOfForm, wired: Wired, today: Today) -> Response:
    """Record a fact, a correction or a withdrawal; with mistakes, or when it cannot be written, the form again as it was typed."""
    view = wired.store.case(dossier, case_id)
    try:
        record_form(Book(store=wired.store, dossier=dossier, view=view), form, today)
    except InvalidForm as invalid:
        if form.get("kind") == WITHDRAW:
            raise NotFound(case_id) from invalid  # somebody was faster: there is nothing left to take back
        return sent_back(request, view, form, today, invalid.problems)
    except StorageFailed as failure:
        if form.get("kind") == WITHDRAW:
            raise
        log_failure(failure)
        return sent_back(request, view, form, today, failed=True)
    return RedirectResponse(f"/case/{case_id}?saved", status_code=303)


@router.get("/files/{file_id}")
def file(case_id: str, file_id: str, dossier: Dossier, wired: Wired) -> Response:
    """A kept file, exactly as it came."""
    info, content = wired.store.file(dossier, case_id, file_id)
    return attachment(info.name, info.media_type, content)


@router.get("/missing")
def ask_what_is_missing(request: Request, case_id: str, dossier: Dossier, wired: Wired, today: Today, whole: str | None = None) -> Response:
    """What the letter about a partial answer asks for: what the check of the answers found wanting. Without a check, that comes first,
    unless the person asks for the whole (`whole`)."""
    view = wired.store.case(dossier, case_id)
    wanting, answers = missing_items(view, today), replies(view)
    if wanting is None and answers and whole is None:
        return RedirectResponse(f"/case/{case_id}/replies/{answers[-1].id}/check?letter", status_code=303)
    heading = asked(view.request.right, view.request.controller.name, reader(request))
    return render(
        request,
        "case/missing.html",
        case_id=case_id,
        asked=heading,
        items=tuple(ITEMS[view.request.right].items()),
        form=FormView({"missing": wanting or ()}),
        wanting=wanting,
        representative=may_be_written_to(view.request),
        check=f"/case/{case_id}/replies/{answers[-1].id}/check?letter" if answers else "",
    )


@router.get("/letter/{name}", dependencies=[Depends(limited("letters"))])
def letter(
    case_id: str, name: str, dossier: Dossier, wired: Wired, today: Today, shown: Enclosed, missing: Ticked = (), to: str = ""
) -> Response:
    """A letter of the case as a file, written with the facts of today; `missing` are what the person ticked as missing from an answer,
    `to` says "representative" for the copy that goes to the one in the Union."""
    view = wired.store.case(dossier, case_id)
    kind, _, ending = name.partition(".")
    posting = Posting(representative=to == REPRESENTATIVE)
    draft = case_draft(view, wired.store.assessment(view, today), today, kind, posting=posting, missing=missing, shown=shown)
    file = letter_file(answerable(draft, view, wired.addresses), ending, wired.print_shop)
    return attachment(file.name, file.media_type, file.content)


@router.get("/next")
def next_step(request: Request, case_id: str, dossier: Dossier, wired: Wired, today: Today, action: str = "", by: str = "") -> Response:
    """The next step in plain words, to print."""
    t = reader(request)
    view = wired.store.case(dossier, case_id)
    page = sheet_page(view, wired.store.assessment(view, today), action, by, t)
    return render(request, "case/next.html", case_id=case_id, asked=asked(view.request.right, view.request.controller.name, t), page=page)
