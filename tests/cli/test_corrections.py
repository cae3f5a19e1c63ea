"""`saisine corrections`: shown first, written only as it was seen."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from app.cli import main
from app.law.events import FindingConfirmed, ReplyNature, ReplyReceived
from tests.cli.test_export import Kept, kept  # noqa: F401 -- the fixture

DAY = date(2026, 3, 20)
TEXT = "Dear Camille Exemple, we charge an administration fee of £25, reference 88417."


@pytest.fixture
def corrected(kept: Kept) -> str:  # noqa: F811 -- pytest's way to ask for a fixture
    """Public id of a case in which a fee was confirmed."""
    (reply,) = kept.store.record(kept.dossier, kept.case, [ReplyReceived(on=DAY, nature=ReplyNature.OTHER, text=TEXT)])
    fee = FindingConfirmed(on=DAY, label="fee_demanded", quote="we charge an administration fee of £25", reply=reply.id)
    kept.store.record(kept.dossier, kept.case, [fee])
    return kept.case


def test_lines_are_shown_then_written_once_they_were_seen(corrected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "out.jsonl"
    assert main(["corrections", corrected]) == 0
    shown = capsys.readouterr()
    seen = re.search(r"--seen (\w+)", shown.err)
    assert seen
    assert main(["corrections", corrected, "--seen", seen[1], "--out", str(file)]) == 0
    assert file.read_text(encoding="utf-8") == shown.out
    assert json.loads(shown.out)["labels"] == ["fee_demanded"]
    assert not [canary for canary in ("Camille", "Exemple", "88417") if canary in shown.out]


@pytest.mark.parametrize("more", [["--out"], ["--seen", "0123456789abcdef", "--out"], ["--hide", "fee", "--seen", "0", "--out"]])
def test_what_was_not_seen_is_not_written(corrected: str, more: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "out.jsonl"
    assert main(["corrections", corrected, *more, str(file)]) == 2
    assert "--seen" in capsys.readouterr().err
    assert not file.exists()


def test_a_file_that_is_there_is_not_written_over(corrected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "out.jsonl"
    file.write_text("mine")
    main(["corrections", corrected])
    seen = re.search(r"--seen (\w+)", capsys.readouterr().err)
    assert seen
    assert main(["corrections", corrected, "--seen", seen[1], "--out", str(file)]) == 2
    assert main(["corrections", corrected, "--seen", seen[1], "--out", str(tmp_path / "absent" / "out.jsonl")]) == 2
    assert file.read_text() == "mine"


def test_an_unknown_case_is_named(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    assert main(["corrections", "../../etc"]) == 2
    assert "../../etc" in capsys.readouterr().err
    assert main(["corrections", kept.case]) == 0
