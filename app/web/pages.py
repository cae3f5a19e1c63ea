"""Rendering of pages: the template environment, the reader's language, and the pages that say what went wrong."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, Response

from app.platform.errors import msg
from app.platform.i18n import LANGUAGES, Translator, negotiate, own_name, translator
from app.web.addresses import linked
from app.web.assets import load_assets

QUICK_EXIT = "https://meteofrance.com/"
"""A dull outside page that nobody wonders about."""

LANGUAGE_COOKIE = "lang"

ERRORS = {
    400: (
        msg("This request could not be understood"),
        msg("Please go back and try again. Your browser may still hold what you typed."),
    ),
    403: (
        msg("This form did not come from one of our own pages"),
        msg(
            "To protect you, we only accept forms sent from our own pages. Please begin again from the start page, in this browser. "
            "If an extension hides where your forms come from, allow it for this site."
        ),
    ),
    404: (
        msg("There is nothing at this address"),
        msg("The address may be mistyped, or what was here may have been deleted. If you have a code, use it to open your documents."),
    ),
    405: (
        msg("There is nothing at this address"),
        msg("This address only takes forms. Please begin from the start page."),
    ),
    413: (
        msg("What you sent is too large"),
        msg("Please go back and choose smaller files: 60 MB in all is the most we take. Your browser may still hold what you typed."),
    ),
    422: (
        msg("This form could not be read"),
        msg("Part of it is missing or damaged. Please go back and send it again. Your browser may still hold what you typed."),
    ),
    500: (
        msg("Something went wrong on our side"),
        msg("What you typed was not written to any log. Please go back and try again in a moment."),
    ),
    503: (
        msg("We are too busy at the moment"),
        msg("Please go back and try again in a minute. Your browser may still hold what you typed."),
    ),
}
"""Title and advice by status."""


def language_of(request: HTTPConnection) -> str:
    """The reader's language: what she chose, else what her browser prefers, else French."""
    return negotiate(request.headers.get("accept-language", ""), request.cookies.get(LANGUAGE_COOKIE, ""))


def reader(request: HTTPConnection) -> Translator:
    """The translator for whoever reads the answer to this request."""
    return translator(language_of(request))


def render(request: HTTPConnection, template: str, *, status: int = 200, language: str = "", **context: object) -> HTMLResponse:
    """One page. `template` is a path under templates/; every name it uses must be given (StrictUndefined).

    `here`, where a change of language comes back to, is the page itself unless it is given. `language` overrides the reader's, for the
    answer to such a change.
    """
    environment = _environment(language or language_of(request))
    body = environment.get_template(template).render({"here": _here(request), **context})
    return HTMLResponse(body.encode("utf-8", "replace"), status_code=status)


def error_page(request: HTTPConnection, status: int, message: str = "", *, words: tuple[str, str] | None = None) -> HTMLResponse:
    """A plain page that says what happened and what to do; `message` is already in the reader's language and names no internals.

    `words`, a title and advice as messages to translate, stand in for what the status says by itself.
    """
    title, advice = words or ERRORS.get(status, ERRORS[500] if status >= 500 else ERRORS[400])
    return render(request, "error.html", status=status, title=title, message=message, advice=advice)


def set_language(response: Response, language: str, *, secure: bool) -> None:
    """Remember the language until the browser closes: a cookie that outlives the visit would be a trace."""
    if language in LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, language, secure=secure, httponly=True, samesite="strict")


@cache
def _environment(language: str) -> Environment:
    words = translator(language)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def say(message: str, **params: object) -> str:
        text = words.gettext(message)
        return text.format(**params) if params else text

    def say_many(one: str, many: str, n: int, **params: object) -> str:
        return words.ngettext(one, many, n).format(n=n, **params)

    environment.globals.update(
        _=say, ngettext=say_many, t=words, lang=language, tongues=LANGUAGES, asset=load_assets().url, quick_exit=QUICK_EXIT
    )
    environment.filters["date"] = words.format_date
    environment.filters["own_name"] = own_name
    environment.filters["linked"] = linked
    return environment


def _here(request: HTTPConnection) -> str:
    """Where a change of language should come back to: only a page that can be fetched again."""
    return str(request.scope["path"]) if request.scope["method"] in ("GET", "HEAD") else "/"
