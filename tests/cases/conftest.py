"""A world per test: on SQLite, and on PostgreSQL too where TEST_POSTGRESQL_URL names one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cases.world import POSTGRESQL, World, postgresql_engine, sqlite_engine


@pytest.fixture(params=["sqlite", "postgresql"] if POSTGRESQL else ["sqlite"])
def world(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[World]:
    """A case store with nothing in it yet."""
    folder = tmp_path / "data"
    folder.mkdir()
    of_its_own = postgresql_engine(POSTGRESQL) if POSTGRESQL and request.param == "postgresql" else sqlite_engine(folder)
    with of_its_own as engine:
        yield World(folder, engine)


@pytest.fixture
def world_on_disk(tmp_path: Path) -> Iterator[World]:
    """The same, always on SQLite: for tests that read the data folder byte by byte."""
    folder = tmp_path / "data"
    folder.mkdir()
    with sqlite_engine(folder) as engine:
        yield World(folder, engine)
