"""`saisine packet` and `saisine verify`: whole or not at all, with the promised exit codes."""

import json
from pathlib import Path

import pytest

from app.cli import main
from app.complaints.packet.placing import new_folder
from app.platform.errors import SaisineError
from tests.cli.test_export import Kept, kept

__all__ = ["kept"]


def made(kept: Kept, tmp_path: Path, *more: str) -> int:
    return main(["packet", kept.case, "--out", str(tmp_path / "out"), *more])


def test_a_packet_is_made_and_checked(kept: Kept, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert made(kept, tmp_path, "--zip", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["documents"][0]["file"].startswith("dossier-")
    for place in (tmp_path / "out", tmp_path / "out.zip", next((tmp_path / "out").glob("*.pdf"))):
        assert main(["verify", str(place)]) == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "out").rglob("*"))
    assert (tmp_path / "out.zip").stat().st_mode & 0o077 == 0


def test_the_seven_words_open_it_too(kept: Kept, tmp_path: Path) -> None:
    assert main(["packet", "--out", str(tmp_path / "out"), "--code-file", str(kept.words)]) == 0


def test_a_changed_packet_is_refused_with_the_name_of_the_piece(kept: Kept, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(kept, tmp_path)
    (tmp_path / "out" / "form.txt").write_text("other")
    capsys.readouterr()
    assert main(["verify", str(tmp_path / "out"), "--json"]) == 1
    changes = json.loads(capsys.readouterr().out)["changes"]
    assert changes == [{"code": "changed", "what": "form.txt", "pieces": []}]


@pytest.mark.parametrize("wrong", [["packet", "nobody"], ["packet", "nobody", "--max-mb", "0"], ["verify"]])
def test_wrong_arguments_are_refused(wrong: list[str], kept: Kept, tmp_path: Path) -> None:
    more = ["--out", str(tmp_path / "out")] if wrong[0] == "packet" else [str(tmp_path / "nothing")]
    assert main([*wrong, *more]) == 2
    assert not (tmp_path / "out").exists()


def test_a_folder_in_use_is_left_alone(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("x")
    assert made(kept, tmp_path) == 2
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine"]


def half_made(out: Path) -> None:
    """Writing ends in the middle."""
    with new_folder(out) as folder:
        (folder / "half.pdf").write_bytes(b"%PDF")
        raise OSError(28, "No space left on device")


def test_nothing_half_made_stays(tmp_path: Path) -> None:
    with pytest.raises(SaisineError):
        half_made(tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
