"""The command line as a whole: what it prints where, and its exit codes."""

import subprocess
import sys
from pathlib import Path

from tests.program import ROOT, environment, saisine


def test_without_a_command_the_commands_are_listed(tmp_path: Path) -> None:
    shown = saisine(folder=tmp_path)
    assert shown.returncode == 2
    assert all(name in shown.stderr for name in ("serve", "letter", "deadline"))
    assert shown.stdout == ""


def test_an_unknown_command_is_a_wrong_argument(tmp_path: Path) -> None:
    assert saisine("deadlines", folder=tmp_path).returncode == 2


def test_a_reader_that_stops_reading_gets_no_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "app.cli", "deadline", "--received", "2026-01-31", "--place", "FR", "--json"]
    with subprocess.Popen(command, cwd=ROOT, env=environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_errors_speak_the_language_of_the_terminal(tmp_path: Path) -> None:
    arguments = ("letter", "access", "--controller", "nobody", "--subject", "none.json", "-o", str(tmp_path / "x.pdf"))
    french = saisine(*arguments, folder=tmp_path, LC_ALL="fr_FR.UTF-8").stderr
    english = saisine(*arguments, folder=tmp_path, LC_ALL="C.UTF-8").stderr
    assert french != english
    assert "nobody" in french
