"""Sending one mail, and knowing what became of it: accepted, refused, to be tried again, or uncertain because the line broke too late.

A mail server takes responsibility for a mail when it confirms its end, not before. Whoever keeps account of mails is therefore asked
once more at the last moment at which nothing has been handed over (`hand_over`), and told afterwards what the server said.
"""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP as LINES
from email.utils import format_datetime
from re import sub

from aiosmtplib import SMTP, SMTPDataError, SMTPException, SMTPRecipientRefused, SMTPResponseException
from aiosmtplib.protocol import normalize_message_line_endings

from app.platform.mail_settings import MailSettings, Security
from app.platform.text import header_value

GO_AHEAD = 354
TURNS = 5

HandOver = Callable[[], bool]
"""Asked when the server waits for the content and nothing of it has been sent: False calls the mail off."""


@dataclass(frozen=True)
class Patience:
    """Seconds: for one answer, for everything up to the content, and for the server's word after it."""

    answer: float = 15.0
    opening: float = 35.0
    verdict: float = 120.0


@dataclass(frozen=True)
class Accepted:
    """The server took responsibility for the mail."""


@dataclass(frozen=True)
class Refused:
    """The server does not take this mail, and will not later. `address` says that it is the address which it does not take."""

    why: str
    address: bool = False


@dataclass(frozen=True)
class Retryable:
    """The server did not take the mail; it may later, or once the settings are mended."""

    why: str


@dataclass(frozen=True)
class Uncertain:
    """The content was handed over and no word came back: nobody knows whether the mail goes on its way."""

    why: str


@dataclass(frozen=True)
class CalledOff:
    """`hand_over` said no; the server got nothing."""


Outcome = Accepted | Refused | Retryable | Uncertain | CalledOff
"""`why` is a type of error and a number, never words of the server: these may quote the address."""


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail to one address, as text and HTML. `id` becomes its Message-ID; `unsubscribe` is the one-click address of RFC 8058."""

    id: str
    to: str
    subject: str
    text: str
    html: str
    language: str
    at: datetime
    unsubscribe: str = ""


class Mailer:
    """Sends mails through the server of the settings. `tls` replaces the machine's own list of certificate authorities."""

    def __init__(self, settings: MailSettings, *, tls: ssl.SSLContext | None = None, patience: Patience | None = None) -> None:
        self._settings = settings
        self._tls = tls
        self._patience = patience or Patience()

    @contextmanager
    def line(self) -> Iterator["Line"]:
        """A line to the server, opened for the first mail and used for the ones after it, by one thread."""
        with asyncio.Runner() as runner:
            line = Line(runner, self._settings, self._tls, self._patience)
            try:
                yield line
            finally:
                line.close()


