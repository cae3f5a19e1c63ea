"""A real Dovecot for tests: IMAP over TLS on a free port of this machine, one user, started when asked for and stopped at the end.

Debian 12 has version 2.3, Debian 13 has 2.4, whose configuration reads differently: both are written here.
"""

import os
import pwd
import re
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from imapclient import IMAPClient

from app.platform.mailbox_settings import MailboxSettings, mailbox_settings
from tests.smtp import certificate

USER, PASSWORD = "replies@example.org", "word: with/odd@letters"
LONGEST = 60.0  # seconds for a start on a busy machine
UNPRIVILEGED = "nobody"
CERTIFICATE = "server.pem"


class NoDovecot(Exception):
    """There is no Dovecot on this machine, or it does not start; the message says what to do."""


@dataclass
class Server:
    """A running server. `ca_file` is the certificate of whoever vouches for it."""

    port: int
    ca_file: Path
    folder: Path
    process: "subprocess.Popen[bytes]"

    def settings(self, **changes: object) -> MailboxSettings:
        """The mailbox as the program's settings name it."""
        found = mailbox_settings(self.url, self.ca_file, "replies+{case}@example.org")
        assert found is not None
        return MailboxSettings(**{**vars(found), **changes})

    @property
    def url(self) -> str:
        """The address of the mailbox, as SAISINE_MAILBOX_URL takes it."""
        return f"imaps://replies%40example.org:word%3A%20with%2Fodd%40letters@127.0.0.1:{self.port}"

    @contextmanager
    def client(self) -> Iterator[IMAPClient]:
        """Somebody else's line to the same mailbox."""
        with IMAPClient("127.0.0.1", self.port, ssl_context=ssl.create_default_context(cafile=self.ca_file), timeout=30) as client:
            client.login(USER, PASSWORD)
            yield client

    def deliver(self, *mails: bytes) -> None:
        """Let mails arrive."""
        with self.client() as client:
            for mail in mails:
                client.append("INBOX", mail)

    def held(self, folder: str = "INBOX") -> int:
        """How many mails lie in a folder; none where there is no such folder."""
        with self.client() as client:
            return int(client.folder_status(folder, ["MESSAGES"])[b"MESSAGES"]) if client.folder_exists(folder) else 0

    def restart(self) -> None:
        """End, and begin anew on the same port with the same mails."""
        self.stop()
        self.process = _run(self.folder)
        _await(self)

    def stop(self) -> None:
        """End the server; ending it twice is ending it once."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(LONGEST)


@contextmanager
def server() -> Iterator[Server]:
    """A fresh server with an empty mailbox. Raises NoDovecot."""
    program = shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if program is None:
        raise NoDovecot("no Dovecot on this machine. Debian, Ubuntu: apt install dovecot-imapd; macOS: brew install dovecot")
    folder = Path(tempfile.mkdtemp(prefix="saisine-imap-"))
    folder.chmod(0o755)
    running = None
    try:
        running = _started(program, folder)
        yield running
    finally:
        if running is not None:
            running.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _started(program: str, folder: Path) -> Server:
    owner = pwd.getpwnam(UNPRIVILEGED) if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    mail = folder / "mail"
    mail.mkdir()
    os.chown(mail, owner.pw_uid, owner.pw_gid)
    certificate(folder)
    # A colon in the password would end its field: it is written in a scheme that has none.
    word = b64encode(PASSWORD.encode()).decode()
    (folder / "users").write_text(f"{USER}:{{PLAIN.b64}}{word}:{owner.pw_uid}:{owner.pw_gid}::{folder}/mail::\n")
    port = _free_port()
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    version = "".join(re.findall(r"^[\d.]+", told))  # Debian adds its own number: 2.4.1-4
    write = _old if version.startswith("2.3") else _new
    (folder / "dovecot.conf").write_text(write(folder, port, owner, version))
    (folder / "program").write_text(program)
    server = Server(port, folder / CERTIFICATE, folder, _run(folder))
    _await(server)
    return server


def _run(folder: Path) -> "subprocess.Popen[bytes]":
    command = [(folder / "program").read_text(), "-F", "-c", str(folder / "dovecot.conf")]
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)


def _await(server: Server) -> None:
    """Until it answers. Raises NoDovecot when it does not."""
    until = time.monotonic() + LONGEST
    while time.monotonic() < until and server.process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.port), 1):
            return
        time.sleep(0.05)
    server.stop()
    raise NoDovecot(f"Dovecot does not start here:\n{(server.folder / 'log').read_text(errors='replace')[-2000:]}")


@pytest.fixture
def dovecot_server() -> Iterator[Server]:
    """A server for one test. Skips visibly where there is none, but fails where CI is set."""
    try:
        with server() as running:
            yield running
    except NoDovecot as missing:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(missing))


@contextmanager
def silent() -> Iterator[int]:
    """The port of a server that takes every line and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield int(listening.getsockname()[1])


def _common(folder: Path, port: int, owner: pwd.struct_passwd) -> str:
    root = os.geteuid() == 0
    users = "" if root else f"default_internal_user = {owner.pw_name}\ndefault_login_user = {owner.pw_name}\n"
    chroot = "" if root else "  chroot =\n"
    return f"""
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
first_valid_uid = {owner.pw_uid}
first_valid_gid = {owner.pw_gid}
ssl = required
{users}
service imap-login {{
{chroot}  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
{chroot}}}
service stats {{
{chroot}}}
"""


def _old(folder: Path, port: int, owner: pwd.struct_passwd, _: str) -> str:
    return f"""{_common(folder, port, owner)}
mail_location = maildir:{folder}/mail
ssl_cert = <{folder}/{CERTIFICATE}
ssl_key = <{folder}/{CERTIFICATE}
passdb {{
  driver = passwd-file
  args = {folder}/users
}}
userdb {{
  driver = passwd-file
  args = {folder}/users
}}
"""


def _new(folder: Path, port: int, owner: pwd.struct_passwd, version: str) -> str:
    return f"""dovecot_config_version = {version}
dovecot_storage_version = {version}
{_common(folder, port, owner)}
mail_driver = maildir
mail_path = {folder}/mail
ssl_server_cert_file = {folder}/{CERTIFICATE}
ssl_server_key_file = {folder}/{CERTIFICATE}
passdb passwd-file {{
  default_password_scheme = PLAIN
  passwd_file_path = {folder}/users
}}
userdb passwd-file {{
  passwd_file_path = {folder}/users
}}
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
