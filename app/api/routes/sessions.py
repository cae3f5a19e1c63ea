"""Sessions: a recovery code becomes a token for the header `Authorization: Bearer`."""

from typing import Literal

from fastapi import APIRouter, Depends, Response
from pydantic import Field

from app.api.bodies import JsonRoute
from app.api.problems import documented
from app.api.sessions import Dossier, Token
from app.api.wire import Strict, Text
from app.cases.recovery import RecoveryCode
from app.cases.sessions import IDLE
from app.services import Wired, limited

router = APIRouter(tags=["sessions"], route_class=JsonRoute)


class CodeIn(Strict):
    """The seven words, however they are separated."""

    code: Text = Field(examples=["seven words that the program chose itself"])


class SessionOut(Strict):
    """The token, and after how many seconds without a request it is worth nothing."""

    token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 -- the kind of token, not a token
    idle_seconds: int


@router.post("/sessions", status_code=201, dependencies=[Depends(limited("codes"))], responses=documented(400, 401, 413, 415, 422, 429))
def enter(given: CodeIn, wired: Wired) -> SessionOut:
    """Open a dossier with its recovery code."""
    return SessionOut(token=wired.store.enter(RecoveryCode.parse(given.code)), idle_seconds=IDLE)


@router.delete("/sessions/current", status_code=204, responses=documented(401))
def leave(dossier: Dossier, token: Token, wired: Wired) -> Response:
    """End the session."""
    wired.store.leave(token)
    return Response(status_code=204)
