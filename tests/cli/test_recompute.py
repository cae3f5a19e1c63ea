"""`saisine recompute`: what moved and why, for people and for programs."""

import json

import pytest

from app.cli import main
from app.platform.settings import Settings
from app.watching.views import NoticeLine
from app.wiring import Wiring
from tests.cases.world import first_events, request
from tests.databases import on_both

NOBODY = "a" * 26


@pytest.fixture
def case(wiring: Wiring, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> str:
    """A case in an installation that the commands find by its settings."""
    monkeypatch.setenv("SAISINE_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("SAISINE_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("SAISINE_MASTER_KEY_FILE", str(settings.master_key_file))
    monkeypatch.setenv("LC_ALL", "en")
    dossier, _ = wiring.store.open_dossier([request()], [first_events(request())], "draft-of-camille-01")
    return wiring.store.cases(dossier)[0].public_id


def spoil(wiring: Wiring) -> None:
    """The index says what other rules would have said."""
    with wiring.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE case_index SET due_strict = '2026-05-01', next_change = NULL")


def notices(wiring: Wiring, case: str) -> list[NoticeLine]:
    dossier, _ = wiring.store.locate(case)
    return wiring.watch.notices(dossier)


@on_both
def test_the_index_is_rebuilt_and_what_moved_is_listed_with_its_cause(
    wiring: Wiring, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(wiring)
    assert main(["recompute", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (moved,) = found["moved"]
    assert moved["case"] == case
    assert {"field": "due_strict", "old": "2026-05-01", "new": None, "why": "rules"} in moved["changes"]
    assert (found["read"], found["told"], found["sealed"], found["finished"]) == (1, 1, 0, True)


def test_those_concerned_find_a_notice_on_their_page(wiring: Wiring, case: str) -> None:
    spoil(wiring)
    assert main(["recompute"]) == 0
    assert [line.code for line in notices(wiring, case) if line.code == "dates_changed"] == ["dates_changed"]


def test_people_read_one_line_for_each_field_and_the_sums(wiring: Wiring, case: str, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(wiring)
    main(["recompute"])
    lines = capsys.readouterr().out.splitlines()
    assert f"{case}  first date: 2026-05-01 → –  (the rules changed)" in lines
    assert "1 case moved." in lines
    assert "0 sealed cases skipped." in lines


def test_after_a_case_the_run_goes_on_behind_it(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recompute", "--json", "--after", case]) == 0
    assert json.loads(capsys.readouterr().out)["read"] == 0


@pytest.mark.parametrize("wrong", ["camille", "../x", NOBODY + "a"])
def test_what_is_no_id_is_refused_by_name(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recompute", "--after", wrong]) == 2
    assert capsys.readouterr().err.startswith("saisine: --after: ")


def test_stopped_it_says_how_to_go_on(
    wiring: Wiring, case: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> str:
        raise KeyboardInterrupt

    spoil(wiring)
    monkeypatch.setattr("app.commands.recompute.line_of", stop)
    assert main(["recompute"]) == 130
    assert f"saisine recompute --after {case}" in capsys.readouterr().err
