"""The database is safe from its first transaction on, and gets its tables however many programs start at once."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from pysqlite3 import dbapi2
from sqlalchemy import Engine, event, inspect, text
from sqlalchemy.exc import IntegrityError

import app.cases.tables
import app.directory.tables  # noqa: F401 -- the tables that the migrations are compared with
from app.platform.database import (
    MIGRATIONS,
    DatabaseRefused,
    DatabaseTooNew,
    UnsafeSQLite,
    clear_deleted,
    make_engine,
    migrate,
    newest_revision,
    reading,
    require_sound_sqlite,
    writing,
)
from app.platform.errors import StorageFailed
from app.platform.tables import Row
from tests.databases import BOTH, fresh_database
from tests.postgresql import Server

SAFE = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0, "busy_timeout": 30_000}
MIGRATE = "import sys; from app.platform.database import make_engine, migrate; migrate(make_engine(sys.argv[1]))"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'data' / 'saisine.sqlite3'}"


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = make_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, url: str) -> Iterator[str]:
    """The address of a database without tables, of either kind."""
    if request.param == "sqlite":
        yield url
        return
    running: Server = request.getfixturevalue("postgresql")
    name = running.create()
    yield running.url(name)
    running.drop(name)


@pytest.fixture
def empty(empty_url: str) -> Iterator[Engine]:
    engine = make_engine(empty_url)
    yield engine
    engine.dispose()


@pytest.mark.parametrize(("pragma", "value"), SAFE.items())
def test_every_connection_is_set_to_lose_and_leak_nothing(engine: Engine, pragma: str, value: object) -> None:
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2)])
def test_a_sqlite_that_can_corrupt_data_is_refused(version: tuple[int, ...]) -> None:
    driver = ModuleType("driver")
    driver.sqlite_version_info, driver.sqlite_version = version, ".".join(map(str, version))  # type: ignore[attr-defined]
    with pytest.raises(UnsafeSQLite, match=r"3\.51\.3 or newer"):
        require_sound_sqlite(driver)


def test_the_sqlite_that_comes_with_the_program_is_sound() -> None:
    require_sound_sqlite(dbapi2)


def test_only_this_user_can_read_the_database_and_its_log(engine: Engine, tmp_path: Path) -> None:
    migrate(engine)
    with writing(engine):
        modes = {path.name: path.stat().st_mode & 0o077 for path in (tmp_path / "data").iterdir()}
    assert set(modes.values()) == {0}
    assert "saisine.sqlite3-wal" in modes


def test_writers_wait_for_each_other_instead_of_losing_an_update(engine: Engine) -> None:
    """SQLite's writers queue before they read; on PostgreSQL rows are locked one by one (`find_case(to_write=True)`)."""
    with writing(engine) as session:
        session.connection().execute(text("CREATE TABLE counter (n INTEGER)"))
        session.connection().execute(text("INSERT INTO counter VALUES (0)"))

    def count() -> None:
        for _ in range(25):
            with writing(engine) as session:
                n = session.connection().execute(text("SELECT n FROM counter")).scalar_one()
                session.connection().execute(text("UPDATE counter SET n = :n"), {"n": n + 1})

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(engine) as session:
        assert session.connection().execute(text("SELECT n FROM counter")).scalar_one() == 100


