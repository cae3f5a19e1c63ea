"""In which form a letter is wanted: what `format` says, else what Accept prefers, else PDF."""

from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import Any, Literal, get_args

from fastapi import Request

from app.api.problems import Failure
from app.letters.formats import FORMATS


class Form(StrEnum):
    """A form of a letter, by the ending of its file."""

    PDF = "pdf"
    TXT = "txt"
    EML = "eml"
    JSON = "json"


PaperForm = Literal[Form.PDF, Form.TXT, Form.JSON]
PAPER: tuple[Form, ...] = get_args(PaperForm)
"""The forms of what is signed by hand: it is never an e-mail."""

FILES = tuple(form for form in Form if form.value in FORMATS)
ALIASES = {**{FORMATS[form.value][0].partition(";")[0]: form for form in FILES}, "application/json": Form.JSON}
"""Forms by media type, in the order in which a range such as */* takes them: a file before what is only about it."""

FILE_NAME = {"Content-Disposition": {"description": "The neutral name of the file.", "schema": {"type": "string"}}}
NOTICES = "Letter-Notices"


def letter_response(forms: Collection[Form] = tuple(Form)) -> dict[str, Any]:
    """The description of an answer that is a letter, in one of these forms."""
    return {
        "description": "The letter as a file, or as JSON: its text, and what to know before it goes out.",
        "content": {
            **{media_type: {"schema": {"type": "string"}} for media_type, form in ALIASES.items() if form in FILES and form in forms},
            "application/json": {"schema": {"$ref": "#/components/schemas/LetterOut"}},
        },
        "headers": {
            **FILE_NAME,
            NOTICES: {
                "description": "Codes of what to know before the letter goes out, with commas; the JSON form says them in words. "
                "“no_glyph”: no font has some of its characters.",
                "schema": {"type": "string"},
            },
        },
    }


def wanted(request: Request, form: Form | None, forms: Collection[Form] = tuple(Form)) -> Form:
    """The form for this request, one of `forms`. Raises Failure (406) when none of what Accept names can be had."""
    if form is not None:
        return form
    accepted = request.headers.get("accept", "*/*")[:1000]
    for media_range in _ranked(accepted):
        for media_type, possible in ALIASES.items():
            if possible in forms and media_range in (media_type, f"{media_type.partition('/')[0]}/*", "*/*"):
                return possible
    raise Failure(406)


def _ranked(accept: str) -> Iterator[str]:
    """The ranges by weight; what has the weight 0 is not wanted (RFC 9110, 12.5.1)."""
    parts = [part.partition(";") for part in accept.split(",")]
    weighed = [(_weight(parameters), media_range.strip().lower()) for media_range, _, parameters in parts]
    yield from (media_range for weight, media_range in sorted(weighed, key=lambda one: -one[0]) if weight > 0)


def _weight(parameters: str) -> float:
    for parameter in parameters.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name == "q":
            digits = value.strip().replace(".", "", 1)
            return float(value) if digits.isascii() and digits.isdigit() else 0.0
    return 1.0
