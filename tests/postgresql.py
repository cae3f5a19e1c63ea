"""A real PostgreSQL for tests: started on first use by an unprivileged user, reached by a socket in its own folder, stopped at the end.

Nothing of it outlives the tests, so it need not survive a power cut: it runs without fsync.
"""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy.engine import URL

WHERE_DEBIAN_KEEPS_IT = "/usr/lib/postgresql"
TEMPLATE = "migrated"
UNPRIVILEGED = ("postgres", "nobody")
OPTIONS = ("listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=200")
LONGEST = 120  # seconds for a start on a busy machine


class NoPostgreSQL(Exception):
    """There is no PostgreSQL on this machine, or it does not start; the message says what to do."""


@dataclass(frozen=True)
class Server:
    """A running server. `socket` is the folder of its socket."""

    socket: Path

    def url(self, database: str) -> str:
        """The address of a database of this server, as SAISINE_DATABASE_URL takes it."""
        return URL.create("postgresql", "saisine", database=database, query={"host": str(self.socket)}).render_as_string()

    def sql(self, statement: str) -> None:
        """Runs a statement on the server itself, outside any transaction."""
        with psycopg.connect(host=str(self.socket), user="saisine", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def create(self, template: str = "template0") -> str:
        """A new database: its name."""
        name = f"test_{secrets.token_hex(6)}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        """Removes a database, whoever is still connected to it."""
        self.sql(f"DROP DATABASE {name} WITH (FORCE)")


def programs() -> Path:
    """The folder of initdb and pg_ctl, the newest where there are several. Raises NoPostgreSQL."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(Path(WHERE_DEBIAN_KEEPS_IT).glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if not found:
        raise NoPostgreSQL("no PostgreSQL (initdb) on this machine. Debian, Ubuntu: apt install postgresql; macOS: brew install postgresql")
    return found[-1].parent


def somebody_else() -> str | None:
    """PostgreSQL refuses to run as root: the user that it gets instead, None when the tests do not run as root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in known)


@contextmanager
def server() -> Iterator[Server]:
    """A fresh server for as long as the block runs. Raises NoPostgreSQL."""
    bin_, user = programs(), somebody_else()
    folder = Path(tempfile.mkdtemp(prefix="saisine-pg-"))  # a socket's path has to be short: pytest's own folders are too deep
    if user:
        shutil.chown(folder, user)

    def run(*command: str) -> None:
        log = (folder / "log").open("ab")  # not a pipe: the server inherits it and would keep it open
        with log:
            done = subprocess.run([str(bin_ / command[0]), *command[1:]], user=user, cwd=folder, stdout=log, stderr=log, check=False)
        if done.returncode:
            raise NoPostgreSQL(f"PostgreSQL does not start here:\n{(folder / 'log').read_text(errors='replace')[-2000:]}")

    data = str(folder / "data")
    try:
        run("initdb", "-D", data, "-U", "saisine", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        options = " ".join(f"-c {option}" for option in OPTIONS)
        run("pg_ctl", "-D", data, "-w", "-t", str(LONGEST), "-l", str(folder / "server.log"), "-o", f"-k {folder} {options}", "start")
        yield Server(folder)
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)
