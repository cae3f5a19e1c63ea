"""`saisine directory`: importing and searching, for people and for programs."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from tests.directory.archive import BAD, OBSOLETE, PACKS, companies, damaged, packed, sample, with_bad


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAISINE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("SAISINE_MASTER_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The sample as a file."""
    path = tmp_path / "list.zip"
    path.write_bytes(packed().getvalue())
    return path


def import_json(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The report of an import."""
    assert main(["directory", "import", str(path), "--json"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return dict(json.loads(printed.out))


def test_an_import_reports_what_it_did_and_then_that_nothing_changed(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = import_json(archive, capsys), import_json(archive, capsys)
    assert len(first["added"]) == second["unchanged"] == len(sample().records)
    assert [second[key] for key in ("added", "changed", "removed", "skipped")] == [[], [], [], []]
    assert first["counts"] == {"controller": len(companies()), "obsolete": len(OBSOLETE), "authority": 1, "pack": len(PACKS)}


def test_what_is_left_out_is_named_with_its_reason(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive.write_bytes(with_bad().getvalue())
    skipped = import_json(archive, capsys)["skipped"]
    assert len(skipped) == len(BAD)
    reason = "The file is not JSON text in UTF-8 that can be understood."
    assert {"file": "list-main/companies/bad-json.json", "field": "file", "reason": reason} in skipped
    assert import_json(archive, capsys)["skipped"] == skipped
    assert main(["directory", "import", str(archive)]) == 0
    assert "bad-country.json: The last line of the field “postal address” is not a country" in capsys.readouterr().out


def test_what_is_damaged_in_a_newer_list_stays_and_is_named(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import_json(archive, capsys)
    archive.write_bytes(damaged("companies/idn.json").getvalue())
    report = import_json(archive, capsys)
    assert (report["kept"], report["removed"], report["counts"]["controller"]) == (["idn"], [], len(companies()))
    assert main(["directory", "import", str(archive)]) == 0
    assert "file is damaged: 1\n  idn\n" in capsys.readouterr().out


HOSTILE = packed(("../up.json", b"{}")), packed(("list-main/companies/bomb.json", b"0" * 30_000_000))


@pytest.mark.parametrize(
    "content",
    [b"", b"no archive", packed().getvalue()[:-40], packed(controllers={}).getvalue(), *(bad.getvalue() for bad in HOSTILE)],
    ids=["empty", "none", "cut-off", "another", "path", "bomb"],
)
def test_a_bad_archive_ends_with_2_and_leaves_the_list_alone(archive: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    import_json(archive, capsys)
    bad = archive.with_name("bad.zip")
    bad.write_bytes(content)
    assert main(["directory", "import", str(bad)]) == 2
    assert capsys.readouterr().err.startswith("saisine: archive: ")
    assert import_json(archive, capsys)["changed"] == []


@pytest.mark.parametrize("source", ["absent.zip", ".", "http://list.example/a.zip", "ftp://list.example/a", "\0", ""])
def test_what_is_no_file_and_no_https_address_ends_with_2(source: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["directory", "import", source]) == 2
    assert "archive" in capsys.readouterr().err


def test_a_search_finds_curated_and_imported_ones(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import_json(archive, capsys)
    assert main(["directory", "search", "epattante", "apli", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["results"][0]["slug"] == "many-names"
    assert main(["directory", "search", "clearvew"]) == 0
    assert capsys.readouterr().out.startswith("clearview-ai ")


def test_a_search_without_result_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["directory", "search", "zzzzqqq"]) == 0
    assert capsys.readouterr().out == "Nothing was found.\n"
    assert main(["directory", "search", " "]) == 2


def letter(controller: str, tmp_path: Path) -> int:
    """Write a letter to that controller as text."""
    subject = tmp_path / "subject.json"
    subject.write_text(json.dumps({"name": "Camille Exemple", "country": "FR", "email": "camille@example.org"}))
    output = str(tmp_path / "letter.txt")
    return main(["letter", "access", "--controller", controller, "--subject", str(subject), "--format", "text", "-o", output])


def test_a_letter_goes_to_an_imported_controller(archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import_json(archive, capsys)
    assert letter("many-names", tmp_path) == 0
    assert "Modèle Groupe" in (tmp_path / "letter.txt").read_text()
    assert capsys.readouterr().err == ""


def test_a_letter_to_an_unchecked_address_comes_with_a_warning(archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import_json(archive, capsys)
    assert letter("by-machine", tmp_path) == 0
    assert "Nobody has checked this address" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("slug", "told"), [("moved", "Write to “exemple” instead."), ("gone", "it no longer exists."), ("many-nams", "many-names")]
)
def test_no_letter_goes_to_one_that_is_no_more(
    archive: Path, tmp_path: Path, slug: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    import_json(archive, capsys)
    assert letter(slug, tmp_path) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "letter.txt").exists()


def test_a_letter_makes_no_database(tmp_path: Path) -> None:
    assert letter("absent", tmp_path) == 2
    assert not (tmp_path / "data").exists()
