"""`saisine batch`: a folder of letters from a table; started again, it only does what is missing."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from app.cli import main
from tests.faults.killing import people_file
from tests.letters.paper import texts
from tests.program import environment

PEOPLE = 3


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment(tmp_path).items():
        if name.startswith("SAISINE_"):
            monkeypatch.setenv(name, value)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def batch(table: Path, out: Path, *more: str, kind: str = "access") -> int:
    """Run the command."""
    return main(["batch", str(table), "--controller", "clearview-ai", "--kind", kind, "--out", str(out), *more])


def pdfs(out: Path) -> dict[str, bytes]:
    """The letters in the folder."""
    return {path.name: path.read_bytes() for path in out.glob("*-*.pdf")}


def test_a_batch_is_written_packed_and_written_again_where_it_was_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, out = people_file(tmp_path / "people.csv", PEOPLE), tmp_path / "out"
    assert batch(table, out, "--zip", "--merged", "--two-sided", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    letters = pdfs(out)
    assert (told["written"], told["failed"], len(letters)) == (PEOPLE, 0, PEOPLE)
    assert_packed(out, letters)
    lost, changed, _ = sorted(letters)
    (out / lost).unlink()
    (out / changed).write_bytes(b"something else")
    assert batch(table, out) == 0
    assert pdfs(out) == letters
    assert "Going on with a batch that was begun: 1 of 3 letters are written." in capsys.readouterr().err


def assert_packed(out: Path, letters: dict[str, bytes]) -> None:
    """ZIP, manifests and print file hold all letters."""
    with zipfile.ZipFile(out / "letters.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist() if name.endswith(".pdf")} == letters
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        lines = list(csv.DictReader(io.StringIO(archive.read("manifest.csv").decode())))
    assert [line["row"] for line in lines] == ["2", "3", "4"]
    assert {line["file"] for line in lines} == set(letters)
    with pikepdf.open(out / "letters.pdf") as merged:
        pages = [len(pikepdf.open(io.BytesIO(pdf)).pages) for pdf in letters.values()]
        assert len(merged.pages) == sum(count + count % 2 for count in pages)


def wrong_table(tmp_path: Path) -> Path:
    """A table with three mistakes in two rows."""
    path = tmp_path / "wrong.csv"
    path.write_text("name;country;email\nCamille Exemple;FR;\n;XX;\nDaniel Exemple;FR;nowhere\n")
    return path


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_a_wrong_table_is_told_whole_and_nothing_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...]) -> None:
    assert batch(wrong_table(tmp_path), tmp_path / "out", "--json", *more) == 2
    output = capsys.readouterr()
    assert [(error["row"], error["column"]) for error in json.loads(output.out)["errors"]] == [(3, "name"), (3, "country"), (4, "email")]
    assert "Row 4, column “email”: " in output.err
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "data").exists()


def test_a_dry_run_counts_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = people_file(tmp_path / "people.csv", PEOPLE)
    assert batch(table, tmp_path / "out", "--dry-run", "--json", "--lang", "en") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["people"], told["languages"], told["countries"], told["errors"]) == (PEOPLE, {"en": PEOPLE}, {"FR": PEOPLE}, [])
    assert not (tmp_path / "out").exists()


def test_a_child_s_letter_is_signed_by_the_one_who_acts_for_her(tmp_path: Path) -> None:
    table, out = tmp_path / "children.csv", tmp_path / "out"
    table.write_text("name,country,minor,guardian\nSacha Exemple,FR,oui,Dominique Exemple\n", encoding="utf-8")
    assert batch(table, out, "--lang", "fr") == 0
    (pdf,) = pdfs(out).values()
    told = " ".join("".join(texts(pdf)).split())
    assert "j’agis par Dominique Exemple, titulaire de l’autorité parentale" in told
    assert "Titulaire de l’autorité parentale Dominique Exemple" in told


@pytest.mark.parametrize("minor", ["", "maybe"])
def test_a_guardian_of_nobody_s_child_is_told_by_row_and_column(tmp_path: Path, capsys: pytest.CaptureFixture[str], minor: str) -> None:
    table = tmp_path / "wrong.csv"
    table.write_text(f"name,country,minor,guardian\nSacha Exemple,FR,{minor},Dominique Exemple\n", encoding="utf-8")
    assert batch(table, tmp_path / "out", "--json") == 2
    (error,) = json.loads(capsys.readouterr().out)["errors"]
    assert (error["row"], error["column"]) == (2, "minor" if minor else "guardian")


def strange_table(tmp_path: Path) -> Path:
    """A table with one name in characters that no font has."""
    path = tmp_path / "strange.csv"
    path.write_text("name,country\nCamille Exemple,FR\nZo\U00012345\ue000 Exemple,FR\n", encoding="utf-8")
    return path


def test_characters_that_no_font_has_are_told_by_row_and_in_the_manifest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert batch(strange_table(tmp_path), tmp_path / "out", "--json") == 0
    output = capsys.readouterr()
    (told,) = json.loads(output.out)["warnings"]
    assert (told["row"], told["code"], "\U00012345\ue000" in told["message"]) == (3, "no_glyph", True)
    assert "Row 3: No installed font has " in output.err
    with (tmp_path / "out" / "manifest.csv").open(encoding="utf-8") as manifest:
        assert [line["remark"] for line in csv.DictReader(manifest)] == ["", "transliterated"]


def test_a_folder_with_other_letters_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "manifest.json").touch()
    assert batch(people_file(tmp_path / "people.csv", 1), out) == 2
    assert "another batch" in capsys.readouterr().err


def arguments(tmp_path: Path) -> Iterator[tuple[str, list[str]]]:
    """What cannot be ordered, by the word that the message must hold."""
    table = str(people_file(tmp_path / "people.csv", 1))
    yield "mise_en_demeure", [table, "--controller", "clearview-ai", "--kind", "mise_en_demeure"]
    yield "nobody", [table, "--controller", "nobody", "--kind", "access"]
    yield "police", [table, "--controller", "taj", "--kind", "access"]
    yield "xx", [table, "--controller", "clearview-ai", "--kind", "access", "--lang", "xx"]
    yield "absent.csv", [str(tmp_path / "absent.csv"), "--controller", "clearview-ai", "--kind", "access"]
    yield "data", [str(tmp_path), "--controller", "clearview-ai", "--kind", "access"]


def test_what_cannot_be_ordered_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for named, given in arguments(tmp_path):
        assert main(["batch", *given, "--out", str(tmp_path / "out")]) == 2, named
        assert capsys.readouterr().err.startswith("saisine: ")
        assert not (tmp_path / "out").exists()
