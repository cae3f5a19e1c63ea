"""A real mail server for tests: sockets, STARTTLS, AUTH, on the loopback address. It can refuse, hang, drop the line or talk nonsense.

It does so at any stage of the talk: "connect", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "content". What it accepted is kept.
"""

import base64
import contextlib
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.platform.mail_settings import MailSettings, Security

STAGES = ("connect", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "content")
USER, PASSWORD = "saisine", "p:ss/w@rd"
REFUSALS = {"connect": 554, "starttls": 554, "auth": 535, "rcpt": 550}
ENOUGH = 20


@dataclass
class Received:
    """A mail that the server took responsibility for."""

    sender: str
    to: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """The mail, parsed."""
        parsed = message_from_bytes(self.content, policy=default)
        assert isinstance(parsed, EmailMessage)
        return parsed


@dataclass
class Behaviour:
    """How the server behaves. `faults` are by stage: "refuse", "later", "hang", "drop", "garble". `seen` is called at each stage."""

    faults: dict[str, str] = field(default_factory=dict)
    seen: Callable[[str], object] = lambda _stage: None
    after_acceptance: Callable[[], object] = lambda: None


class MailServer(socketserver.ThreadingTCPServer):
    """The server. `received` are the mails that it accepted, whether or not the client heard of it."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 50

    def __init__(self, tls: ssl.SSLContext | None, *, from_the_first_byte: bool, login: bool) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.tls = tls
        self.from_the_first_byte = from_the_first_byte
        self.login = login
        self.behaviour = Behaviour()
        self.received: list[Received] = []
        self.over = threading.Event()
        self.talks = 0

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def settings(self, **changes: object) -> MailSettings:
        """Settings that reach this server."""
        security = Security.NONE if self.tls is None else Security.TLS if self.from_the_first_byte else Security.STARTTLS
        login = {"user": USER, "password": PASSWORD} if self.login else {}
        given = {"host": "localhost", "port": self.port, "security": security, "sender": "reminders@example.org", **login, **changes}
        return MailSettings(**given)  # type: ignore[arg-type]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes in the middle of a talk is what these tests are about."""


class Talk(socketserver.StreamRequestHandler):
    """One talk with a client."""

    server: MailServer
    timeout = 60

    def handle(self) -> None:
        """Speak SMTP until the client leaves or a fault ends it."""
        self.server.talks += 1
        self.secure, self.sender, self.to = False, "", ""
        with contextlib.suppress(OSError, _Over):
            if self.server.from_the_first_byte:
                self._encrypt()
            self._stage("connect", 220, "mail.example.org")
            while line := self.rfile.readline():
                self._command(line.decode("latin-1").strip())

    def _command(self, line: str) -> None:
        word = line.upper().partition(" ")[0]
        answers: dict[str, Callable[[], object]] = {
            "EHLO": lambda: self._stage("ehlo", 250, *self._extensions()),
            "STARTTLS": self._starttls,
            "AUTH": lambda: self._auth(line),
            "MAIL": lambda: self._mail(line),
            "RCPT": lambda: self._rcpt(line),
            "DATA": self._data,
            "RSET": lambda: self._say(250, "ok"),
            "QUIT": lambda: self._say(221, "bye"),
        }
        answers.get(word, lambda: self._say(502, "unknown"))()

    def _extensions(self) -> list[str]:
        offered = ["mail.example.org"]
        if self.server.tls and not self.secure:
            offered.append("STARTTLS")
        return [*offered, "AUTH PLAIN"] if self.server.login else offered

    def _starttls(self) -> None:
        self._stage("starttls", 220, "go ahead")
        self._encrypt()

    def _auth(self, line: str) -> None:
        expected = base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
        right = line.rsplit(maxsplit=1)[-1] == expected
        self._stage("auth", 235 if right else 535, "welcome" if right else "who are you?")

    def _mail(self, line: str) -> None:
        self.sender = line.partition("<")[2].partition(">")[0]
        self._stage("mail", 250, "ok")

    def _rcpt(self, line: str) -> None:
        self.to = line.partition("<")[2].partition(">")[0]
        self._stage("rcpt", 250, "ok")

    def _data(self) -> None:
        self._stage("data", 354, "go ahead")
        content = b""
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise _Over
            content += line.removeprefix(b".")
        self._fault("content")
        self.server.received.append(Received(self.sender, self.to, content))
        self.server.behaviour.after_acceptance()
        if self.server.behaviour.faults.get("accepted") == "drop":
            self._drop()
        self._say(250, "taken")

    def _stage(self, stage: str, code: int, *lines: str) -> None:
        self._fault(stage)
        self._say(code, *lines)

    def _fault(self, stage: str) -> None:
        self.server.behaviour.seen(stage)
        match self.server.behaviour.faults.get(stage):
            case "refuse":
                self._say(REFUSALS.get(stage, 554), "no: <somebody@example.org> is refused")
                raise _Over
            case "later":
                self._say(421 if stage == "connect" else 451, "not now")
                raise _Over
            case "hang":
                self.server.over.wait(ENOUGH)
                raise _Over
            case "drop":
                self._drop()
            case "garble":
                self.wfile.write(b"\xff\xfe what?\r\n")
                raise _Over

    def _drop(self) -> None:
        """The line breaks: no goodbye, a reset."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        raise _Over

    def _say(self, code: int, *lines: str) -> None:
        *first, last = lines
        text = "".join(f"{code}-{line}\r\n" for line in first) + f"{code} {last}\r\n"
        self.wfile.write(text.encode())

    def _encrypt(self) -> None:
        assert self.server.tls is not None
        self.connection = self.request = self.server.tls.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", buffering=0)
        self.secure = True

    def finish(self) -> None:
        """The server closes the plain socket only, which is no longer ours once it is encrypted."""
        super().finish()
        self.connection.close()


class _Over(Exception):
    """The talk ends here."""


@contextlib.contextmanager
def mail_server(tls: ssl.SSLContext | None = None, *, from_the_first_byte: bool = False, login: bool = False) -> Iterator[MailServer]:
    """A server for as long as the block runs."""
    with MailServer(tls, from_the_first_byte=from_the_first_byte, login=login) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A certificate for localhost in that folder: the server's context, and the client's that trusts it and nobody else."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server, ssl.create_default_context(cadata=made.public_bytes(serialization.Encoding.PEM).decode())
