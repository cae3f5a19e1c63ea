"""The page for many letters: everything wrong before anything is stored, letters for whoever holds the key, and nothing left afterwards."""

import io
import re
import threading
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pikepdf
import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app.campaigns import desk
from app.campaigns.running import write_all
from app.wiring import Wiring
from tests.web.conftest import Clock, NewBrowser
from tests.web.visit import form_of

HEAD = "Nom;Adresse;Pays;N° de client\n"
PEOPLE = HEAD + "Camille Exemple;12 rue de l’Invention;FR;K-1\nمحمد مثال;;FR;\n=1+2 🦊;;FR;K-3\n"
MISTAKES = HEAD + ";x;XX;\nCamille Exemple;;Nulle part;\n"


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests write the letters themselves, in their own time."""
    monkeypatch.setattr(desk.Desk, "wake", lambda _: None)


def upload(browser: TestClient, table: str | bytes, **answers: str) -> Response:
    """Choose the table and go on."""
    content = table if isinstance(table, bytes) else table.encode()
    values = {"controller": "clearview-ai", "kind": "access", **answers}
    return browser.post("/batch/columns", data=values, files={"table": ("people.csv", content, "text/csv")})


def press(browser: TestClient, page: Response, to: str, **changes: str) -> Response:
    """Send the page's form to an address, some answers changed."""
    return browser.post(to, data={**form_of(page), **changes})


def started(browser: TestClient) -> Response:
    """All pages up to the start; the answer of the start."""
    return press(browser, press(browser, upload(browser, PEOPLE), "/batch/check"), "/batch/start")


def write(wired: Wiring) -> None:
    """What the worker does."""
    for batch in list(wired.batches.waiting()):
        write_all(wired, batch, wired.batches.shelf(batch), 1, lambda _: None, threading.Event())


def test_columns_are_guessed_and_can_be_changed(browser: TestClient) -> None:
    page = upload(browser, PEOPLE)
    guessed = [form_of(page)[f"column.{n}"] for n in range(4)]
    assert guessed == [["name"], ["address1"], ["country"], [""]]
    checked = press(browser, page, "/batch/check", **{"column.3": "id:N° de client"})
    assert checked.status_code == 200
    assert "3 letters to Clearview AI" in checked.text


def test_a_child_s_columns_are_guessed_and_her_letter_is_checked(browser: TestClient) -> None:
    table = "Nom;Pays;Mineur;Titulaire de l’autorité parentale\nSacha Exemple;FR;oui;Dominique Exemple\nCamille Exemple;FR;{};{}\n"
    page = upload(browser, table.format("non", ""))
    assert [form_of(page)[f"column.{n}"] for n in (2, 3)] == [["minor"], ["guardian"]]
    assert ">holder of parental authority</option>" in page.text
    assert "2 letters to Clearview AI" in press(browser, page, "/batch/check").text
    wrong = press(browser, upload(browser, table.format("non", "Dominique Exemple")), "/batch/check")
    assert re.findall(r"<tr><td>(\d+)</td><td>(.*?)</td>", wrong.text) == [("3", "Titulaire de l’autorité parentale")]


def test_everything_wrong_is_told_by_row_and_column_and_can_be_saved(browser: TestClient, wired: Wiring) -> None:
    page = press(browser, upload(browser, MISTAKES), "/batch/check")
    assert page.status_code == 422
    cells = re.findall(r"<tr><td>(\d+)</td><td>(.*?)</td>", page.text)
    assert cells == [("2", "Nom"), ("2", "Pays"), ("3", "Pays")]
    saved = press(browser, page, "/batch/problems")
    assert saved.content.decode("utf-8-sig").startswith("row,column,problem\r\n2,Nom,")
    assert press(browser, page, "/batch/start", token="x" * 43).status_code == 422
    assert wired.ledger.unfinished() == []


def test_letters_are_written_fetched_and_gone_an_hour_later(browser: TestClient, wired: Wiring, clock: Clock) -> None:
    assert started(browser).headers["location"] == "/batch/progress"
    assert "0 of 3 letters written" in browser.get("/batch/progress").text
    assert browser.post("/batch/zip").status_code == 404
    write(wired)
    assert "Your 3 letters are written" in browser.get("/batch/progress").text
    with zipfile.ZipFile(io.BytesIO(browser.post("/batch/zip").content)) as archive:
        assert sorted(name.rpartition(".")[2] for name in archive.namelist()) == ["csv", "json", "pdf", "pdf", "pdf"]
    with pikepdf.open(io.BytesIO(browser.post("/batch/print", data={"two_sided": "1"}).content)) as merged:
        assert len(merged.pages) % 2 == 0
    clock.day += timedelta(days=1)
    assert browser.get("/batch/progress").headers["location"] == "/batch"
    assert left(wired) == []


