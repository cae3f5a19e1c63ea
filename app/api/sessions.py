"""Who is asking: the reader's language, and the dossier that the token of a session opens."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import HTTPConnection

from app.platform.errors import SaisineError
from app.platform.i18n import Translator, negotiate, translator
from app.services import Services, services, today


class NotEntered(SaisineError):
    """A dossier was asked for without a live session."""


bearer = HTTPBearer(auto_error=False, scheme_name="session", description="The token that POST /api/v1/sessions gives for a recovery code.")


def reader(request: HTTPConnection) -> Translator:
    """The translator for whoever reads the answer: by Accept-Language, else French."""
    return translator(negotiate(request.headers.get("accept-language", ""), None))


def token(credentials: Annotated[HTTPAuthorizationCredentials | None, Security(bearer)]) -> str:
    """The token of the Authorization header, or ""."""
    return credentials.credentials if credentials else ""


def entered(request: Request, given: Annotated[str, Depends(token)]) -> str:
    """Public id of the dossier that the token opens. Raises NotEntered."""
    dossier = services(request).store.dossier_of(given) if given else None
    if dossier is None:
        raise NotEntered
    return dossier


def at_desk(dossier: Annotated[str, Depends(entered)], request: Request) -> "Desk":
    """The open dossier with all that a route about it needs."""
    return Desk(dossier, services(request), today(request), reader(request))


@dataclass(frozen=True)
class Desk:
    """A dossier that a session opened, the program, the day, and the reader's language."""

    dossier: str
    wired: Services
    today: date
    t: Translator


AtDesk = Annotated[Desk, Depends(at_desk)]
Reader = Annotated[Translator, Depends(reader)]
Token = Annotated[str, Depends(token)]
Dossier = Annotated[str, Depends(entered)]
