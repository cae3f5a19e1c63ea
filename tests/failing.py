"""Ways in which a disk, a database or what is stored fails: what an administrator meets, or an intruder does."""

from collections.abc import Iterator
from contextlib import contextmanager

from pysqlite3 import dbapi2
from sqlalchemy import Engine, event, text

from app.platform.database import writing
from app.wiring import Wiring

FULL, READ_ONLY = "max_page_count=1", "query_only=ON"
"""Pragmas under which SQLite behaves as on a disk without room, or one that takes nothing."""


@contextmanager
def database_with(engine: Engine, pragma: str) -> Iterator[None]:
    """Connections that behave as on such a disk."""

    def prepare(connection: dbapi2.Connection, _: object) -> None:
        connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", prepare)
    engine.dispose()
    yield
    event.remove(engine, "connect", prepare)
    engine.dispose()


@contextmanager
def locked(wired: Wiring) -> Iterator[None]:
    """Another program writes and does not end; waiting for it is cut short."""
    holder = dbapi2.connect(str(wired.settings.data_dir / "saisine.sqlite3"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with database_with(wired.engine, "busy_timeout=1"):
        yield
    holder.close()


def remove_the_key(wired: Wiring) -> None:
    sql(wired, "UPDATE legal_case SET key_for_server = NULL")


def change_the_particulars(wired: Wiring) -> None:
    sql(wired, "UPDATE legal_case SET particulars = head")


LOST_KEY, LOST_PARTICULARS = "key_for_server = NULL", "particulars = head"


def damage(wired: Wiring, case: str, how: str) -> None:
    """Changes one case only."""
    sql(wired, f"UPDATE legal_case SET {how} WHERE id = '{case}'")  # noqa: S608 -- both come from the tests


def swap_two_records(wired: Wiring) -> None:
    sql(wired, "DROP TRIGGER event_is_never_changed")
    sql(wired, "UPDATE event SET sealed = (SELECT sealed FROM event WHERE sequence = 1) WHERE sequence = 2")


def sql(wired: Wiring, statement: str) -> None:
    with writing(wired.engine) as session:
        session.connection().execute(text(statement))
