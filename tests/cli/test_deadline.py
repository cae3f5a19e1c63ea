"""`saisine deadline`: the document it prints, the text it prints, and what it refuses."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from tests.program import saisine

KEYS = ["due_strict", "due_safe", "extended_strict", "extended_safe", "extension", "steps"]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("COLUMNS", "80")


def document(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["deadline", *arguments, "--json"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    found: dict[str, Any] = json.loads(printed.out)
    return found


def test_the_document_has_exactly_the_keys_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "--received", "2026-03-05", "--place", "FR")
    assert list(found) == KEYS
    assert [found[key] for key in KEYS[:5]] == ["2026-04-07", "2026-04-07", "2026-06-05", "2026-06-05", "none"]
    assert {tuple(step) for step in found["steps"]} == {("date", "rule", "source", "text")}
    assert all(all(step.values()) for step in found["steps"])


def test_an_extension_that_came_too_late_is_void(capsys: pytest.CaptureFixture[str]) -> None:
    late = ("--extension-notified", "2026-04-08", "--extension-reasons", "eleven systems")
    found = document(capsys, "--received", "2026-03-05", "--place", "FR", *late)
    assert [found[key] for key in KEYS[2:5]] == [None, None, "void"]


def test_an_extension_without_reasons_is_defective(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "--received", "2026-03-05", "--place", "FR", "--extension-notified", "2026-03-20")
    assert [found[key] for key in KEYS[2:5]] == ["2026-04-07", "2026-06-05", "defective"]


def test_two_receipts_pauses_and_a_subject_abroad_are_understood(capsys: pytest.CaptureFixture[str]) -> None:
    pauses = ("--paused", "2026-06-15/2026-06-17", "--paused", "2026-06-20/2026-06-21")
    found = document(capsys, "--received", "2026-06-08/2026-06-11", "--place", "us", "--subject-place", "fr", *pauses)
    assert (found["due_strict"], found["due_safe"]) == ("2026-07-08", "2026-07-15")


def test_the_language_changes_the_text_alone(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--received", "2026-03-05", "--place", "FR", "--lang")
    english, french = document(capsys, *arguments, "en"), document(capsys, *arguments, "fr")
    assert english["steps"][4]["text"].startswith("6 April 2026 is a public holiday where the controller acts (Easter Monday)")
    assert french["steps"][4]["text"].startswith(
        "Le 6 avril 2026 est un jour férié là où agit le responsable du traitement (lundi de Pâques)"
    )
    for one, other in zip(english["steps"], french["steps"], strict=True):
        assert one | {"text": ""} == other | {"text": ""}


def test_the_environment_sets_the_language_when_nothing_else_does(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert main(["deadline", "--received", "2026-03-05", "--place", "FR"]) == 0
    assert capsys.readouterr().out.startswith("Échéance\u00a0: 7 avril 2026\n")


def test_the_text_fits_the_terminal_and_numbers_the_steps(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", "--received", "2026-06-14", "--place", "US", "--subject-place", "FR"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["Due: 14 July 2026 (strict), 15 July 2026 (safe)", "Due, if validly extended: 14 September 2026", ""]
    assert lines[3].startswith(" 1. The request was received on 14 June 2026.")
    assert max(map(len, lines)) <= 80


GOOD = {"--received": "2026-03-05", "--place": "FR"}
WRONG = [
    ("--received", "2026-02-30"),
    ("--received", "2026-3-5"),
    ("--received", "٢٠٢٦-03-05"),
    ("--received", "yesterday"),
    ("--received", ""),
    ("--received", "2026-03-06/2026-03-05"),
    ("--received", "2026-03-05/2026-03-06/2026-03-07"),
    ("--received", "9999-12-31"),
    ("--received", "2100-12-20"),
    ("--received", "0001-01-01"),
    ("--place", "FR-99"),
    ("--place", "Atlantis"),
    ("--place", ""),
    ("--place", "{0.__class__}"),
    ("--subject-place", "ZZ"),
    ("--subject-place", ""),
    ("--paused", "2026-03-10"),
    ("--paused", "2026-03-10/"),
    ("--paused", "2026-03-17/2026-03-10"),
    ("--paused", "2026-03-01/2026-03-10"),
    ("--paused", "2026-04-20/2026-04-27"),
    ("--paused", "2026-03-10/9999-12-31"),
    ("--paused", "2026-03-10/2100-12-31"),
    ("--extension-notified", "2026-03-04"),
    ("--extension-notified", "soon"),
    ("--extension-reasons", "complex"),
    ("--lang", "de"),
]


@pytest.mark.parametrize(("option", "value"), WRONG)
def test_wrong_input_ends_with_two_and_names_the_option(option: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [part for pair in (GOOD | {option: value}).items() for part in pair]
    try:
        code = main(["deadline", *arguments, "--json"])
    except SystemExit as ended:
        code = int(ended.code or 0)
    printed = capsys.readouterr()
    assert (code, printed.out) == (2, "")
    assert option in printed.err


def test_mistakes_are_told_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", "--received", "2026-03-05", "--place", "FR-99", "--lang", "fr"]) == 2
    assert "n’est pas un lieu connu" in capsys.readouterr().err


def test_a_missing_option_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["deadline", "--place", "FR"])
    assert ended.value.code == 2
    assert "--received" in capsys.readouterr().err


def test_the_real_command_prints_one_document_and_nothing_else(tmp_path: Path) -> None:
    done = saisine("deadline", "--received", "2026-03-03", "--place", "FR-67", "--json", folder=tmp_path, PYTHONIOENCODING="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["due_safe"] == "2026-04-07"
