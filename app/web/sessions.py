"""Who is in: the session cookie that a recovery code gives, and the way to the code's page for whoever has none."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from app.platform.errors import SaisineError
from app.services import Services, Wired
from app.web.bodies import Form, Submitted

SESSION_COOKIE = "session"


class NotEntered(SaisineError):
    """A page of a dossier was asked for without a live session. `form` is what was sent to it, lest it be lost."""

    def __init__(self, form: Submitted | None = None) -> None:
        super().__init__()
        self.form = form


def entered(request: Request, wired: Wired) -> str:
    """Public id of the dossier that this browser has open. Raises NotEntered."""
    dossier = wired.store.dossier_of(token_of(request))
    if dossier is None:
        raise NotEntered
    return dossier


def entered_with(form: Form, request: Request, wired: Wired) -> str:
    """The same for a page that takes a form."""
    dossier = wired.store.dossier_of(token_of(request))
    if dossier is None:
        raise NotEntered(form)
    return dossier


def is_in(request: Request, wired: Services) -> bool:
    """Whether this browser has a dossier open."""
    return wired.store.dossier_of(token_of(request)) is not None


def token_of(request: Request) -> str:
    """The token of the session cookie, or ""."""
    return request.cookies.get(SESSION_COOKIE, "")


Dossier = Annotated[str, Depends(entered)]
DossierOfForm = Annotated[str, Depends(entered_with)]


def begin(response: Response, token: str, *, secure: bool) -> None:
    """Give the browser its session: until it closes, for this site only, out of reach of scripts."""
    response.set_cookie(SESSION_COOKIE, token, path="/", secure=secure, httponly=True, samesite="strict")


def end(response: Response, *, secure: bool) -> None:
    """Take the session cookie away."""
    response.delete_cookie(SESSION_COOKIE, path="/", secure=secure, httponly=True, samesite="strict")
