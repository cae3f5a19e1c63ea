"""The fixtures of the databases: tests that ask for `engine` run on SQLite and on PostgreSQL, each with tables and nothing in them.

Tables are made once, by the real migrations; every test gets a copy.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.platform.database import make_engine, migrate
from tests.postgresql import TEMPLATE, NoPostgreSQL, Server, server

BOTH = ("sqlite", "postgresql")
on_both = pytest.mark.parametrize("database_url", BOTH, indirect=True)
"""For tests of the whole program: with this mark, those that use `settings` run on both databases."""


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """The server of this run, with a migrated database to copy from. Skips visibly where there is none, but fails where CI is set."""
    try:
        with server() as running:
            running.sql(f"CREATE DATABASE {TEMPLATE} TEMPLATE template0")
            _migrated(running.url(TEMPLATE))
            yield running
    except NoPostgreSQL as missing:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(missing))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy from."""
    path = tmp_path_factory.mktemp("template") / "saisine.sqlite3"
    _migrated(f"sqlite:///{path}")
    return path


@contextmanager
def fresh_database(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The address of a database of that kind, with tables and nothing in them; SQLite's file lies in `folder`."""
    if kind == "sqlite":
        folder.mkdir(mode=0o700, exist_ok=True)
        yield f"sqlite:///{shutil.copyfile(request.getfixturevalue('sqlite_template'), folder / 'saisine.sqlite3')}"
        return
    running: Server = request.getfixturevalue("postgresql")
    name = running.create(template=TEMPLATE)
    yield running.url(name)
    running.drop(name)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of the program's database: of the kind that the parameter says, else TEST_DATABASE, else SQLite in its data folder."""
    kind = getattr(request, "param", os.environ.get("TEST_DATABASE", "sqlite"))
    with fresh_database(kind, request, tmp_path / "data") as url:
        yield url


@pytest.fixture(params=BOTH)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Connections to such a database, of both kinds in turn."""
    with fresh_database(request.param, request, tmp_path / "data") as url:
        made = make_engine(url)
        yield made
        made.dispose()


def _migrated(url: str) -> None:
    engine = make_engine(url)
    migrate(engine)
    engine.dispose()
