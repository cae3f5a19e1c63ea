"""What every request must pass and every answer carries, whatever route it meets. Pure ASGI, so that errors and static files get it too.

The pages and the API share it; each hands over its own way to say what went wrong. Order, outermost first: headers, last resort, known
hosts, body limit.
"""

import logging
import traceback
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.platform.errors import StorageFailed

ErrorPage = Callable[[HTTPConnection, int], Response]

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
PICTURES_IN_PAGE = CONTENT_SECURITY_POLICY.replace("img-src 'self'", "img-src 'self' data:")
"""For a page that shows a picture which is stored nowhere: it stands in the page itself. A picture runs no script and fetches nothing."""

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    # "no-referrer" would make browsers send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
}
TRANSPORT_SECURITY = "max-age=31536000"

errors = logging.getLogger("saisine.errors")


class SecurityHeaders:
    """Sets the same headers on every answer; a page may ask for PICTURES_IN_PAGE, and for no other policy.

    Only static files, whose address changes with their content, may be kept by a browser.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                pictures = headers.get("content-security-policy") == PICTURES_IN_PAGE
                headers.update(HEADERS)
                if pictures:
                    headers["Content-Security-Policy"] = PICTURES_IN_PAGE
                if "immutable" not in headers.get("cache-control", ""):
                    headers["Cache-Control"] = "no-store"
                if scope["scheme"] == "https":
                    headers["Strict-Transport-Security"] = TRANSPORT_SECURITY
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class LastResort:
    """Answers a bug with a plain page, and logs its type and place only: messages of exceptions may hold what a person typed."""

    def __init__(self, app: ASGIApp, error_page: ErrorPage) -> None:
        self.app = app
        self.error_page = error_page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def noting(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, noting)
        except ClientDisconnect:
            return
        except Exception as bug:
            log_failure(bug)
            if not started:
                await self.error_page(HTTPConnection(scope), 500)(scope, receive, send)


class KnownHosts:
    """Refuses a Host that this installation does not answer to: addresses in our pages must never be an attacker's."""

    def __init__(self, app: ASGIApp, allowed: tuple[str, ...]) -> None:
        self.app = app
        self.allowed = frozenset(name.lower().strip("[]") for name in allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "http":
            hosts = Headers(scope=scope).getlist("host")
            if len(hosts) != 1 or not self._known(hosts[0]):
                # No page of ours: it would be written for a host that we do not know.
                await Response("Unknown host\n", status_code=400, media_type="text/plain")(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _known(self, host: str) -> bool:
        name = _host_name(host)
        return name is not None and (name in self.allowed or "*" in self.allowed)


class BodyTooLarge(Exception):
    """More bytes arrived than a request may have."""


class BodyLimit:
    """Refuses bodies over `limit` bytes, announced or not, with a page; what was announced is let in and thrown away first, within reason.

    A browser shows our page only once it could send everything: an answer before that looks like a broken connection. For a body beyond
    all reason nobody waits.
    """

    def __init__(self, app: ASGIApp, limit: int, error_page: ErrorPage) -> None:
        self.app = app
        self.limit = limit
        self.patience = 4 * limit
        self.error_page = error_page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if _announced(scope) > self.patience:
            await self.error_page(HTTPConnection(scope), 413)(scope, receive, send)
            return
        received, more = 0, True

        async def counted() -> Message:
            nonlocal received, more
            message = await receive()
            received += len(message.get("body", b""))
            more = bool(message.get("more_body", False))
            return message

        async def limited() -> Message:
            message = await counted()
            if received > self.limit:
                raise BodyTooLarge
            return message

        try:
            await self.app(scope, limited, send)
        except BodyTooLarge:
            while more and received <= self.patience:
                await counted()
            await self.error_page(HTTPConnection(scope), 413)(scope, receive, send)


def _host_name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname if not set(host) & set("/\\@?# ") else None
    except ValueError:
        return None


def _announced(scope: Scope) -> int:
    """Bytes that the sender says will come; 0 when it says nothing that is a number."""
    told = Headers(scope=scope).get("content-length", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 30 else 0


def log_failure(error: Exception) -> None:
    """One line for whoever runs the program: the type of an error and its place, never its message, which may quote what was typed."""
    frames = traceback.extract_tb(error.__traceback__)
    place = " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in reversed(frames[-5:]))
    reason = f" ({error.reason})" if isinstance(error, StorageFailed) else ""
    errors.error("%s%s at %s", type(error).__qualname__, reason, place)
