"""The way into a dossier with its code, the list of its cases, the way out, and deleting everything."""

from datetime import date

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from app.cases.export import exported
from app.cases.keys import CaseIsSealed
from app.cases.recovery import RecoveryCode
from app.platform.downloads import attachment_in_parts
from app.platform.errors import Damaged, InvalidInput, NotFound, msg
from app.platform.zipped import zipped
from app.services import Services, Today, Wired, limited
from app.web import sessions
from app.web.addresses import behind_the_code
from app.web.bodies import Form
from app.web.brought_back import brought_back
from app.web.case_list import listed
from app.web.code_page import code_page, wrong_code
from app.web.errors import WORDS
from app.web.forms.kept import Kept, carried
from app.web.forms.view import FormView
from app.web.notices_page import on_the_list
from app.web.pages import reader, render
from app.web.sessions import Dossier, DossierOfForm

router = APIRouter()

FIRST_PAGE = "/dossier/cases"
NOT_TICKED = msg("Tick the box to say that you want everything deleted.")
OTHER_DOCUMENTS = msg(
    "These words open other documents than the ones that you were filling in. Type the words of those: what you typed is still here."
)
UNREADABLE = {True: WORDS[CaseIsSealed], False: WORDS[Damaged]}
"""What to say of a case that cannot be read, sealed or not: title and advice."""


@router.get("/dossier")
def ask(request: Request, wired: Wired) -> Response:
    """The page that takes the code; it tells whoever is in already that the documents are open."""
    return code_page(request, behind_the_code(request.query_params.get("next", "")), inside=sessions.is_in(request, wired))


@router.post("/dossier", dependencies=[Depends(limited("codes"))])
def enter(request: Request, form: Form, wired: Wired, today: Today) -> Response:
    """Open the dossier of the code, or say in one and the same way that it opens nothing."""
    wanted, kept = behind_the_code(form.get("next")), carried(form)
    try:
        token = wired.store.enter(RecoveryCode.parse(form.get("code")))
        response = _first_page(request, wired, token, kept, today) if kept else RedirectResponse(wanted or FIRST_PAGE, status_code=303)
    except InvalidInput as problem:
        return wrong_code(request, wanted, kept, problem, form.get("code"))
    wired.store.leave(sessions.token_of(request))
    sessions.begin(response, token, secure=wired.settings.secure_cookies)
    return response


@router.post("/dossier/leave")
def leave(request: Request, wired: Wired) -> Response:
    """End the session, whether there was one or not."""
    wired.store.leave(sessions.token_of(request))
    response = RedirectResponse("/", status_code=303)
    sessions.end(response, secure=wired.settings.secure_cookies)
    return response


@router.get(FIRST_PAGE)
def cases(request: Request, dossier: Dossier, wired: Wired, today: Today) -> Response:
    """Every case of the dossier."""
    found, t = wired.store.overview(dossier, wired.directory), reader(request)
    return render(
        request,
        "dossier/cases.html",
        cases=listed(found.cases, today, t),
        notices=on_the_list(found.cases, today, t),
        unreadable=found.unreadable,
        failures=UNREADABLE,
    )


@router.get("/dossier/everything.zip", dependencies=[Depends(limited("letters"))])
def everything(request: Request, dossier: Dossier, wired: Wired, today: Today) -> Response:
    """All that is kept of this person, to take away. The file's name says nothing."""
    archives, lost = wired.store.archives(dossier, wired.store.locate(dossier)[1])
    return attachment_in_parts("documents.zip", "application/zip", zipped(exported(archives, today, reader(request), lost)))


@router.get("/dossier/delete")
def ask_to_delete(request: Request, dossier: Dossier, wired: Wired) -> Response:
    """What would go, and the box to tick."""
    return render(request, "dossier/delete.html", form=FormView(), count=wired.store.count(dossier))


@router.post("/dossier/delete")
def delete(request: Request, form: Form, dossier: DossierOfForm, wired: Wired) -> Response:
    """Delete everything of this person."""
    if form.get("sure") != "yes":
        problems = [InvalidInput("sure", NOT_TICKED)]
        return render(request, "dossier/delete.html", status=422, form=FormView({}, problems), count=wired.store.count(dossier))
    wired.store.erase_dossier(dossier)
    response = RedirectResponse("/dossier/done", status_code=303)
    sessions.end(response, secure=wired.settings.secure_cookies)
    return response


@router.get("/dossier/done")
def done(request: Request) -> Response:
    """A page that says nothing to whoever looks over a shoulder."""
    return render(request, "dossier/done.html")


def _first_page(request: Request, wired: Services, token: str, kept: Kept, today: date) -> Response:
    """The form that the code was asked for in the middle of. Raises InvalidInput when these documents are not those of the form."""
    try:
        return brought_back(request, wired, wired.store.dossier_of(token) or "", kept, today)
    except NotFound:
        wired.store.leave(token)
        raise InvalidInput("code", OTHER_DOCUMENTS) from None
