"""The database: SQLite with nothing to set up, PostgreSQL by its URL. Transactions, migrations, and clearing what was deleted."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from pysqlite3 import dbapi2
from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DatabaseError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session

from app.platform.errors import SaisineError, StorageFailed

OLDEST_SQLITE = (3, 51, 3)
BUSY_MILLISECONDS = 30_000
MIGRATIONS = Path(__file__).parents[2] / "migrations"
MIGRATION_LOCK = 0x5A151E  # any number will do, as long as every process of this program takes the same

WRONG_ADDRESS = "SAISINE_DATABASE_URL must be postgresql://user:password@host/database, or sqlite:/// and the path of a file"

LOOK = 0.01  # seconds between two tries to switch a new file to its log

# The busy timeout comes first, so that the others wait their turn too.
# `recursive_triggers` makes REPLACE fire the triggers that guard events.
PRAGMAS = (
    f"busy_timeout={BUSY_MILLISECONDS}",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "recursive_triggers=ON",
)


class UnsafeSQLite(SaisineError):
    """The SQLite library is older than the repair of the fault that could corrupt a database in WAL mode (up to 3.51.2)."""


class DatabaseTooNew(SaisineError):
    """The database was migrated by a newer version of this program."""


class DatabaseRefused(SaisineError):
    """The address of the database cannot be used, or nobody answers there. The message never repeats it: it may hold a password."""


class StillReading(SaisineError):
    """The rows are deleted, but could not be cleared from the log yet: another connection reads, or the disk refuses. The next deletion
    clears them, and so does the program when it ends."""


def make_engine(url: str) -> Engine:
    """An engine for the URL, not connected yet. A SQLite file and its folder are made, private to this user.

    Raises UnsafeSQLite, and DatabaseRefused for an address of another kind of database, or of none.
    """
    parsed = _address(url)
    if parsed.get_backend_name() == "postgresql":
        return create_engine(parsed, pool_pre_ping=True, pool_size=10, max_overflow=30)
    require_sound_sqlite(dbapi2)
    _create_private(parsed)
    engine = create_engine(parsed, module=dbapi2, pool_size=10, max_overflow=30)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _address(url: str) -> URL:
    """The URL with the driver that we ship, whatever spelling of PostgreSQL's name it begins with. Raises DatabaseRefused."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise DatabaseRefused(WRONG_ADDRESS) from error
    if parsed.get_backend_name() in ("postgres", "postgresql"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername != "sqlite" or parsed.database in (None, "", ":memory:") or parsed.query:
        raise DatabaseRefused(WRONG_ADDRESS)
    return parsed


def job_database(url: str) -> tuple[str, Engine | None]:
    """What the job engine works with: the database's address, and on SQLite an engine like ours, but whose driver begins transactions.

    On PostgreSQL the job engine makes its own, with a time limit on idle transactions that a paused process would hold.
    """
    parsed = _address(url)
    if parsed.get_backend_name() != "sqlite":
        return parsed.render_as_string(hide_password=False), None
    require_sound_sqlite(dbapi2)
    _create_private(parsed)
    engine = create_engine(parsed, module=dbapi2, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite_for_jobs)
    return parsed.render_as_string(), engine


def require_sound_sqlite(module: ModuleType) -> None:
    """Raises UnsafeSQLite for a driver built on a SQLite older than 3.51.3 (sqlite.org, "The WAL-Reset Bug")."""
    if module.sqlite_version_info < OLDEST_SQLITE:
        oldest = ".".join(map(str, OLDEST_SQLITE))
        found = module.sqlite_version
        raise UnsafeSQLite(f"SQLite {found} can corrupt a database; {oldest} or newer is needed, as pysqlite3 brings it")


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one state of the database from its first query on."""
    whole = engine if engine.dialect.name == "sqlite" else engine.execution_options(isolation_level="REPEATABLE READ")
    with _failures_named(), Session(whole) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session whose changes are committed together at the end, or not at all. On SQLite it waits for other writers before it reads."""
    with _failures_named(), Session(engine.execution_options(writing=True), expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def _failures_named() -> Iterator[None]:
    """Raises StorageFailed for whatever a database says when it cannot serve. A rule that was broken stays what it is (IntegrityError)."""
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        raise StorageFailed(_reason(error)) from error
    except DatabaseError as error:
        if type(error) is DatabaseError:  # a file that is no database, or no longer a sound one; the kinds of it are other things
            raise StorageFailed(_reason(error)) from error
        raise


def _reason(error: Exception) -> str:
    """A short name. What a driver says at length may quote values."""
    cause = getattr(error, "orig", None) or error
    name = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or type(cause).__name__
    return str(name)


def migrate(engine: Engine) -> None:
    """Bring the tables up to date; of several programs that start at once, one does and the others wait.

    Raises DatabaseTooNew, and DatabaseRefused when the database does not answer.
    """
    try:
        if _revision(engine) != newest_revision():
            _upgrade(engine)
    except DatabaseError as error:
        reason = str(error.orig).strip().partition("\n")[0]
        fault = "does not answer" if isinstance(error, OperationalError) else "cannot be used"
        raise DatabaseRefused(f"the database of SAISINE_DATABASE_URL {fault}: {reason}") from error


def newest_revision() -> str:
    """The last migration: their files are numbered, "0001_what_it_does.py"."""
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _revision(engine: Engine) -> str | None:
    """The migration that the database stands at; None for an empty one."""
    with engine.begin() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _upgrade(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415 -- hundreds of modules, which a start on a database that is up to date need not wait for
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.execution_options(writing=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise DatabaseTooNew(f"This database does not fit this version of the program ({error}); install the newer one") from error


def clear_deleted(engine: Engine) -> None:
    """Leave no trace of deleted rows in SQLite's log: bring it into the database, where they are overwritten, and cut it.

    Raises StillReading. PostgreSQL clears its files in its own time; there, deleted rows are unreadable because their keys went with them.
    """
    if engine.dialect.name != "sqlite":
        return
    try:
        with closing(engine.raw_connection()) as pooled, closing(pooled.cursor()) as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            row = cursor.fetchone()
    except (dbapi2.Error, PoolTimeout) as error:
        raise StillReading(_reason(error)) from error
    if row is None or row[0]:  # the first column tells that readers were in the way
        raise StillReading("readers were in the way")


def _create_private(url: URL) -> None:
    """SQLite gives its log files the permissions of the database file, so this one file decides for all."""
    path = Path(url.database or "")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
    except OSError as error:
        raise DatabaseRefused(f"the database file {path} cannot be made: {error.strerror}") from error


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # The driver must not begin transactions of its own; `_begin_sqlite` does.
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    _keep_log(cursor)
    cursor.close()


def _keep_log(cursor: Any) -> None:
    """Switch a new file to WAL, and wait for another program that is at it: here SQLite does not, but says at once that it is locked."""
    latest = time.monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except dbapi2.OperationalError as error:
            if not _reason(error).startswith("SQLITE_BUSY") or time.monotonic() > latest:
                raise
            time.sleep(LOOK)
        else:
            return


def _prepare_sqlite_for_jobs(connection: Any, record: object) -> None:
    _prepare_sqlite(connection, record)
    connection.isolation_level = "IMMEDIATE"  # As the job engine expects: writers take the lock at once, reads stand alone.


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the lock at once: a reader that turned writer later could find its snapshot outdated and fail."""
    writer = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")
