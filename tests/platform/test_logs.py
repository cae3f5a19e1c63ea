"""Logs: an exception's words stay out, its type and place stay in."""

import asyncio
import io
import logging

import pytest
from starlette.types import Message, Receive, Scope, Send

from app.platform.logs import DiscreetFormatter, NoFlood, RequestLog, requests


def logged(error: Exception) -> str:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(DiscreetFormatter("%(message)s"))
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "failed", None, (type(error), error, error.__traceback__))
    handler.emit(record)
    return out.getvalue()


def cause() -> None:
    raise ValueError("Camille Exemple")


def failing() -> Exception:
    """An error with a cause, as an except clause sees it."""
    try:
        cause()
    except ValueError as first:
        error = KeyError("12 rue des Essais")
        error.__cause__ = first
        return error
    raise AssertionError


def test_an_exception_is_logged_without_its_words() -> None:
    text = logged(failing())
    assert "KeyError" in text
    assert "ValueError" in text
    assert f"{__file__}:" in text
    assert "Camille" not in text
    assert "Essais" not in text


def test_a_request_that_fails_is_logged_without_its_path(caplog: pytest.LogCaptureFixture) -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError("Camille Exemple")

    with caplog.at_level(logging.INFO, requests.name):
        asyncio.run(swallowing(RequestLog(broken), {"type": "http", "method": "POST", "path": "/camille"}))
    assert [message.rsplit(" ", 2)[0] for message in caplog.messages] == ["POST - 500"]


def test_whoever_does_not_wait_for_the_answer_is_no_failure_of_ours(caplog: pytest.LogCaptureFixture) -> None:
    async def unanswered(scope: Scope, receive: Receive, send: Send) -> None:
        """As the guard ends when the sender left."""

    with caplog.at_level(logging.INFO, requests.name):
        asyncio.run(swallowing(RequestLog(unanswered), {"type": "http", "method": "POST", "path": "/camille"}))
    assert [message.rsplit(" ", 2)[0] for message in caplog.messages] == ["POST - 499"]


def test_a_method_that_is_none_is_not_repeated(caplog: pytest.LogCaptureFixture) -> None:
    async def unanswered(scope: Scope, receive: Receive, send: Send) -> None:
        """As above."""

    with caplog.at_level(logging.INFO, requests.name):
        asyncio.run(swallowing(RequestLog(unanswered), {"type": "http", "method": "CAMILLE", "path": "/"}))
    assert [message.rsplit(" ", 2)[0] for message in caplog.messages] == ["- - 499"]


def test_a_line_of_a_library_is_written_once_a_minute_and_ours_always() -> None:
    passing = NoFlood()

    def written(name: str, second: float) -> bool:
        record = logging.LogRecord(name, logging.WARNING, __file__, 1, "again", None, None)
        record.created = 1_000 + second
        return bool(passing.filter(record))

    assert [written("asyncio", second) for second in (0, 1, 59, 60, 61)] == [True, False, False, True, False]
    assert [written("saisine.requests", second) for second in (0, 0, 1)] == [True, True, True]


async def swallowing(application: RequestLog, scope: Scope) -> None:
    """Runs one request whose exception is expected."""

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        raise AssertionError(message)

    try:
        await application(scope, receive, send)
    except RuntimeError:
        return
