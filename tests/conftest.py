"""Fixtures that every test may use: settings in a folder of their own, the wired program, the same with cheap key stretching."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as examples

from app.cases.recovery import Stretching
from app.platform.settings import Settings
from app.wiring import Wiring, build

pytest_plugins = ["tests.databases", "tests.dovecot"]

# Property tests are not timed: machines differ, and the first look at a calendar or a catalogue reads it whole.
# A build proves the same examples every time; on a developer's machine each run looks for new ones.
examples.register_profile("untimed", deadline=None, max_examples=60, derandomize="CI" in os.environ)
examples.load_profile("untimed")

CHEAP = Stretching(memory=8, passes=1, lanes=1)


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """Settings that keep everything in a folder of this test."""
    return Settings(data_dir=tmp_path / "data", database_url=database_url, master_key_file=tmp_path / "key" / "master.key")


@pytest.fixture
def wiring(settings: Settings) -> Iterator[Wiring]:
    """The program's real parts on a real database; only the stretching of codes is cheap."""
    built = build(settings, stretching=CHEAP)
    yield built
    built.close()
