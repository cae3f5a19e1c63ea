"""The command line as a whole: what it prints where, and its exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

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


FULL = Path("/dev/full")
DUE = ("deadline", "--received", "2026-01-31", "--place", "FR", "--lang", "fr", "--json")


def redirected(command: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """The command in a shell, which opens and closes its streams."""
    line = f"exec {sys.executable} -W error -m app.cli {command}"
    environ = environment(folder, **settings)
    return subprocess.run(["sh", "-c", line], cwd=ROOT, env=environ, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
def test_an_output_that_takes_nothing_more_is_the_work_that_failed(tmp_path: Path) -> None:
    done = redirected(f"{' '.join(DUE)} > /dev/full", tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "No space left" in done.stderr


def test_an_output_that_is_closed_is_the_work_that_failed(tmp_path: Path) -> None:
    done = redirected(f"{' '.join(DUE)} >&-", tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "Traceback" not in redirected(f"{' '.join(DUE)} 2>&-", tmp_path).stdout


def test_a_terminal_of_few_letters_gets_question_marks(tmp_path: Path) -> None:
    done = redirected(" ".join(DUE), tmp_path, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["due_strict"] == "2026-03-02"


def test_what_is_refused_is_repeated_without_steering_the_terminal(tmp_path: Path) -> None:
    done = saisine("deadline", "--received", "\x1b]0;x\x07" + "y" * 50_000, "--place", "FR", folder=tmp_path)
    assert done.returncode == 2
    assert "\x1b" not in done.stderr
    assert len(done.stderr) < 3_000


def test_errors_speak_the_language_of_the_terminal(tmp_path: Path) -> None:
    arguments = ("letter", "access", "--controller", "nobody", "--subject", "none.json", "-o", str(tmp_path / "x.pdf"))
    french = saisine(*arguments, folder=tmp_path, LC_ALL="fr_FR.UTF-8").stderr
    english = saisine(*arguments, folder=tmp_path, LC_ALL="C.UTF-8").stderr
    assert french != english
    assert "nobody" in french
