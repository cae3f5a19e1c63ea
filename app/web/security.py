"""The guard that the pages need on top of `app.platform.guard`: forms are taken from our own pages only."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from app.platform.guard import ErrorPage

ONE_CLICK = "/notices/stop/"
"""Addresses that end mails. Mail programs and providers send their form (RFC 8058) without cookies and from no page: the address itself,
which only the mail holds, is what allows it."""

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class SameOrigin:
    """Refuses forms that another site makes a browser send. A browser tells the origin itself; a form of ours needs no token."""

    def __init__(self, app: ASGIApp, error_page: ErrorPage) -> None:
        self.app = app
        self.error_page = error_page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "http" and not _free(scope) and not comes_from_us(Headers(scope=scope)):
            await self.error_page(HTTPConnection(scope), 403)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def comes_from_us(headers: Headers) -> bool:
    """Whether the headers show that a page of this host sent the form.

    The host of `Origin` must be our own; where `Origin` is absent, only `Sec-Fetch-Site: same-origin` will do. "null" is nobody.
    """
    origins, site = headers.getlist("origin"), headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    if not origins:
        return site == "same-origin"
    return len(origins) == 1 and _authority(origins[0]) == headers.get("host", "").lower()


def _free(scope: Scope) -> bool:
    """Whether anybody may send this: it changes nothing, or is one click of a mail program."""
    return scope["method"] in SAFE_METHODS or scope["path"].startswith(ONE_CLICK)


def _authority(origin: str) -> str | None:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return None
    return parts.netloc.lower() if parts.scheme in ("http", "https") else None
