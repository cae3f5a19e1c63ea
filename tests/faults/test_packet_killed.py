"""A packet whose making is killed: nothing half-made stays where it was asked for or aside, and it can be made again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import main
from app.complaints.packet.vanishing import vanishing_folder
from app.complaints.packet.verify import verify
from tests.cli.test_export import Kept, kept
from tests.databases import on_both
from tests.program import ROOT

__all__ = ["kept"]

LONGEST = 30


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files, looked at afterwards."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def killed_at(kept: Kept, out: Path, step: int) -> int:
    """`saisine packet`, killed as soon as it told of its progress so many times: its exit code."""
    command = [sys.executable, "-m", "app.cli", "packet", kept.case, "--out", str(out), "--zip"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env={**os.environ, "LANG": "C"}) as running:
        assert running.stderr is not None
        for _ in range(step):
            running.stderr.readline()
        running.kill()
    return int(running.returncode)


def left(*folders: Path) -> list[str]:
    """Names of what of a packet still lies there, once nobody removes anything any more."""
    until = time.monotonic() + LONGEST
    while (found := list(lying(*folders))) and time.monotonic() < until:
        time.sleep(0.05)
    return found


def lying(*folders: Path) -> Iterator[str]:
    """What lies there and is half made, or not encrypted."""
    for folder in folders:
        for _, inner, files in os.walk(folder):
            yield from (name for name in (*inner, *files) if name.startswith((".out", "saisine-packet-")) or name.endswith(".pdf"))


@on_both
def test_a_command_that_is_killed_leaves_nothing_and_can_be_given_again(kept: Kept, tmp_path: Path, private: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    for step in (1, 2, 3):
        assert killed_at(kept, place / "out", step) == -signal.SIGKILL
        assert left(place, private) == []
        assert not (place / "out").exists()
    assert main(["packet", kept.case, "--out", str(place / "out"), "--zip"]) == 0
    assert sorted(path.name for path in place.iterdir()) == ["out", "out.zip"]
    assert verify(place / "out").whole


def test_what_even_the_remover_could_not_remove_goes_with_the_next_one(tmp_path: Path) -> None:
    with vanishing_folder("saisine-x-", tmp_path) as living:
        (tmp_path / "saisine-x-dead").mkdir()
        (tmp_path / "saisine-x-dead" / ".of-saisine").touch()
        (tmp_path / "saisine-x-stranger").mkdir()
        with vanishing_folder("saisine-x-", tmp_path):
            assert living.is_dir()
            assert not (tmp_path / "saisine-x-dead").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["saisine-x-stranger"]
