"""What went wrong, for programs: RFC 9457 problem details in the reader's language, with every field at fault by its name."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, Response

from app.api.sessions import NotEntered, reader
from app.api.wire import Strict
from app.cases.dossiers import AlreadyOpened
from app.cases.keys import CaseIsSealed
from app.cases.rules import CorrectedMeanwhile
from app.cases.sessions import WrongCode
from app.law.events import KINDS
from app.platform.database import StillReading
from app.platform.errors import Damaged, InvalidInput, InvalidInputs, NotFound, StorageFailed, msg
from app.platform.guard import BodyTooLarge, log_failure
from app.platform.i18n import Translator
from app.platform.limiting import TooMany
from app.platform.printing import PrinterUnavailable

MEDIA_TYPE = "application/problem+json"

SEALED = msg("This request is sealed")
DAMAGED = msg("Something that is stored here was damaged")

TITLES: Mapping[int, str] = {
    400: msg("This request could not be understood."),
    401: msg("A live session is needed: send the recovery code to /api/v1/sessions first."),
    404: msg("There is nothing at this address, or nothing that this session may see."),
    405: msg("This address does not take that method."),
    406: msg("None of the forms asked for can be had here."),
    409: msg("This was done or changed meanwhile. Look at it as it is now."),
    412: msg("The case is no longer as you saw it."),
    413: msg("What you sent is too large."),
    415: msg("The body is of a type that is not taken here."),
    422: msg("Some of what you sent cannot be used."),
    429: msg("Your address asked for too much within a minute: wait as many seconds as Retry-After says."),
    500: msg("Something went wrong on our side."),
    503: msg("We are too busy at the moment."),
}
"""What a status means here, by itself."""

WHY: Mapping[str, str] = {
    "missing": msg("The field “{field}” is required."),
    "extra_forbidden": msg("The field “{field}” is not known here."),
    "string_too_long": msg("This is too long: the field “{field}” takes at most {max_length} characters."),
    "string_too_short": msg("The field “{field}” takes at least {min_length} characters."),
    "too_long": msg("The field “{field}” takes at most {max_length} entries."),
    "too_short": msg("The field “{field}” takes at least {min_length} entries."),
    "string_pattern_mismatch": msg("The field “{field}” holds characters that it cannot hold, or is not of the form it must have."),
    "string_unicode": msg("The field “{field}” holds characters that are no valid text."),
    "string_type": msg("The field “{field}” must be text."),
    "bool_type": msg("The field “{field}” must be true or false."),
    "list_type": msg("The field “{field}” must be a list."),
    "dict_type": msg("The field “{field}” must be an object."),
    "model_attributes_type": msg("The field “{field}” must be an object."),
    "enum": msg("The field “{field}” must be one of: {expected}."),
    "literal_error": msg("The field “{field}” must be one of: {expected}."),
    "union_tag_invalid": msg("The field “{field}” must be one of: {expected_tags}."),
    "union_tag_not_found": msg("The field “{field}” is required."),
    "date_parsing": msg("The field “{field}” must be a date such as 2026-03-05."),
    "date_from_datetime_parsing": msg("The field “{field}” must be a date such as 2026-03-05."),
    "int_type": msg("The field “{field}” must be a whole number."),
    "int_parsing": msg("The field “{field}” must be a whole number."),
    "greater_than_equal": msg("The field “{field}” must be at least {ge}."),
    "less_than_equal": msg("The field “{field}” must be at most {le}."),
}
"""What is wrong with a field, by the code of the validation."""

FAILURES: tuple[tuple[type[Exception], int, str], ...] = (
    (PrinterUnavailable, 503, TITLES[503]),
    (StorageFailed, 503, msg("We cannot read or write anything at the moment")),
    (StillReading, 503, msg("Deleted, except for a remainder")),
    (CaseIsSealed, 409, SEALED),
    (Damaged, 409, DAMAGED),
)
"""What is no mistake of the caller's: status and title. Whoever runs the program finds a line in the log."""

OTHERWISE = msg("The field “{field}” cannot be used as it is.")
TAGGED = {"union_tag_invalid": ".kind", "union_tag_not_found": ".kind"}


class FieldProblem(Strict):
    """One field at fault."""

    field: str = Field(examples=["subject.name"], description="Name of the field, with dots between the levels.")
    message: str = Field(examples=["The field “name” is required."])


