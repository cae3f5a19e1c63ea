"""Fixtures that every test may use: settings in a folder of their own, the wired program, the same with cheap key stretching."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as examples

from app.cases.recovery import Stretching
from app.platform.settings import Settings
from app.wiring import Wiring, build

# Property tests are not timed: machines differ, and the first look at a calendar or a catalogue reads it whole.
examples.register_profile("untimed", deadline=None, max_examples=60)
examples.load_profile("untimed")

CHEAP = Stretching(memory=8, passes=1, lanes=1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that keep everything in a folder of this test."""
    data = tmp_path / "data"
    return Settings(data_dir=data, database_url=f"sqlite:///{data / 'saisine.sqlite3'}", master_key_file=tmp_path / "key" / "master.key")


@pytest.fixture
def wiring(settings: Settings) -> Iterator[Wiring]:
    """The program's real parts on a real database; only the stretching of codes is cheap."""
    built = build(settings, stretching=CHEAP)
    yield built
    built.close()
