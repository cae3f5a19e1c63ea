"""`saisine letter`: a letter from two files; bad input ends with 2 and names the file and the field, never with a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cli import main

SUBJECT = {
    "name": "Camille Exemple",
    "country": "FR",
    "address": ["12 rue de l’Invention", "69000 Lyon-Exemple"],
    "email": "camille@example.org",
}
COMPANY = {"name": "Exemple SA", "country": "FR", "address": ["1 place du Modèle", "75000 Paris-Exemple"], "email": "dpo@example.com"}
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)
KEYS = st.sampled_from(["name", "country", "address", "email", "phone", "birthdate", "identifiers", "place", "minor", "odd"])


@pytest.fixture
def subject(tmp_path: Path) -> Path:
    """A subject file."""
    return written(tmp_path / "subject.json", SUBJECT)


def written(path: Path, values: object) -> Path:
    """A JSON file with these values."""
    path.write_text(json.dumps(values), encoding="utf-8")
    return path


def letter(kind: str, controller: object, subject: object, output: Path, *more: str) -> int:
    """Run the command."""
    return main(["letter", kind, "--controller", str(controller), "--subject", str(subject), "-o", str(output), *more])


@pytest.mark.parametrize("kind", ["access", "erasure"])
def test_each_format_of_each_letter_is_written(subject: Path, tmp_path: Path, kind: str) -> None:
    beginnings = {"text": b"Camille Exemple\n", "html": b"<!doctype html>"}
    for form, beginning in beginnings.items():
        assert letter(kind, "clearview-ai", subject, tmp_path / form, "--format", form) == 0
        assert (tmp_path / form).read_bytes().startswith(beginning)


def test_pdf_is_what_comes_unasked_and_mail_carries_it(subject: Path, tmp_path: Path) -> None:
    company = written(tmp_path / "company.json", COMPANY)
    assert letter("access", company, subject, tmp_path / "a.pdf") == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert letter("access", company, subject, tmp_path / "a.eml", "--format", "eml") == 0
    assert b"To: dpo@example.com" in (tmp_path / "a.eml").read_bytes()


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"country": "FR"}, "name"),
        ({"name": "x"}, "country"),
        ({"name": 5, "country": "FR"}, "name"),
        ({**SUBJECT, "address": {"a": 1}}, "address"),
        ({**SUBJECT, "email": "a@example.org\nBcc: b@example.org"}, "email"),
        ({**SUBJECT, "birthdate": "yesterday"}, "birthdate"),
        ({**SUBJECT, "identifiers": ["x"]}, "identifiers"),
        ({**SUBJECT, "name": "x" * 900_000}, "name"),
        ({**SUBJECT, "surname": "x"}, "surname"),
        ([], "wrong.json"),
    ],
)
def test_a_wrong_field_is_named_with_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: object, named: str) -> None:
    file = written(tmp_path / "wrong.json", wrong)
    assert letter("access", "clearview-ai", file, tmp_path / "out") == 2
    message = capsys.readouterr().err
    assert "wrong.json" in message
    assert named in message
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe{}", b"[" * 100_000, b"9" * 5_000, b"x" * 1_000_001, b'{"name": NaN}', b"\x00", b'{"a":' * 50_000]
)
def test_a_file_that_is_no_json_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    file = tmp_path / "broken.json"
    file.write_bytes(content)
    assert letter("access", "clearview-ai", file, tmp_path / "out") == 2
    assert "broken.json" in capsys.readouterr().err


def test_odd_text_is_kept_harmless(tmp_path: Path) -> None:
    odd = {**SUBJECT, "name": "\ud800 \u0000 \u202e {{ 7*7 }} <b>", "identifiers": {"\ud800": "\udfff"}}
    assert letter("access", "clearview-ai", written(tmp_path / "odd.json", odd), tmp_path / "out", "--format", "text") == 0
    assert "{{ 7*7 }} <b>" in (tmp_path / "out").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "controller"), [("mise_en_demeure", "clearview-ai"), ("nothing", "clearview-ai"), ("access", "nobody"), ("access", "taj")]
)
def test_what_cannot_be_written_is_refused(subject: Path, tmp_path: Path, kind: str, controller: str) -> None:
    assert letter(kind, controller, subject, tmp_path / "out") == 2
    assert letter("access", "clearview-ai", tmp_path / "absent.json", tmp_path / "out") == 2
    assert letter("access", "clearview-ai", subject, tmp_path / "out", "--lang", "xx") == 2


def test_police_files_are_redirected_whatever_file_describes_them(subject: Path, tmp_path: Path) -> None:
    police = written(tmp_path / "police.json", {**COMPANY, "name": "Police nationale"})
    assert letter("access", police, subject, tmp_path / "out") == 2


def test_a_place_that_cannot_be_written_to_is_the_work_that_failed(subject: Path, tmp_path: Path) -> None:
    assert letter("access", "clearview-ai", subject, tmp_path / "absent" / "out", "--format", "text") == 1


@given(ANY_JSON | st.dictionaries(KEYS, ANY_JSON))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_json_whatever_makes_a_traceback(tmp_path: Path, values: object) -> None:
    file = written(tmp_path / "any.json", values)
    assert letter("access", "clearview-ai", file, tmp_path / "out", "--format", "text") in (0, 2)
    assert letter("access", file, file, tmp_path / "out", "--format", "text") in (0, 2)


def test_the_language_is_the_controller_s_unless_another_is_asked_for(subject: Path, tmp_path: Path) -> None:
    company, out = written(tmp_path / "company.json", COMPANY), tmp_path / "out"
    for more, expected in (((), "Madame, Monsieur"), (("--lang", "en"), "Dear Sir or Madam")):
        assert letter("access", company, subject, out, "--format", "text", *more) == 0
        assert expected in out.read_text(encoding="utf-8")
    assert letter("access", company, subject, out, "--format", "text", "--lang", "xx") == 2


def test_characters_that_no_font_has_are_named_on_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    person = written(tmp_path / "person.json", {**SUBJECT, "name": "Camille \U00010330"})
    assert letter("access", "clearview-ai", person, tmp_path / "out", "--format", "text") == 0
    assert "\U00010330" in capsys.readouterr().err
    assert "\U00010330" in (tmp_path / "out").read_text(encoding="utf-8")


def test_it_runs_as_a_program(subject: Path) -> None:
    command = [sys.executable, "-m", "app.cli", "letter", "access", "--controller", "clearview-ai", "--subject", str(subject)]
    done = subprocess.run([*command, "--format", "text", "-o", "-"], capture_output=True, check=True)
    assert "Exercice du droit d’accès" in done.stdout.decode()
    assert done.stderr == b""


def test_a_letter_to_the_representative_needs_one(subject: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = {"name": "Faces Example Inc.", "country": "US", "email": "a@faces.example"}
    alone, known = (
        written(tmp_path / "alone.json", told),
        written(tmp_path / "known.json", {**told, "representative": ["Exemple", "Paris"]}),
    )
    assert letter("access", alone, subject, tmp_path / "none", "--to-representative") == 2
    assert "Faces Example Inc." in capsys.readouterr().err
    assert letter("access", known, subject, tmp_path / "one", "--to-representative", "--format", "text") == 0
    assert "Exemple\nParis" in (tmp_path / "one").read_text(encoding="utf-8")