class Problem(Strict):
    """Problem details (RFC 9457). `title` and the messages are in the language that Accept-Language prefers."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Some of what you sent cannot be used."])
    status: int = Field(examples=[422])
    errors: list[FieldProblem] = Field(default_factory=list)


class Failure(HTTPException):
    """A route's own way to answer with a problem of that status."""


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The entry `responses` of a route that may answer with these. Any may meet a disk that refuses, or stored content that was damaged."""
    statuses = tuple(sorted({*statuses, 503, *([409] if 401 in statuses else [])}))
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    found: dict[int | str, dict[str, Any]] = {status: {"description": TITLES[status], "content": content} for status in statuses}
    for status, header in ((401, "WWW-Authenticate"), (429, "Retry-After")):
        if status in found:
            found[status]["headers"] = {header: {"schema": {"type": "string"}, "required": True}}
    return found


def problem(
    request: HTTPConnection,
    status: int,
    errors: Sequence[FieldProblem] = (),
    headers: Mapping[str, str] | None = None,
    *,
    title: str = "",
) -> Response:
    """The answer. `title` stands in for what the status says by itself."""
    t = reader(request)
    known = status if status in TITLES else (500 if status >= 500 else 400)
    body = Problem(type="about:blank", title=t.gettext(title or TITLES[known]), status=status, errors=list(errors))
    named = {**(headers or {}), **({"WWW-Authenticate": "Bearer"} if status == 401 else {})}
    return JSONResponse(body.model_dump(), status, {**named, "Content-Language": t.language}, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Register every error that may leave a route. Anything else is a bug, and the guard's last resort answers it."""
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_validation)
    app.add_exception_handler(InvalidInput, _of_input)
    app.add_exception_handler(InvalidInputs, _of_inputs)
    app.add_exception_handler(TooMany, _of_too_many)
    for error, status in (
        (NotFound, 404),
        (NotEntered, 401),
        (WrongCode, 401),
        (AlreadyOpened, 409),
        (CorrectedMeanwhile, 409),
    ):
        app.add_exception_handler(error, lambda request, error, status=status: _of_domain(request, error, status))
    for failure, status, title in FAILURES:
        app.add_exception_handler(failure, lambda request, error, known=(status, title): _of_failure(request, error, *known))


def _of_failure(request: Request, error: Exception, status: int, title: str) -> Response:
    log_failure(error)
    return problem(request, status, title=title)


def _of_domain(request: Request, error: Exception, status: int) -> Response:
    return problem(request, status, [_field(error, reader(request))] if isinstance(error, InvalidInput) else ())


def _of_input(request: Request, error: Exception) -> Response:
    return _of_domain(request, error, 422)


def _of_inputs(request: Request, error: Exception) -> Response:
    found = error.problems if isinstance(error, InvalidInputs) else ()
    return problem(request, 422, [_field(one, reader(request)) for one in found])


def _of_too_many(request: Request, error: Exception) -> Response:
    wait = error.wait if isinstance(error, TooMany) else 1
    return problem(request, 429, headers={"Retry-After": str(wait)})


def _of_http(request: Request, error: Exception) -> Response:
    if isinstance(error.__cause__, BodyTooLarge):
        raise error.__cause__  # the guard reads the rest of the body before it answers
    status = error.status_code if isinstance(error, HTTPException) else 500
    allowed = {"Allow": ", ".join(allowed_methods(request))} if status == 405 else {}
    return problem(request, status, headers=allowed)


def _of_validation(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    if any(one["type"] == "json_invalid" for one in found):
        return problem(request, 400)
    t = reader(request)
    return problem(request, 422, [_of_pydantic(one, t) for one in found])


def allowed_methods(request: Request) -> list[str]:
    """The methods that the address of this request takes."""
    paths: Mapping[str, Mapping[str, object]] = request.app.openapi()["paths"]
    here = request.scope["path"]
    fitting = [methods for path, methods in paths.items() if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", path), here)]
    return sorted({method.upper() for methods in fitting for method in methods}) or ["GET"]


def _field(error: InvalidInput, t: Translator) -> FieldProblem:
    return FieldProblem(field=_plain(error.field), message=_plain(error.text(t)))


def _of_pydantic(error: Mapping[str, Any], t: Translator) -> FieldProblem:
    """The place without where it was (body, query) and without names of models, which tell programs nothing."""
    path = ".".join(str(part) for part in error["loc"][1:] if part not in KINDS) + TAGGED.get(error["type"], "")
    field = _plain(path.removeprefix(".")[:200]) or str(error["loc"][0])
    params = {name: str(value).replace("'", "") for name, value in error.get("ctx", {}).items()}
    template = WHY.get(error["type"], OTHERWISE)
    return FieldProblem(field=field, message=t.gettext(template).format(**{**params, "field": field}))


def _plain(text: str) -> str:
    """Names of fields come from outside: what is no text never goes back."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "�")
