"""A disk that is full, a database that is locked or read-only, content that was damaged: a page that says so, and nothing half written."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from httpx2 import Response
from pysqlite3 import dbapi2
from starlette.testclient import TestClient

from app.directory.controllers import find
from app.platform import durable, files
from app.platform.printing import PrinterUnavailable
from app.wiring import Wiring
from tests.failing import (
    FULL,
    LOST_KEY,
    LOST_PARTICULARS,
    READ_ONLY,
    change_the_particulars,
    damage,
    database_with,
    locked,
    remove_the_key,
    sql,
    swap_two_records,
)
from tests.web.conftest import Clock
from tests.web.dossiers import Person, enter, request
from tests.web.visit import form_of, heading, press, to_review, words

REPLY: dict[str, str | list[str]] = {"on": "2026-03-01", "nature": "partial", "text": "word " * 3_000}
FAILING = {"full": FULL, "read-only": READ_ONLY}


@pytest.fixture
def person(wired: Wiring, browser: TestClient) -> Person:
    """Camille, with a request under way."""
    return enter(wired, browser)


def contents(wired: Wiring) -> set[Path]:
    return {path for path in (wired.settings.data_dir / "files").rglob("*") if path.is_file()}


def records(wired: Wiring, person: Person) -> int:
    return len(wired.store.case(person.dossier, person.cases[0]).records)


def assert_form_is_back(answer: Response) -> None:
    assert answer.status_code == 503
    assert "could not be recorded" in answer.text
    assert "word word" in answer.text
    assert 'value="2026-03-01"' in answer.text


@pytest.mark.parametrize("pragma", FAILING.values(), ids=FAILING)
def test_what_cannot_be_written_comes_back_and_can_be_sent_again(pragma: str, person: Person, wired: Wiring) -> None:
    sent = {"kind": "reply", "submit_token": "a-token-of-a-form", **REPLY}
    with database_with(wired.engine, pragma):
        assert_form_is_back(person.send(sent))
        assert person.browser.get(person.case).status_code == 200
    assert records(wired, person) == 2
    assert person.send(sent).status_code == 303
    assert records(wired, person) == 3


def test_a_database_that_somebody_keeps_locked_is_no_lost_form(person: Person, wired: Wiring) -> None:
    with locked(wired):
        assert_form_is_back(person.fill("reply", REPLY))
    assert records(wired, person) == 2


def test_a_full_disk_keeps_nobody_from_reading(person: Person, wired: Wiring, clock: Clock) -> None:
    with database_with(wired.engine, READ_ONLY):
        assert person.browser.get(person.case).status_code == 200
        assert person.browser.get(f"{person.case}/letter/request.txt").status_code == 200
        answer = person.browser.post("/dossier", data={"code": person.code.text})
    assert (answer.status_code, "Sending it twice does no harm" in answer.text) == (503, True)


def test_a_file_that_finds_no_room_leaves_nothing(person: Person, wired: Wiring, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> None:
        durable.write_new(path, content[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "write_new", full)
    assert_form_is_back(person.fill("reply", REPLY, [("scan.pdf", b"%PDF")]))
    assert (contents(wired), records(wired, person)) == (set(), 2)


def test_a_dossier_that_cannot_be_opened_leaves_the_form(browser: TestClient, wired: Wiring) -> None:
    review = to_review(browser)
    with database_with(wired.engine, READ_ONLY):
        answer = press(browser, review, "/request/follow")
    assert (answer.status_code, heading(answer)) == (503, heading(review))
    assert form_of(answer)["draft_token"] == form_of(review)["draft_token"]
    assert len(words(press(browser, answer, "/request/follow"))) == 7


def test_without_a_printer_the_letter_stays_on_the_page(browser: TestClient, wired: Wiring, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> bytes:
        raise PrinterUnavailable

    review = to_review(browser)
    monkeypatch.setattr(wired.print_shop, "print_pdf", missing)
    answer = press(browser, review, "/request/letter", {"as": "pdf"})
    assert (answer.status_code, heading(answer)) == (503, heading(review))
    assert press(browser, answer, "/request/letter", {"as": "text"}).status_code == 200


Crime = Callable[[Wiring], None]


@pytest.mark.parametrize("crime", [remove_the_key, change_the_particulars, swap_two_records])
def test_a_case_that_was_damaged_says_so_and_can_still_be_deleted(crime: Crime, person: Person, wired: Wiring) -> None:
    crime(wired)
    for path in (person.case, f"{person.case}/letter/complaint.pdf"):
        assert person.browser.get(path).status_code == 409
    assert person.send({"kind": "nothing", "on": "2026-03-01"}).status_code == 409
    assert "removes your request" in person.browser.get("/dossier/delete").text
    assert person.browser.post("/dossier/delete", data={"sure": "yes"}).headers["location"] == "/dossier/done"
    assert person.browser.post("/dossier", data={"code": person.code.text}).status_code == 422


def test_a_record_that_was_cut_out_is_shown_but_nothing_is_added(person: Person, wired: Wiring, caplog: pytest.LogCaptureFixture) -> None:
    sql(wired, "DROP TRIGGER event_goes_with_its_case")
    sql(wired, "DELETE FROM event WHERE sequence = 2")
    assert person.browser.get(person.case).status_code == 200
    answer = person.record("nothing", on="2026-03-01")
    assert (answer.status_code, "was damaged" in answer.text) == (409, True)
    assert "ChainBroken at casefile.py" in caplog.text


@pytest.mark.parametrize("crime", [lambda path: path.unlink(), lambda path: path.write_bytes(b"x"), lambda path: path.write_bytes(b"")])
def test_a_file_that_was_lost_or_changed_is_not_handed_out(crime: Callable[[Path], object], person: Person, wired: Wiring) -> None:
    person.fill("reply", REPLY, [("scan.pdf", b"%PDF")])
    (kept,) = wired.store.case(person.dossier, person.cases[0]).files
    crime(contents(wired).pop())
    answer = person.browser.get(f"{person.case}/files/{kept.id}")
    assert (answer.status_code, "was damaged" in answer.text) == (409, True)
    assert person.browser.get(person.case).status_code == 200


def test_whoever_reads_the_database_does_not_undo_a_deletion(person: Person, wired: Wiring) -> None:
    reader = dbapi2.connect(str(wired.settings.data_dir / "saisine.sqlite3"), isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM event").fetchall()
    with database_with(wired.engine, "busy_timeout=1"):
        answer = person.browser.post("/dossier/delete", data={"sure": "yes"})
    reader.close()
    assert (answer.status_code, "no code opens them" in answer.text) == (503, True)
    assert person.browser.post("/dossier", data={"code": person.code.text}).status_code == 422


DAMAGES = {LOST_KEY: "This request is sealed", LOST_PARTICULARS: "Something that is stored here was damaged"}


@pytest.mark.parametrize(("crime", "words"), DAMAGES.items())
def test_a_damaged_case_is_named_in_the_list_beside_the_others(crime: str, words: str, wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser, request(), request(controller=find("fnac"), reference="SAI-TEST-0002"))
    damage(wired, person.cases[0], crime)
    page = browser.get("/dossier/cases").text
    assert f"{find('clearview-ai').name}: {words}" in page
    assert person.cases[0] in page
    assert "SAI-TEST-0002" in page
    archive = ZipFile(BytesIO(browser.get("/dossier/everything.zip").content))
    assert person.cases[0] in archive.read("README.txt").decode()
    assert "1-SAI-TEST-0002/case.json" in archive.namelist()
