"""Fetching the list from a real https server: streamed, limited, and only when it changed."""

import io
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

from app.directory import download, imports
from app.directory.download import DownloadFailed, Fetched, fetch
from app.platform.errors import InvalidInput

CONTENT = b"An archive, for all the server knows. " * 1000
ETAG = '"one"'


class Answer(BaseHTTPRequestHandler):
    """Answers by path, as servers do on good days and bad ones."""

    def do_GET(self) -> None:
        """The answer."""
        if self.path == "/archive" and self.headers.get("If-None-Match") == ETAG:
            self.answer(304)
        elif self.path in ("/archive", "/odd-etag"):
            self.answer(200, {"ETag": ETAG if self.path == "/archive" else "x" * 5000, "Content-Length": str(len(CONTENT))}, CONTENT)
        elif self.path == "/short":
            self.answer(200, {"Content-Length": str(len(CONTENT) + 10)}, CONTENT)
        elif self.path == "/moved":
            self.answer(302, {"Location": "/archive"})
        elif self.path == "/to-http":
            self.answer(302, {"Location": "http://127.0.0.1:1/archive"})
        elif self.path == "/circle":
            self.answer(302, {"Location": "/circle"})
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


@pytest.fixture(scope="module")
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


@pytest.fixture(scope="module")
def server(certificate: Path) -> Iterator[str]:
    """The address of a server that is there for this module."""
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


@pytest.fixture(scope="module")
def trust(certificate: Path) -> ssl.SSLContext:
    """A client's trust in that certificate."""
    return ssl.create_default_context(cafile=str(certificate))


@pytest.mark.parametrize("path", ["/archive", "/moved"])
def test_the_archive_arrives_whole_with_its_name(server: str, trust: ssl.SSLContext, path: str) -> None:
    target, seen = io.BytesIO(), []
    assert fetch(server + path, target, trust=trust, progress=lambda done, total: seen.append((done, total))) == Fetched(
        new=True, etag=ETAG
    )
    assert target.getvalue() == CONTENT
    assert seen[-1] == (len(CONTENT), len(CONTENT))


def test_what_did_not_change_is_not_sent_again(server: str, trust: ssl.SSLContext) -> None:
    target = io.BytesIO()
    assert fetch(f"{server}/archive", target, etag=ETAG, trust=trust) == Fetched(new=False, etag=ETAG)
    assert target.getvalue() == b""


def test_a_name_beyond_reason_is_forgotten(server: str, trust: ssl.SSLContext) -> None:
    assert fetch(f"{server}/odd-etag", io.BytesIO(), trust=trust).etag == ""


@pytest.mark.parametrize("path", ["/short", "/absent", "/circle"])
def test_a_download_that_goes_wrong_says_so(server: str, trust: ssl.SSLContext, path: str) -> None:
    with pytest.raises(DownloadFailed):
        fetch(server + path, io.BytesIO(), trust=trust)


def test_a_certificate_that_nobody_vouches_for_is_refused(server: str) -> None:
    with pytest.raises(DownloadFailed):
        fetch(f"{server}/archive", io.BytesIO())


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/archive", "ftp://list.example/a.zip"])
def test_only_https_is_fetched(url: str) -> None:
    with pytest.raises(InvalidInput):
        fetch(url, io.BytesIO())


def test_a_redirection_away_from_https_is_not_followed(server: str, trust: ssl.SSLContext) -> None:
    with pytest.raises(InvalidInput) as caught:
        fetch(f"{server}/to-http", io.BytesIO(), trust=trust)
    assert caught.value.message == imports.NOT_HTTPS


@pytest.mark.parametrize("limit", [100, len(CONTENT) - 1])
def test_too_much_data_is_not_read_to_its_end(server: str, trust: ssl.SSLContext, limit: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "MAX_ARCHIVE", limit)
    target = io.BytesIO()
    with pytest.raises(InvalidInput):
        fetch(f"{server}/archive", target, trust=trust)
    assert len(target.getvalue()) <= limit
