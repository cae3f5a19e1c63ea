"""What went wrong, as a status and a page: the one place where errors of the domain meet HTTP."""

from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.cases.keys import CaseIsSealed
from app.platform.database import StillReading
from app.platform.errors import Damaged, InvalidInput, NotFound, StorageFailed, msg
from app.platform.guard import log_failure
from app.platform.limiting import TooMany
from app.platform.printing import PrinterUnavailable
from app.web.bodies import UnreadableForm
from app.web.code_page import ask_for_code
from app.web.pages import ERRORS, error_page, reader
from app.web.sessions import NotEntered
from app.web.waiting import please_wait

FAILURES: tuple[tuple[type[Exception], int, tuple[str, str]], ...] = (
    (PrinterUnavailable, 503, ERRORS[503]),
    (
        StorageFailed,
        503,
        (
            msg("We cannot read or write anything at the moment"),
            msg(
                "What you sent was kept as a whole or not at all. Please go back and try again in a few minutes: your browser may still "
                "hold what you typed. Sending it twice does no harm."
            ),
        ),
    ),
    (
        StillReading,
        503,
        (
            msg("Deleted, except for a remainder"),
            msg(
                "Your documents are deleted, and no code opens them any more. An encrypted remainder is still in the log of the database, "
                "which could not be cleared at this moment: it goes with the next deletion, or when the program is stopped."
            ),
        ),
    ),
    (
        CaseIsSealed,
        409,
        (
            msg("This request is sealed"),
            msg("This service has given up its key to it, so that nothing of it can be shown or changed here."),
        ),
    ),
    (
        Damaged,
        409,
        (
            msg("Something that is stored here was damaged"),
            msg(
                "It was changed or lost outside this program, so it is not shown and nothing is added to it. Whoever runs this service can "
                "bring it back from a copy. What you sent and received keeps its worth whatever happens here: keep your own papers."
            ),
        ),
    ),
)
"""What is no mistake of the reader's: its status, a title and advice. Whoever runs the program finds a line in the log."""

WORDS = {failure: words for failure, _, words in FAILURES}
"""Title and advice alone."""


def install(app: FastAPI) -> None:
    """Register every error that may leave a route. Anything else is a bug, and `guard.LastResort` answers it."""
    app.add_exception_handler(HTTPException, _as_status)
    for error, status in ((NotFound, 404), (UnreadableForm, 422), (RequestValidationError, 422)):
        app.add_exception_handler(error, _page_of(status))
    for failure, status, words in FAILURES:
        app.add_exception_handler(failure, _failure_page(status, words))
    app.add_exception_handler(InvalidInput, _invalid)
    app.add_exception_handler(NotEntered, ask_for_code)
    app.add_exception_handler(TooMany, please_wait)


def _page_of(status: int) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        return error_page(request, status)

    return answer


def _failure_page(status: int, words: tuple[str, str]) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        log_failure(error)
        return error_page(request, status, words=words)

    return answer


def _as_status(request: Request, error: Exception) -> Response:
    return error_page(request, error.status_code if isinstance(error, HTTPException) else 500)


def _invalid(request: Request, error: Exception) -> Response:
    """Forms show their own errors beside their fields; this is for input that has no form to go back to."""
    message = error.text(reader(request)) if isinstance(error, InvalidInput) else ""
    return error_page(request, 422, message)
