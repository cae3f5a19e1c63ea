"""Logs that carry no personal data: route templates instead of paths, and errors as type and place instead of their message."""

import logging
import sys
import time
import traceback
from types import TracebackType

from starlette.types import ASGIApp, Message, Receive, Scope, Send

ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

MINUTE = 60.0
MOST_LINES = 1_000
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
GONE = 499
"""What the log shows for a request whose sender left before any answer."""

requests = logging.getLogger("saisine.requests")


class DiscreetFormatter(logging.Formatter):
    """Formats an exception as its type and the lines of code it passed: its message may hold what a person typed."""

    def formatException(self, ei: ErrorInfo) -> str:  # noqa: N802 -- the standard library's name
        """Each exception of the chain on its own lines, innermost last."""
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            lines.append(type(error).__qualname__)
            lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


def log_to_stderr(level: int = logging.INFO) -> None:
    """Sends our log lines, and warnings of libraries, to stderr without personal data."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(DiscreetFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(NoFlood())
    # What it stumbles over in a form it tells with bytes of that form; the answer to the form says enough.
    logging.getLogger("python_multipart").setLevel(logging.CRITICAL)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("saisine").setLevel(level)


class NoFlood(logging.Filter):
    """Lets a line of a library pass once a minute: whoever sends rubbish, or opens all connections there are, must not fill the disk.

    Our own lines always pass.
    """

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to write it."""
        if record.name.partition(".")[0] == "saisine":
            return True
        line = (record.name, str(record.msg))
        if record.created - self._last.get(line, 0.0) < MINUTE:
            return False
        if len(self._last) >= MOST_LINES:
            self._last.clear()
        self._last[line] = record.created
        return True


class RequestLog:
    """ASGI middleware: one line per request with method, route template, status and milliseconds; GONE for whoever did not wait."""

    def __init__(self, application: ASGIApp) -> None:
        self.application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes everything through unchanged."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        started, status = time.perf_counter(), GONE

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.application(scope, receive, noting)
        except Exception:
            status = 500
            raise
        finally:
            elapsed = (time.perf_counter() - started) * 1000
            method = scope["method"] if scope["method"] in METHODS else "-"
            requests.info("%s %s %d %.0f ms", method, route_template(scope), status, elapsed)


def route_template(scope: Scope) -> str:
    """The path as the route declares it, such as /case/{case_id}; "-" where none matched, since a raw path may be anything."""
    # The route itself knows nothing of the prefix that its router was included with; FastAPI notes the whole beside it.
    whole = scope.get("fastapi", {}).get("effective_route_context")
    return str(getattr(whole or scope.get("route"), "path", "-"))
