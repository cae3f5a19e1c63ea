"""What went wrong, as a status and a page: the one place where errors of the domain meet HTTP."""

from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from app.platform.errors import InvalidInput, NotFound
from app.platform.printing import PrinterUnavailable
from app.web.bodies import UnreadableForm
from app.web.code_page import ask_for_code
from app.web.pages import error_page, reader
from app.web.sessions import NotEntered


def install(app: FastAPI) -> None:
    """Register every error that may leave a route. Anything else is a bug, and `security.LastResort` answers it."""
    app.add_exception_handler(HTTPException, _as_status)
    for error, status in ((NotFound, 404), (UnreadableForm, 422), (RequestValidationError, 422), (PrinterUnavailable, 503)):
        app.add_exception_handler(error, _page_of(status))
    app.add_exception_handler(InvalidInput, _invalid)
    app.add_exception_handler(NotEntered, ask_for_code)


def _page_of(status: int) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        return error_page(request, status)

    return answer


def _as_status(request: Request, error: Exception) -> Response:
    return error_page(request, error.status_code if isinstance(error, HTTPException) else 500)


def _invalid(request: Request, error: Exception) -> Response:
    """Forms show their own errors beside their fields; this is for input that has no form to go back to."""
    message = error.text(reader(request)) if isinstance(error, InvalidInput) else ""
    return error_page(request, 422, message)
