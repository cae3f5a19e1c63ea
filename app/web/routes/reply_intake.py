"""A reply taken in: its files are read, the person looks at what was read, and only then is it recorded."""

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from app.platform.errors import InvalidInput, NotFound, StorageFailed
from app.platform.guard import log_failure
from app.replies.desk import ReplyDesk
from app.services import Today, Wired, limited
from app.web.bodies import Form
from app.web.forms.answers import InvalidForm
from app.web.forms.view import FormView
from app.web.reply_desk import confirm as confirm_form
from app.web.reply_desk import desk_of
from app.web.reply_desk import take_in as take_in_form
from app.web.reply_pages import confirm_page, first_choice, upload_page
from app.web.sessions import Dossier, DossierOfForm
from app.web.waiting import FILES_LOST

router = APIRouter(prefix="/case/{case_id}/reply")


def reading_desk(case_id: str, dossier: Dossier, wired: Wired) -> ReplyDesk:
    """The desk for a page that is only looked at."""
    return desk_of(wired, dossier, case_id)


def writing_desk(case_id: str, dossier: DossierOfForm, wired: Wired) -> ReplyDesk:
    """The desk for a page that takes a form."""
    return desk_of(wired, dossier, case_id)


Looking = Annotated[ReplyDesk, Depends(reading_desk)]
Writing = Annotated[ReplyDesk, Depends(writing_desk)]


@router.get("")
def ask(request: Request, desk: Looking) -> Response:
    """The form for the files or the text of an answer."""
    return upload_page(request, desk, FormView())


@router.post("", dependencies=[Depends(limited("replies"))])
def take_in(request: Request, case_id: str, form: Form, desk: Writing, today: Today) -> Response:
    """Read the answer; with mistakes, or when it cannot be kept, the form again as it was typed."""
    if form.get(FILES_LOST) and not form.files:
        return upload_page(request, desk, FormView(form.fields), lost_files=True)
    try:
        waiting = take_in_form(desk, form, today)
    except InvalidForm as invalid:
        return upload_page(request, desk, FormView(form.fields, invalid.problems), lost_files=bool(form.files))
    except InvalidInput as wrong:
        return upload_page(request, desk, FormView(form.fields, (wrong,)), lost_files=bool(form.files))
    except StorageFailed as failure:
        log_failure(failure)
        return upload_page(request, desk, FormView(form.fields), lost_files=bool(form.files), failed=True)
    return RedirectResponse(f"/case/{case_id}/reply/{waiting}", status_code=303)


@router.get("/{waiting_id}")
def look(request: Request, waiting_id: str, desk: Looking, today: Today) -> Response:
    """What was read, to be confirmed."""
    waiting = desk.find(waiting_id)
    return confirm_page(request, desk.view, waiting, first_choice(waiting.reading, today), today)


@router.post("/{waiting_id}")
def confirm(request: Request, case_id: str, waiting_id: str, form: Form, desk: Writing, today: Today) -> Response:
    """Record the answer. One that was recorded or put away meanwhile leads to the case, which shows what became of it."""
    try:
        waiting = desk.find(waiting_id)
    except NotFound:
        return RedirectResponse(f"/case/{case_id}", status_code=303)
    try:
        confirm_form(desk, waiting, form, today)
    except InvalidForm as invalid:
        return confirm_page(request, desk.view, waiting, FormView(form.fields, invalid.problems), today)
    except StorageFailed as failure:
        log_failure(failure)
        return confirm_page(request, desk.view, waiting, FormView(form.fields), today, failed=True)
    return RedirectResponse(f"/case/{case_id}?saved", status_code=303)


@router.post("/{waiting_id}/discard")
def put_away(case_id: str, waiting_id: str, desk: Writing) -> Response:
    """Put away what was read, and its files. What is gone already is no mistake."""
    with suppress(NotFound):
        desk.put_away(desk.find(waiting_id))
    return RedirectResponse(f"/case/{case_id}/reply", status_code=303)
