"""Installations that read a mailbox, one per test."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.platform.settings import Settings
from app.wiring import build
from tests.cases.world import Clock
from tests.conftest import CHEAP
from tests.databases import BOTH, fresh_database
from tests.mailbox.post import TEMPLATE, Post


@pytest.fixture(params=BOTH)
def post(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Post]:
    """An installation with addresses for its cases."""
    clock = Clock()
    with fresh_database(request.param, request, tmp_path / "data") as url:
        own = Settings(data_dir=tmp_path / "data", database_url=url, master_key_file=tmp_path / "key" / "master.key")
        wiring = build(replace(own, reply_address=TEMPLATE), clock=clock, stretching=CHEAP)
        yield Post(wiring, clock)
        wiring.close()


@pytest.fixture
def one_post(tmp_path: Path) -> Iterator[Post]:
    """The same on SQLite alone: for tests of the talk with the mail server, whatever the database."""
    clock = Clock()
    own = Settings(
        data_dir=tmp_path / "data", database_url=f"sqlite:///{tmp_path / 'data' / 'saisine.sqlite3'}", master_key_file=tmp_path / "key"
    )
    wiring = build(replace(own, reply_address=TEMPLATE), clock=clock, stretching=CHEAP)
    yield Post(wiring, clock)
    wiring.close()
