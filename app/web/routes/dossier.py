"""The way into a dossier with its code, the list of its cases, the way out, and deleting everything."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.cases.recovery import RecoveryCode
from app.platform.errors import InvalidInput, msg
from app.web import sessions
from app.web.bodies import Form
from app.web.case_list import listed
from app.web.forms.view import FormView
from app.web.pages import reader, render
from app.web.routes.home import own_path
from app.web.services import Today, Wired
from app.web.sessions import Dossier

router = APIRouter()

FIRST_PAGE = "/dossier/cases"
NOT_TICKED = msg("Tick the box to say that you want everything deleted.")


@router.get("/dossier")
def ask(request: Request, wired: Wired) -> Response:
    """The page that takes the code; it tells whoever is in already that the documents are open."""
    wanted = _wanted(request.query_params.get("next", ""))
    return render(request, "dossier/enter.html", form=FormView(), wanted=wanted, inside=sessions.is_in(request, wired))


@router.post("/dossier")
def enter(request: Request, form: Form, wired: Wired) -> Response:
    """Open the dossier of the code, or say in one and the same way that it opens nothing."""
    wanted = _wanted(form.get("next"))
    try:
        token = wired.store.enter(RecoveryCode.parse(form.get("code")))
    except InvalidInput as problem:
        return render(request, "dossier/enter.html", status=422, form=FormView(form.fields, [problem]), wanted=wanted, inside=False)
    wired.store.leave(sessions.token_of(request))
    response = RedirectResponse(wanted or FIRST_PAGE, status_code=303)
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
    return render(request, "dossier/cases.html", cases=listed(wired.store.cases(dossier), today, reader(request)))


@router.get("/dossier/delete")
def ask_to_delete(request: Request, dossier: Dossier, wired: Wired) -> Response:
    """What would go, and the box to tick."""
    return render(request, "dossier/delete.html", form=FormView(), count=len(wired.store.cases(dossier)))


@router.post("/dossier/delete")
def delete(request: Request, dossier: Dossier, form: Form, wired: Wired) -> Response:
    """Delete everything of this person."""
    if form.get("sure") != "yes":
        problems = [InvalidInput("sure", NOT_TICKED)]
        return render(request, "dossier/delete.html", status=422, form=FormView({}, problems), count=len(wired.store.cases(dossier)))
    wired.store.erase_dossier(dossier)
    response = RedirectResponse("/dossier/done", status_code=303)
    sessions.end(response, secure=wired.settings.secure_cookies)
    return response


@router.get("/dossier/done")
def done(request: Request) -> Response:
    """A page that says nothing to whoever looks over a shoulder."""
    return render(request, "dossier/done.html")


def _wanted(path: str) -> str:
    """The page to open after the code: one of a dossier's own, else none."""
    ours = own_path(path)
    return ours if ours.startswith(("/case/", "/dossier/")) else ""
