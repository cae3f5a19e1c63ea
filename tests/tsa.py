"""A real time-stamping authority on the loopback address: `openssl ts` with certificates of its own behind a small server."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CONFIG = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
crypto_device = builtin
[leaf]
extendedKeyUsage = critical, timeStamping
keyUsage = critical, digitalSignature
"""


@dataclass
class Authority:
    """The running authority: its address, its root certificate (PEM), what it was sent; `broken` makes it answer nonsense."""

    address: str
    ca: bytes
    asked: list[bytes]
    broken: bool = False


@contextmanager
def authority(folder: Path) -> Iterator[Authority]:
    """Runs until the test is over."""
    _make_certificates(folder)
    found = Authority("", (folder / "ca.pem").read_bytes(), [])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            found.asked.append(query)
            answer = b"nonsense" if found.broken else _answer(folder, query)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.address = f"http://127.0.0.1:{server.server_address[1]}/tsr"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _answer(folder: Path, query: bytes) -> bytes:
    asked, answered = folder / "query.tsq", folder / "answer.tsr"
    asked.write_bytes(query)
    _openssl(
        folder, "ts", "-reply", "-config", "tsa.cnf", "-section", "here", "-queryfile", str(asked), "-signer", "leaf.pem",
        "-inkey", "leaf.key", "-chain", "ca.pem", "-out", str(answered),
    )  # fmt: skip
    return answered.read_bytes()


def _make_certificates(folder: Path) -> None:
    """A root and the authority's own certificate, valid for a year."""
    (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))
    (folder / "serial").write_text("01\n")
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    _openssl(folder, "req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "365", "-subj", "/CN=Test root (example.org)")
    _openssl(folder, "req", "-new", *key, "-keyout", "leaf.key", "-out", "leaf.csr", "-subj", "/CN=Test time stamps (example.org)")
    _openssl(
        folder, "x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "leaf.pem",
        "-days", "365", "-extfile", "tsa.cnf", "-extensions", "leaf",
    )  # fmt: skip


def _openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True, timeout=60)
