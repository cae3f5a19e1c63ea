"""A world per test, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.cases.world import World, open_sqlite


@pytest.fixture
def world(tmp_path: Path, engine: Engine) -> World:
    """A case store with nothing in it yet."""
    folder = tmp_path / "data"
    folder.mkdir(exist_ok=True)
    return World(folder, engine)


@pytest.fixture
def world_on_disk(tmp_path: Path) -> Iterator[World]:
    """The same, always on SQLite: for tests that read the data folder byte by byte."""
    folder = tmp_path / "data"
    folder.mkdir()
    engine = open_sqlite(folder)
    yield World(folder, engine)
    engine.dispose()
