"""`saisine analyse`: one reply or many, and what it refuses."""

import json
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from tests.program import saisine

KEYS = ["language", "findings", "extracted"]
FINDING = ["label", "kind", "quote", "start", "end", "articles", "confidence", "why"]
MORE = ["leading_decision", "legitimate_if", "rule"]
FEE = "We charge an administration fee of £25. Nothing will be sent before it is paid."


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")


def line(**entry: Any) -> str:
    return json.dumps({"id": "a", "text": FEE, "request": "access", "sent_on": "2024-03-01", "received_on": "2024-03-10", **entry}) + "\n"


def test_the_document_has_exactly_the_keys_of_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "reply.txt").write_text(FEE)
    dates = ("--request", "access", "--requested", "2024-03-01", "--replied", "2024-03-10")
    assert main(["analyse", str(tmp_path / "reply.txt"), *dates, "--json"]) == 0
    printed = capsys.readouterr()
    found = json.loads(printed.out)
    assert printed.err == ""
    assert list(found) == KEYS
    first = found["findings"][0]
    assert list(first) == FINDING + MORE
    assert (first["label"], first["why"], first["leading_decision"], first["rule"]) == ("fee_demanded", "model", "CJEU, C-307/22", None)
    assert "further copy" in first["legitimate_if"]
    assert set(found["extracted"]) == {"dates", "recipients", "amounts", "documents", "articles", "remedies"}


def test_text_tells_when_the_same_would_be_lawful(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "reply.txt").write_bytes(FEE.encode("cp1252"))
    assert main(["analyse", str(tmp_path / "reply.txt"), "--lang", "en"]) == 0
    printed = capsys.readouterr().out
    assert "Lawful if: " in printed
    assert "Leading decision: CJEU, C-307/22" in printed
    assert "“We charge an administration fee of £25.”" in printed or "“Nothing will be sent before it is paid.”" in printed


def test_many_replies_keep_their_order_and_ids(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text("".join(line(id=f"d{number}", labels=["x"], note="y") for number in range(40)) + "\n" + line(id=7, text=""))
    assert main(["analyse", "--jsonl", str(file)]) == 0
    found = [json.loads(one) for one in capsys.readouterr().out.splitlines()]
    assert [one["id"] for one in found] == [*(f"d{number}" for number in range(40)), 7]
    assert list(found[0]) == ["id", *KEYS]
    assert found[-1]["findings"] == []


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("not json\n", "this is not a JSON object."),
        ("[1]\n", "this is not a JSON object."),
        (line(text=3), "“text” is missing or is not text."),
        (line(request="portability"), "“request” must be access, erasure or both, not “portability”."),
        (line(sent_on="2024-13-01"), "“sent_on” must be a date such as 2026-03-05, not “2024-13-01”."),
        (line(received_on=20240301), "“received_on” must be a date such as 2026-03-05, not “20240301”."),
        ("\udcff\n", "this is not a JSON object."),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: str, why: str
) -> None:
    (tmp_path / "in.jsonl").write_text(line(id="first") + wrong + line(id="last"), errors="surrogateescape")
    assert main(["analyse", "--jsonl", str(tmp_path / "in.jsonl")]) == 2
    printed = capsys.readouterr()
    assert printed.err == f"saisine: Line 2: {why}\n"
    assert [json.loads(one)["id"] for one in printed.out.splitlines()] == ["first", "last"]


@pytest.mark.parametrize(
    "arguments", [[], ["a.txt", "--jsonl", "b.jsonl"], ["a.txt", "--requested", "1 March"], ["b.txt", "--replied", "2024-02-30"]]
)
def test_what_cannot_be_done_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", *arguments]) in (1, 2)
    assert capsys.readouterr().err.startswith("saisine: ")


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"%PDF-1.7\n1 0 obj", b"PK\x03\x04abc", b"{\\rtf1 We refuse.}"]
)
def test_what_is_no_text_is_refused(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.bin").write_bytes(content)
    assert main(["analyse", str(tmp_path / "a.bin")]) == 2
    assert "not text" in capsys.readouterr().err


def test_an_empty_file_has_no_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").touch()
    assert main(["analyse", str(tmp_path / "empty.txt"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_the_real_program_reads_a_file(tmp_path: Path) -> None:
    (tmp_path / "reply.txt").write_text(FEE)
    done = saisine("analyse", str(tmp_path / "reply.txt"), "--json", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["language"] == "en"


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(FEE.encode())))
    assert main(["analyse", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["language"] == "en"


@pytest.mark.parametrize("how", [[], ["--jsonl"]])
def test_a_file_that_is_not_there_is_named_as_wrong_input(how: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", *how, str(tmp_path / "absent.txt")]) == 2
    assert "absent.txt: The file cannot be read: No such file or directory." in capsys.readouterr().err
