"""`saisine export` and `saisine erase`: by the seven words or, for whoever runs the installation, by public id."""

import hashlib
import io
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.cases.recovery import RecoveryCode
from app.cases.store import CaseStore
from app.cli import main
from app.platform.errors import NotFound
from app.platform.settings import Settings
from app.wiring import Wiring
from tests.cases.world import first_events, request
from tests.databases import on_both
from tests.failing import LOST_PARTICULARS, damage


@dataclass
class Kept:
    """A dossier with one case, and the file with its seven words."""

    store: CaseStore
    dossier: str
    case: str
    words: Path


@pytest.fixture
def kept(wiring: Wiring, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """The commands find the installation by its settings, as the server does."""
    monkeypatch.setenv("SAISINE_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("SAISINE_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("SAISINE_MASTER_KEY_FILE", str(settings.master_key_file))
    dossier, code = wiring.store.open_dossier([request()], [first_events(request())], "draft-of-camille-01")
    words = tmp_path / "words.txt"
    words.write_text(code.text.upper() + "\n", encoding="utf-8")
    return Kept(wiring.store, dossier, wiring.store.cases(dossier)[0].public_id, words)


def gone(kept: Kept) -> bool:
    try:
        kept.store.cases(kept.dossier)
    except NotFound:
        return True
    return False


def checked(folder: Path) -> int:
    """How many files the manifest names; each must be as it says, and private."""
    lines = (folder / "manifest.sha256").read_text(encoding="utf-8").splitlines()
    for line in lines:
        sum_, path = line.split("  ")
        assert hashlib.sha256((folder / path).read_bytes()).hexdigest() == sum_
        assert (folder / path).stat().st_mode & 0o077 == 0
    return len(lines)


@on_both
def test_a_case_is_exported_by_its_id_and_erased_by_its_words(kept: Kept, tmp_path: Path) -> None:
    assert main(["export", kept.case, "--out", str(tmp_path / "out")]) == 0
    assert checked(tmp_path / "out") == 4
    assert main(["erase", kept.case, "--code-file", str(kept.words)]) == 0
    assert gone(kept)


def test_the_words_alone_export_and_erase_the_whole_dossier(kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["export", "--out", str(tmp_path / "out"), "--code-file", str(kept.words)]) == 0
    assert checked(tmp_path / "out") == 4
    monkeypatch.setattr(sys, "stdin", io.StringIO(kept.words.read_text(encoding="utf-8")))
    assert main(["erase", "--code-file", "-"]) == 0
    assert gone(kept)


@pytest.mark.parametrize("by", ["case", "dossier"])
def test_whoever_runs_the_installation_erases_by_public_id(kept: Kept, by: str) -> None:
    assert main(["erase", str(getattr(kept, by)), "--yes"]) == 0
    assert gone(kept)


def test_the_words_of_somebody_else_open_and_erase_nothing(kept: Kept, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, theirs = kept.store.open_dossier([request()], [first_events(request())], "draft-of-someone-02")
    kept.words.write_text(theirs.text, encoding="utf-8")
    assert main(["erase", kept.case, "--code-file", str(kept.words)]) == 2
    assert main(["export", kept.case, "--out", str(tmp_path / "out"), "--code-file", str(kept.words)]) == 2
    assert "CASE" in capsys.readouterr().err
    assert not gone(kept)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("words", ["", "one two", RecoveryCode.generate().text, "x" * 10_000, "\ud800"])
def test_wrong_words_are_refused_and_nothing_is_erased(kept: Kept, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    kept.words.write_text(words, encoding="utf-8", errors="surrogatepass")
    assert main(["erase", "--code-file", str(kept.words)]) == 2
    assert "code" in capsys.readouterr().err
    assert not gone(kept)


@pytest.mark.parametrize(
    "arguments",
    [
        ["erase", "--yes"],
        ["erase", "no-such-case", "--yes"],
        ["erase", "a" * 26, "--yes"],
        ["erase", "--code-file", "/nowhere/at/all"],
        ["export", "no-such-case", "--out", "out"],
    ],
)
def test_what_is_not_there_is_a_wrong_argument(kept: Kept, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not gone(kept)


def test_without_a_terminal_the_words_are_not_waited_for(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert main(["erase", kept.case]) == 2
    assert "--code-file" in capsys.readouterr().err
    assert not gone(kept)


def test_a_folder_in_use_is_not_written_to(kept: Kept, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    assert main(["export", kept.case, "--out", str(tmp_path / "out")]) == 2
    assert "--out" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_a_file_that_is_damaged_leaves_no_half_export(kept: Kept, settings: Settings, tmp_path: Path) -> None:
    for blob in (settings.data_dir / "files").glob("??/*"):
        blob.write_bytes(b"damaged")
    assert main(["export", kept.case, "--out", str(tmp_path / "out")]) == 1
    assert not [path for path in tmp_path.iterdir() if "out" in path.name]


@on_both
def test_a_damaged_case_is_named_and_can_be_erased_by_itself(
    kept: Kept, wiring: Wiring, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = wiring.store.add_case(kept.dossier, request(), first_events(request()), linked=kept.case)
    damage(wiring, kept.case, LOST_PARTICULARS)
    assert main(["export", kept.dossier, "--out", str(tmp_path / "out")]) == 1
    assert kept.case in capsys.readouterr().err
    assert checked(tmp_path / "out") > 2
    for erased in (kept.case, other):
        assert main(["erase", erased, "--yes"]) == 0
    assert gone(kept)
