"""A real https server on this machine, with answers by path as servers give them on good days and bad ones."""

import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.directory.archive import packed

CONTENT = packed().getvalue()
ETAG = '"one"'
CUT, PAGE = CONTENT[:-40], b"<!doctype html><title>Please log in</title>"
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/archive": (200, {}, CONTENT),
    "/odd-etag": (200, {"ETag": "x" * 5000}, CONTENT),
    "/short": (200, {"Content-Length": str(len(CONTENT) + 10)}, CONTENT),
    "/cut": (200, {"Content-Length": str(len(CUT))}, CUT),
    "/page": (200, {"Content-Length": str(len(PAGE))}, PAGE),
    "/moved": (302, {"Location": "/archive"}, b""),
    "/to-http": (302, {"Location": "http://127.0.0.1:1/archive"}, b""),
    "/circle": (302, {"Location": "/circle"}, b""),
}


class Answer(BaseHTTPRequestHandler):
    """Answers by path, as servers do on good days and bad ones."""

    def do_GET(self) -> None:
        """The answer."""
        whole = {"ETag": ETAG, "Content-Length": str(len(CONTENT))}
        if self.path == "/archive" and self.headers.get("If-None-Match") == ETAG:
            self.answer(304)
        elif self.path in ANSWERS:
            status, headers, content = ANSWERS[self.path]
            self.answer(status, {**(whole if status == 200 else {}), **headers}, content)
        else:
            self.answer(404)

    def answer(self, status: int, headers: dict[str, str] | None = None, content: bytes = b"") -> None:
        """Status, headers, content; then the connection ends."""
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


class Server(ThreadingHTTPServer):
    """A server that takes it calmly when a client goes away."""

    def handle_error(self, *_: object) -> None:
        """What went wrong shows at the client, which is the one under test."""


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "list.example")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(datetime.now(UTC) - timedelta(days=1)).not_valid_after(datetime.now(UTC) + timedelta(days=1))
    address = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = builder.add_extension(address, critical=False).sign(key, hashes.SHA256())
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture(scope="session")
def server(certificate: Path) -> Iterator[str]:
    """Its address."""
    listening = Server(("127.0.0.1", 0), Answer)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    listening.socket = context.wrap_socket(listening.socket, server_side=True)
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"https://127.0.0.1:{listening.server_port}"
    listening.shutdown()
    listening.server_close()
    thread.join()


@pytest.fixture(scope="session")
def trust(certificate: Path) -> ssl.SSLContext:
    """A client's trust in that certificate."""
    return ssl.create_default_context(cafile=str(certificate))
