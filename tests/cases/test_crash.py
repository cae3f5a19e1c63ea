"""The program is killed while it writes: whatever it had acknowledged is there afterwards, whole and in order."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cases.world import World, world_in

CYCLES = 2
ACKNOWLEDGED_BEFORE_THE_KILL = 12


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A world whose keys another program can read too."""
    (tmp_path / "data").mkdir()
    world = world_in(tmp_path)
    yield world
    world.engine.dispose()


def write_until_killed(folder: Path, dossier: str, case: str) -> list[str]:
    """Kill a writer after it acknowledged some records, in the middle of the next: all that it had acknowledged by then."""
    command = [sys.executable, "-m", "tests.cases.writer", str(folder), dossier, case]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        seen = [writer.stdout.readline().strip() for _ in range(ACKNOWLEDGED_BEFORE_THE_KILL)]
        writer.kill()
        return seen + [line.strip() for line in writer.stdout if line.endswith("\n")]


def test_a_kill_in_the_middle_of_writing_loses_nothing_acknowledged(world: World, tmp_path: Path) -> None:
    dossier, case = world.open_case()
    acknowledged: set[str] = set()
    for _ in range(CYCLES):
        acknowledged |= set(write_until_killed(tmp_path, dossier, case))
        view = world.store.case(dossier, case)
        assert view.intact
        assert acknowledged <= {record.id for record in view.records}
        assert all(world.store.file(dossier, case, file.id)[1] for file in view.files)
    assert len(acknowledged) >= CYCLES * ACKNOWLEDGED_BEFORE_THE_KILL
    world.clock.pass_(days=36500)
    world.store.remove_orphans()
    assert len(world.files_on_disk()) == len(view.files)
    assert not list((world.folder / "files" / "incoming").iterdir())