def left(wired: Wiring) -> list[str]:
    """Whatever is still kept of any batch."""
    return [path.name for path in (wired.settings.data_dir / "batches").iterdir()] + wired.ledger.expired()


def test_what_is_kept_tells_nobodys_name(browser: TestClient, wired: Wiring) -> None:
    started(browser)
    write(wired)
    for path in wired.settings.data_dir.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"Camille" not in content, path
            assert b"%PDF" not in content, path


def test_what_no_font_has_is_told_before_the_start_and_after_the_end(browser: TestClient, wired: Wiring) -> None:
    page = press(browser, upload(browser, "name,country\nCamille \ue000,FR\nCamille Exemple,FR\n"), "/batch/check")
    assert "One row has characters that no font here has" in page.text
    assert "Row 2: \ue000" in page.text
    press(browser, page, "/batch/start")
    write(wired)
    assert "In one letter some characters are given in Latin letters" in browser.get("/batch/progress").text


def test_the_same_start_twice_is_one_batch(browser: TestClient, wired: Wiring) -> None:
    page = press(browser, upload(browser, PEOPLE), "/batch/check")
    for _ in range(2):
        assert press(browser, page, "/batch/start").status_code == 303
    assert len(wired.ledger.unfinished()) == 1


def test_only_the_key_opens_and_it_opens_elsewhere_too(browser: TestClient, new_browser: NewBrowser) -> None:
    started(browser)
    key = re.findall(r"<code class=\"key\">(.*?)</code>", browser.get("/batch/progress").text)[0]
    other = new_browser()
    assert other.get("/batch/progress").headers["location"] == "/batch"
    assert other.post("/batch/key", data={"key": key[:-1]}).status_code == 422
    assert other.post("/batch/key", data={"key": f" {key} "}).headers["location"] == "/batch/progress"
    assert "0 of 3" in other.get("/batch/progress").text
    assert key not in str(other.get("/batch/progress").url)


def test_deleting_takes_everything_at_once(browser: TestClient, wired: Wiring) -> None:
    started(browser)
    write(wired)
    assert browser.post("/batch/delete").headers["location"] == "/batch"
    assert left(wired) == []
    assert browser.post("/batch/zip").status_code == 404


def wrong_uploads() -> Iterator[tuple[bytes, dict[str, str], str]]:
    """Tables and answers that are refused, and what the page then says."""
    yield b"", {}, "Choose a CSV file"
    yield b"\n\n", {}, "empty"
    yield b"x" * 1_000_001, {}, "too large"
    yield b"name,country" + b",x" * 299, {}, "more than 300 columns"
    yield PEOPLE.encode(), {"controller": ""}, "Choose whom"
    yield PEOPLE.encode(), {"other": "no such organisation"}, "no organisation of that name"
    yield PEOPLE.encode(), {"controller": "taj"}, "police"
    yield PEOPLE.encode(), {"kind": "complaint"}, "access or erasure"
    yield PEOPLE.encode(), {"language": "xx"}, "in the language"


def test_a_wrong_upload_says_why(browser: TestClient) -> None:
    for content, answers, said in wrong_uploads():
        page = upload(browser, content, **answers)
        assert page.status_code == 422, said
        assert said in page.text


def test_as_many_columns_as_are_taken_come_through_every_page(browser: TestClient) -> None:
    table = "name,country" + ",x" * 298 + "\nCamille Exemple,FR" + "," * 298 + "\n"
    page = press(browser, upload(browser, table), "/batch/check")
    assert press(browser, page, "/batch/start").status_code == 303


@pytest.mark.parametrize("token", ["a" * 50, "\ufffd" * 43, 'a"b;c\r\nSet-Cookie: x=y' * 3, "\0" * 43, "ééééé" * 9])
def test_a_key_that_is_none_of_ours_is_replaced_and_opens_nothing(token: str, browser: TestClient, wired: Wiring) -> None:
    page = press(browser, press(browser, upload(browser, PEOPLE), "/batch/check"), "/batch/start", token=token)
    assert (page.status_code, "set-cookie" in page.headers) == (200, False)
    assert press(browser, page, "/batch/start").status_code == 303
    assert len(wired.ledger.unfinished()) == 1


def test_more_people_than_a_page_takes_are_refused(browser: TestClient) -> None:
    table = "name,country\n" + "Camille Exemple,FR\n" * 501
    page = press(browser, upload(browser, table), "/batch/check")
    assert page.status_code == 422
    assert "more than 500 people" in page.text


@pytest.mark.parametrize("address", ["columns", "check", "start", "problems", "key", "zip", "print"])
def test_odd_posts_are_never_a_fault_of_the_server(browser: TestClient, address: str) -> None:
    for data in ({}, {"table_kept": "%%%"}, {"table_kept": "AAAA", "column.0": "name", "token": "x"}):
        assert browser.post(f"/batch/{address}", data=data).status_code in (303, 404, 422)
    assert browser.get(f"/batch/{address}").headers["location"] == "/batch"
