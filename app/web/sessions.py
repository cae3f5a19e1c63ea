"""Who is in: the session cookie that a recovery code gives, and the way to the code's page for whoever has none."""

from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, Request
from starlette.responses import RedirectResponse, Response

from app.platform.errors import SaisineError
from app.web.services import Services, Wired

SESSION_COOKIE = "session"


class NotEntered(SaisineError):
    """A page of a dossier was asked for without a live session."""


def entered(request: Request, wired: Wired) -> str:
    """Public id of the dossier that this browser has open. Raises NotEntered."""
    dossier = wired.store.dossier_of(token_of(request))
    if dossier is None:
        raise NotEntered
    return dossier


def is_in(request: Request, wired: Services) -> bool:
    """Whether this browser has a dossier open."""
    return wired.store.dossier_of(token_of(request)) is not None


def token_of(request: Request) -> str:
    """The token of the session cookie, or ""."""
    return request.cookies.get(SESSION_COOKIE, "")


Dossier = Annotated[str, Depends(entered)]


def ask_for_code(request: Request, error: Exception) -> Response:
    """To the page that takes the code, which then leads back to the page wanted; after a form, to the page it stood on."""
    wanted = request.url.path
    if request.method != "GET":
        case = request.path_params.get("case_id")
        wanted = f"/case/{case}" if case else "/dossier/cases"
    return RedirectResponse(f"/dossier?next={quote(wanted, safe='/')}", status_code=303)


def begin(response: Response, token: str, *, secure: bool) -> None:
    """Give the browser its session: until it closes, for this site only, out of reach of scripts."""
    response.set_cookie(SESSION_COOKIE, token, path="/", secure=secure, httponly=True, samesite="strict")


def end(response: Response, *, secure: bool) -> None:
    """Take the session cookie away."""
    response.delete_cookie(SESSION_COOKIE, path="/", secure=secure, httponly=True, samesite="strict")