def test_a_failed_transaction_leaves_nothing(empty: Engine) -> None:
    migrate(empty)

    def fail_half_way() -> None:
        with writing(empty) as session:
            session.connection().execute(text("CREATE TABLE half (n INTEGER)"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    with reading(empty) as session:
        assert not inspect(session.connection()).has_table("half")


def test_tables_and_migrations_agree(empty: Engine) -> None:
    migrate(empty)
    with empty.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Row.metadata) == []


def test_migrating_again_works_from_any_folder(empty: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    migrate(empty)
    monkeypatch.chdir(tmp_path)
    migrate(empty)


def test_a_start_waits_for_another_that_is_at_the_new_file(url: str) -> None:
    waiting = make_engine(url)  # which makes the file; SQLite itself would send the second one away at once
    other = dbapi2.connect(str(waiting.url.database), isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.2, other.close)
    release.start()
    with waiting.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    release.join()
    waiting.dispose()


def test_programs_that_start_at_once_migrate_once(empty_url: str) -> None:
    running = [subprocess.Popen([sys.executable, "-c", MIGRATE, empty_url], stderr=subprocess.PIPE, text=True) for _ in range(2)]
    failures = [process.communicate()[1] for process in running]
    assert failures == ["", ""]
    assert [process.returncode for process in running] == [0, 0]


def test_a_database_of_a_newer_version_is_refused_with_a_reason(empty: Engine) -> None:
    migrate(empty)
    with writing(empty) as session:
        session.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNew, match="install the newer one"):
        migrate(empty)


@pytest.fixture
def engine_with_counter(empty: Engine) -> Engine:
    with writing(empty) as session:
        session.connection().execute(text("CREATE TABLE counter (n INTEGER)"))
        session.connection().execute(text("INSERT INTO counter VALUES (0)"))
    return empty


def test_a_reader_sees_one_state_however_much_is_written_meanwhile(engine_with_counter: Engine) -> None:
    count = text("SELECT n FROM counter")
    with reading(engine_with_counter) as reader:
        before = reader.connection().execute(count).scalar_one()
        with writing(engine_with_counter) as writer:
            writer.connection().execute(text("UPDATE counter SET n = n + 1"))
        assert reader.connection().execute(count).scalar_one() == before
    with reading(engine_with_counter) as reader:
        assert reader.connection().execute(count).scalar_one() == before + 1


NO_ADDRESSES = ["nonsense", "mysql://camille:secret@localhost/saisine", "sqlite+aiosqlite:///x"]
NO_FILES = ["sqlite://", "sqlite:///:memory:", "sqlite:///x?mode=ro"]


@pytest.mark.parametrize("address", NO_ADDRESSES + NO_FILES)
def test_an_address_of_no_known_database_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(DatabaseRefused, match="SAISINE_DATABASE_URL") as refused:
        make_engine(address)
    assert "secret" not in str(refused.value)


def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    silent = make_engine(f"postgres://camille:secret@/saisine?host={tmp_path}")
    with pytest.raises(DatabaseRefused, match="does not answer") as refused:
        migrate(silent)
    assert "secret" not in str(refused.value)


def spoil_with_bytes(path: Path) -> None:
    path.write_bytes(b"This is no database. " * 500)


def spoil_the_folder(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_text("")


@pytest.mark.parametrize("spoil", [Path.mkdir, spoil_with_bytes, spoil_the_folder])
def test_a_file_that_is_no_database_is_refused_with_the_reason(spoil: Callable[[Path], object], tmp_path: Path) -> None:
    path = tmp_path / "data" / "saisine.sqlite3"
    path.parent.mkdir()
    spoil(path)
    with pytest.raises(DatabaseRefused, match=r"cannot be (used|made)|does not answer"):
        migrate(make_engine(f"sqlite:///{path}"))


REFUSING = {"query_only=ON": "SQLITE_READONLY", "max_page_count=1": "SQLITE_FULL"}


@pytest.mark.parametrize("pragma", REFUSING)
def test_a_database_that_takes_nothing_is_a_failure_with_its_name(pragma: str, url: str) -> None:
    engine = make_engine(url)
    migrate(engine)
    engine.dispose()
    event.listen(engine, "connect", lambda connection, _: connection.execute(f"PRAGMA {pragma}"))
    with pytest.raises(StorageFailed) as failed, writing(engine) as session:
        session.connection().execute(text("CREATE TABLE big AS SELECT zeroblob(9999)"))
    assert failed.value.reason == REFUSING[pragma]
    engine.dispose()


def test_a_writer_that_waits_too_long_for_another_is_a_failure_with_its_name(engine: Engine) -> None:
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=1"))
    with writing(engine) as first:
        first.connection()
        with pytest.raises(StorageFailed) as failed, writing(engine) as second:
            second.connection()
    assert failed.value.reason == "SQLITE_BUSY"


def test_a_rule_that_was_broken_is_no_failure_of_the_disk(engine_with_counter: Engine) -> None:
    with writing(engine_with_counter) as session:
        session.connection().execute(text("CREATE UNIQUE INDEX one ON counter (n)"))
    with pytest.raises(IntegrityError), writing(engine_with_counter) as session:
        session.connection().execute(text("INSERT INTO counter VALUES (7), (7)"))


def test_clearing_deleted_rows_empties_the_log(engine: Engine, tmp_path: Path) -> None:
    migrate(engine)
    assert (tmp_path / "data" / "saisine.sqlite3-wal").stat().st_size > 0
    clear_deleted(engine)
    assert (tmp_path / "data" / "saisine.sqlite3-wal").stat().st_size == 0


def test_tests_on_both_databases_really_run_on_both(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    names = []
    for kind in BOTH:
        with fresh_database(kind, request, tmp_path / kind) as address:
            names.append(make_engine(address).dialect.name)
    assert names == ["sqlite", "postgresql"]


def test_the_newest_migration_is_the_head_of_the_chain() -> None:
    assert [newest_revision()] == ScriptDirectory(str(MIGRATIONS)).get_heads()