class Line:
    """Mails sent one after the other. After anything but an acceptance the next one gets a new line."""

    def __init__(self, runner: asyncio.Runner, settings: MailSettings, tls: ssl.SSLContext | None, patience: Patience) -> None:
        self._runner = runner
        self._settings = settings
        self._tls = tls
        self._patience = patience
        self._client: SMTP | None = None

    def send(self, mail: Mail, hand_over: HandOver) -> Outcome:
        """Send it; whatever the server does becomes an outcome. Raises InvalidInput for a mail that must not be made, and what
        `hand_over` raises, in which case the server got nothing."""
        content = sub(rb"(?m)^\.", b"..", normalize_message_line_endings(compose(mail, self._settings).as_bytes())) + b".\r\n"
        outcome = self._runner.run(self._send(_ascii_domain(mail.to), content, hand_over))
        if not isinstance(outcome, Accepted):
            self._runner.run(self._settle())
        return outcome

    def close(self) -> None:
        """Say goodbye, if anybody listens."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(SMTPException, OSError, ValueError):
                self._runner.run(client.quit(timeout=2.0))
            client.close()

    async def _settle(self) -> None:
        """Let go of the line, and give the loop the turns that it takes to close what a broken line leaves open."""
        self._drop()
        for _ in range(TURNS):
            await asyncio.sleep(0)

    async def _send(self, to: str, content: bytes, hand_over: HandOver) -> Outcome:
        try:
            async with asyncio.timeout(self._patience.opening):
                client = await self._open(to)
        except _Refusal as refusal:
            return refusal.outcome
        except (SMTPException, OSError, ValueError, RuntimeError) as fault:  # TimeoutError is an OSError
            return Retryable(_why(fault))
        try:
            go_on = hand_over()
        except BaseException:
            self._drop()
            raise
        return await self._hand_over(client, content) if go_on else CalledOff()

    async def _open(self, to: str) -> SMTP:
        """Up to the point where the server waits for the content. Raises _Refusal when it will not have this mail."""
        client = self._client
        if client is None or not client.is_connected:
            client = self._client = self._new_client()
            await client.connect()
        await client.mail(self._settings.sender)
        try:
            await client.rcpt(to)
        except SMTPRecipientRefused as refused:
            if _for_good(refused):
                raise _Refusal(Refused(_why(refused), address=True)) from None
            raise
        if client.protocol is None:
            raise ConnectionResetError
        ready = await client.protocol.execute_command(b"DATA", timeout=self._patience.answer)
        if ready.code != GO_AHEAD:
            refused_data = SMTPDataError(ready.code, ready.message)
            if _for_good(refused_data):
                raise _Refusal(Refused(_why(refused_data)))
            raise refused_data
        return client

    async def _hand_over(self, client: SMTP, content: bytes) -> Outcome:
        protocol = client.protocol
        if protocol is None or not protocol.is_connected:
            return Retryable("lost before the content")
        try:
            protocol.write(content)
            said = await protocol.read_response(timeout=self._patience.verdict)
        except SMTPResponseException as garbled:
            return Uncertain(_why(garbled))
        except (SMTPException, OSError, ValueError) as fault:
            return Uncertain(_why(fault))
        if 200 <= said.code < 300:
            return Accepted()
        verdict = SMTPDataError(said.code, said.message)
        if 400 <= said.code < 500:
            return Retryable(_why(verdict))
        return Refused(_why(verdict)) if 500 <= said.code < 600 else Uncertain(_why(verdict))

    def _new_client(self) -> SMTP:
        own = self._settings
        return _Client(
            hostname=own.host,
            port=own.port,
            use_tls=own.security is Security.TLS,
            start_tls=own.security is Security.STARTTLS,
            username=own.user or None,
            password=own.password or None,
            local_hostname=own.domain,
            timeout=self._patience.answer,
            tls_context=self._tls,
        )

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()


class _Client(SMTP):
    """Ends a line at once: what is encrypted would else wait for the other side to say goodbye, which may never come."""

    def close(self) -> None:
        """Let go of the socket."""
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.abort()
        super().close()


class _Refusal(Exception):
    def __init__(self, outcome: Refused) -> None:
        super().__init__()
        self.outcome = outcome


def compose(mail: Mail, settings: MailSettings) -> EmailMessage:
    """The message with its headers. Raises InvalidInput for a header that could carry another one."""
    message = EmailMessage(policy=LINES)
    headers = {
        "From": settings.sender,
        "To": _ascii_domain(mail.to),
        "Subject": mail.subject,
        "Date": format_datetime(mail.at),
        "Message-ID": f"<{mail.id}@{settings.domain}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if mail.unsubscribe:
        headers["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    for name, value in headers.items():
        message[name] = header_value(value, name)
    message.set_content(mail.text, cte="quoted-printable")
    message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = header_value(mail.language, "Content-Language")  # not above: giving content forgets what is said of it
    return message


def _ascii_domain(address: str) -> str:
    """The address with its domain as the network knows it."""
    local, at, domain = address.rpartition("@")
    return f"{local}{at}{domain.encode('idna').decode('ascii')}" if not domain.isascii() else address


def _for_good(refused: SMTPResponseException) -> bool:
    """Whether the refusal is about this mail, not about who we are: a sender that may not relay mends its settings and tries again."""
    about_us = refused.code in (500, 501, 502, 503, 504, 530, 535) or refused.message.startswith("5.7.")
    return 500 <= refused.code < 600 and not about_us


def _why(fault: BaseException) -> str:
    """The type of the fault, and the server's number."""
    number = f" {fault.code}" if isinstance(fault, SMTPResponseException) and 0 <= fault.code < 1000 else ""
    return f"{type(fault).__name__}{number}"[:40]
