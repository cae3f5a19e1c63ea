"""The directory: curated entries first, the imported list behind them, and what an import changes; on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import date
from unittest.mock import Mock

import pytest
from sqlalchemy import Engine

from app.directory import imported
from app.directory.directory import FRESH_FOR, Directory, Obsolete
from app.directory.imports import Archive, read_archive
from app.directory.records import Kind
from app.directory.search import Index
from app.platform.errors import NotFound
from tests.cases.world import run_at_once
from tests.directory.archive import companies, damaged, sample

TODAY = date(2026, 11, 22)


@pytest.fixture
def directory(engine: Engine) -> Directory:
    """A directory with the sample imported."""
    directory = Directory(engine)
    load(directory)
    return directory


def load(directory: Directory, archive: Archive | None = None, etag: str = "") -> imported.Report:
    """Import the sample, or another archive."""
    return directory.replace(archive or sample(), source="https://list.example/a.zip", etag=etag, today=TODAY)


def test_an_imported_controller_is_found_by_its_slug(directory: Directory) -> None:
    found = directory.find("many-names")
    assert (found.name, found.runs, found.quality) == ("Modèle Groupe", ("Appli Épatante", "Boutique du Modèle"), "verified")


def test_a_curated_controller_wins_over_an_imported_one(directory: Directory) -> None:
    load(directory, sample(companies(clearview_ai={"name": "Somebody Else"}, criteo={"name": "Somebody Else"})))
    assert directory.find("clearview-ai").name == "Clearview AI, Inc."
    assert [hit.curated for hit in directory.search("criteo")] == [True]
    assert not directory.search("somebody else")


def test_an_unknown_slug_is_not_found(directory: Directory) -> None:
    for slug in ("", "absent", "../exemple", "x" * 500, "\0"):
        with pytest.raises(NotFound):
            directory.find(slug)


@pytest.mark.parametrize(("slug", "successor"), [
        ("gone", ""), ("moved-again", "exemple"), ("moved", "exemple"), ("circle", ""), ("there", ""), ("to-nobody", ""),
        ("to-ours", "clearview-ai"), ("chain-0", "exemple"),
    ],
)  # fmt: skip
def test_an_obsolete_controller_tells_where_it_went(directory: Directory, slug: str, successor: str) -> None:
    with pytest.raises(Obsolete) as caught:
        directory.find(slug)
    assert caught.value.redirect == successor
    assert caught.value.name


def test_importing_again_changes_nothing(directory: Directory) -> None:
    again = load(directory)
    assert (again.added, again.changed, again.removed) == ((), (), ())
    assert again.unchanged == sum(again.counts.values()) == len(sample().records)
    assert again.generation == 1


def test_an_import_names_what_it_changed(directory: Directory) -> None:
    listed = companies(exemple={"name": "Exemple SAS"}, newcomer={})
    del listed["idn"]
    report = load(directory, sample(listed))
    assert (report.added, report.changed, report.removed) == (("newcomer",), ("exemple",), ("idn",))
    assert report.generation == 2
    assert directory.find("exemple").name == "Exemple SAS"


def test_what_the_list_says_in_a_damaged_file_stays_as_it_was_last_read(directory: Directory) -> None:
    paths = ("companies/idn.json", "obsolete-records/gone.json", "company-packs/all.json", "supervisory-authorities/xxauth.json")
    report = load(directory, read_archive(damaged(*paths)))
    assert (report.added, report.changed, report.removed, report.generation) == ((), (), (), 1)
    assert {"idn", "obsolete/gone", "pack/all.social-media", "authority/xxauth"} <= set(report.kept)
    assert sum(report.counts.values()) == len(sample().records)
    assert directory.find("idn").slug == "idn"
    assert load(directory, read_archive(damaged(*paths))).kept == report.kept


def test_whoever_is_obsolete_goes_even_if_the_record_itself_is_damaged(directory: Directory) -> None:
    archive = read_archive(damaged("companies/idn.json"))
    archive.records[Kind.OBSOLETE, "idn"] = replace(archive.records[Kind.OBSOLETE, "gone"], slug="idn")
    report = load(directory, archive)
    assert (report.added, report.removed, report.kept) == (("obsolete/idn",), ("idn",), ())


def test_an_interrupted_import_changes_nothing(directory: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(imported, "_stand", fail)
    with pytest.raises(KeyboardInterrupt):
        load(directory, sample(companies(exemple={"name": "Half an import"}, newcomer={})))
    assert directory.find("exemple").name == "Exemple SA"
    assert not directory.search("newcomer")


def test_another_process_sees_a_new_list_soon(engine: Engine) -> None:
    now = [0.0]
    reading = Directory(engine, clock=lambda: now[0])
    assert not reading.search("epatante")
    load(Directory(engine))
    now[0] += FRESH_FOR
    assert reading.search("epatante")[0].slug == "many-names"


def test_the_index_is_made_once_however_many_search_at_the_same_time(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Mock(side_effect=Index)
    monkeypatch.setattr("app.directory.directory.Index", made)
    directory = Directory(engine)
    load(directory)
    run_at_once(6, lambda n: directory.prepare() if n % 2 else directory.search("exemple"))
    assert made.call_count == 1


def test_a_pack_names_only_those_that_can_be_found(directory: Directory) -> None:
    packs = {pack.slug: pack for pack in directory.packs()}
    assert packs["all.social-media"].controllers == ("exemple", "many-names")
    assert not {"all.finance", "all.empty"} & packs.keys()
    assert packs["fr-telecoms"].country == "FR"


def test_authorities_of_the_list_stand_beside_ours(directory: Directory) -> None:
    found = directory.authorities().by_slug
    assert (found["xxauth"].name, found["xxauth"].languages, found["xxauth"].checked) == ("Example Authority", ("en",), TODAY)
    assert found["fr-cnil"].curated


def test_the_name_of_the_archive_is_remembered_for_its_own_address(directory: Directory) -> None:
    load(directory, etag='"one"')
    assert directory.etag("https://list.example/a.zip") == '"one"'
    assert directory.etag("https://list.example/b.zip") == ""


def test_a_new_way_of_reading_reads_the_same_archive_again(directory: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    load(directory, etag='"one"')
    monkeypatch.setattr(imported, "READING", 999)
    assert directory.etag("https://list.example/a.zip") == ""


def test_an_archive_that_did_not_change_counts_what_is_there(directory: Directory) -> None:
    report = directory.replace(None, source="https://list.example/a.zip", etag='"one"', today=TODAY)
    assert report.not_modified
    assert report.unchanged == len(sample().records)
    assert report.counts[Kind.CONTROLLER] == len(companies())


def test_without_an_import_there_are_the_curated_ones(engine: Engine) -> None:
    directory = Directory(engine)
    assert directory.search("clearviw")[0].slug == "clearview-ai"
    assert directory.find("orange").country == "FR"
