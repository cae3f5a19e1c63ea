"""A mailbox read over IMAP: what is new in it, one mail at a time, and waiting for more (IDLE, or a look every minute where there is none).

A mail that was dealt with moves to a folder of its own; on a server that cannot move, it gets a keyword. Nothing is ever deleted.
"""

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from app.platform import mailbox_settings
from app.platform.mailbox_settings import MailboxSettings

DONE_FOLDER = mailbox_settings.DONE_FOLDER
DONE_KEYWORD = "SaisineDone"
MAX_MAIL = 25 * 1024 * 1024
"""Bytes of a mail that is fetched; servers commonly take no larger ones."""

MAX_HEADERS = 64 * 1024
CONNECT, ANSWER = 20.0, 60.0
RENEW = 9 * 60.0
"""Seconds after which IDLE is begun anew: servers may end the line of whoever was idle for half an hour, routers do so earlier."""

LOOK = 60.0
"""Seconds between two looks where the server knows no IDLE."""

HASTY = 3
"""Glances that may return at once and say nothing."""

GLANCE = 2.0
"""Seconds after which a wait looks whether it shall end."""


class MailRefused(Exception):
    """The server does not give out or put away this one mail; the line holds, and the others may do well. `why` is a type of error."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class MailboxFailed(Exception):
    """The server cannot be reached, does not let us in, or says what makes no sense. `why` is a type of error: never the server's words."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Letter:
    """A mail in the mailbox: `uid` names it there. `too_large` says that `raw` holds its headers only."""

    uid: int
    raw: bytes
    arrived: datetime
    too_large: bool = False


class Mailbox:
    """An open mailbox; used by one thread. Everything raises MailboxFailed once the line is broken."""

    def __init__(self, settings: MailboxSettings) -> None:
        self._settings = settings
        self._client = _connected(settings)
        self._moves = False
        self._idles = False

    def __enter__(self) -> Self:
        """Log in and open the folder."""
        with _failures(), _closing_on_failure(self._client):
            self._client.login(self._settings.user, self._settings.password)
            self._client.select_folder(self._settings.folder)
            self._moves = self._client.has_capability("MOVE") and self._has_done_folder()
            self._idles = self._client.has_capability("IDLE")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Leave; a line that is broken already is no error."""
        try:
            self._client.logout()
        except Exception:  # as in `_failures`: the line is let go of, whatever came back
            _shut(self._client)

    def new(self) -> list[int]:
        """Names of the mails that nobody has dealt with, the oldest first."""
        with _failures():
            return sorted(self._client.search("ALL" if self._moves else ["NOT", "KEYWORD", DONE_KEYWORD]))

    def fetch(self, uid: int) -> Letter | None:
        """A mail, without marking it as read; None when it is gone. Raises MailRefused."""
        with _failures(), _one_refused():
            facts = self._client.fetch([uid], ["RFC822.SIZE", "INTERNALDATE"]).get(uid)
            if facts is None:
                return None
            large = int(facts[b"RFC822.SIZE"]) > MAX_MAIL
            part, key = (f"BODY.PEEK[HEADER]<0.{MAX_HEADERS}>", b"BODY[HEADER]<0>") if large else ("BODY.PEEK[]", b"BODY[]")
            content = self._client.fetch([uid], [part]).get(uid, {}).get(key)
            return None if content is None else Letter(uid, bytes(content), _aware(facts[b"INTERNALDATE"]), large)

    def done(self, uid: int) -> None:
        """Take the mail out of what is new. One that is gone already is no error. Raises MailRefused."""
        with _failures(), _one_refused():
            if self._moves:
                self._client.move([uid], DONE_FOLDER)
            else:
                self._client.add_flags([uid], [DONE_KEYWORD], silent=True)

    def wait(self, over: Callable[[], bool]) -> None:
        """Return when something may have come, when it is time to look anyway, or when `over` says so."""
        until = time.monotonic() + (RENEW if self._idles else LOOK)
        if not self._idles:
            while not over() and time.monotonic() < until:
                time.sleep(GLANCE)
            return
        with _failures():
            self._client.idle()
            try:
                while not over() and time.monotonic() < until and not self._told():
                    continue
            finally:
                self._client.idle_done()

    def _told(self) -> bool:
        """One glance at what the server says while we idle. Raises MailboxFailed for a line that ended, of which the library says nothing:
        it returns at once, with nothing, again and again."""
        for _ in range(HASTY):
            began = time.monotonic()
            said = self._client.idle_check(timeout=GLANCE)
            if said or time.monotonic() - began > GLANCE / 2:
                return _tells(said)
        raise MailboxFailed("ended")

    def _has_done_folder(self) -> bool:
        """Make the folder for mails that were dealt with, if need be; False where it can neither be found nor made."""
        if not self._client.folder_exists(DONE_FOLDER):
            try:
                self._client.create_folder(DONE_FOLDER)
            except IMAPClientError:  # a server that keeps everything below INBOX: the keyword does as well
                return False
        return True


def _connected(settings: MailboxSettings) -> IMAPClient:
    with _failures():
        context = ssl.create_default_context(cafile=settings.ca_file) if settings.encrypted else None
        timeout = SocketTimeout(connect=CONNECT, read=ANSWER)
        client = IMAPClient(settings.host, settings.port, ssl=settings.encrypted, ssl_context=context, timeout=timeout)
        client.normalise_times = False
        return client


def _tells(responses: list[Any]) -> bool:
    """Whether the server said more than that it is still there."""
    return any(isinstance(one, tuple) and len(one) > 1 and one[1] in (b"EXISTS", b"RECENT") for one in responses)


def _aware(arrived: datetime | None) -> datetime:
    """The instant with its zone; now, where the server names none that there is."""
    if arrived is None:
        return datetime.now(UTC)
    return arrived if arrived.tzinfo else arrived.replace(tzinfo=UTC)


@contextmanager
def _one_refused() -> Iterator[None]:
    """A command that the server refuses, told from a line that broke."""
    try:
        yield
    except IMAPClientAbortError:
        raise
    except IMAPClientError as error:
        raise MailRefused(type(error).__name__) from error


@contextmanager
def _failures() -> Iterator[None]:
    """Whatever the library raises, by its type: its text quotes what the server said, and with it addresses.

    Nothing is left out: on nonsense it raises RecursionError, TypeError and MemoryError as well.
    """
    try:
        yield
    except (MailboxFailed, MailRefused):
        raise
    except Exception as error:
        raise MailboxFailed(type(error).__name__) from error


@contextmanager
def _closing_on_failure(client: IMAPClient) -> Iterator[None]:
    try:
        yield
    except BaseException:
        _shut(client)
        raise


def _shut(client: IMAPClient) -> None:
    """Let go of the line, whatever is left of it."""
    with suppress(IMAPClientError, OSError):
        client.shutdown()
