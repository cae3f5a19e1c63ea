"""The pages of a reply's originals over plain HTTP: shown to whoever has the code, as pictures and never kept by the browser."""

import re

import pytest
from starlette.testclient import TestClient

from app.wiring import Wiring
from tests.replies import mails, scans
from tests.web.conftest import NewBrowser
from tests.web.dossiers import Person, enter

MAIL = mails.with_letter("lettre <b>.pdf", scans.scanned_pdf(2), "application", "pdf")
FILES = [("reply.eml", MAIL), ("torn.pdf", b"%PDF-1.7 nothing")]


@pytest.fixture
def person(wired: Wiring, browser: TestClient) -> Person:
    """Camille, to whom a mail came with a letter of two pages, and a file that is torn."""
    camille = enter(wired, browser)
    camille.record("reply", files=FILES, on="2026-03-02", nature="partial", text="Nous refusons.")
    return camille


def reading_page(person: Person) -> str:
    found = re.search(r'href="(/case/\w+/replies/\w+)"', person.page())
    assert found
    return person.browser.get(found[1]).text


def pictures(page: str) -> list[str]:
    return re.findall(r'<img src="([^"]+)"', page)


def test_each_page_of_the_letter_stands_beside_the_text_and_loads_when_it_is_seen(person: Person) -> None:
    page = reading_page(person)
    assert len(pictures(page)) == page.count('loading="lazy"') == 2
    assert 'alt="Page 2 of lettre _b_.pdf"' in page
    answer = person.browser.get(pictures(page)[1])
    assert (answer.headers["content-type"], answer.headers["cache-control"]) == ("image/jpeg", "no-store")
    assert answer.content.startswith(b"\xff\xd8\xff")


def test_a_file_that_cannot_be_shown_says_so_and_stays_to_be_opened(person: Person) -> None:
    page = reading_page(person)
    assert "It is damaged, or not what its name says." in page
    assert page.count(" download>") == 2


def test_a_page_that_cannot_be_drawn_is_a_picture_with_the_reason(person: Person, wired: Wiring) -> None:
    torn = next(file for file in wired.store.case(person.dossier, person.cases[0]).files if file.name == "torn.pdf")
    address = re.sub(r"/originals/.*", f"/originals/{torn.id}/p1", pictures(reading_page(person))[0])
    person.browser.headers["Accept-Language"] = "fr"
    answer = person.browser.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "image/svg+xml")
    assert "Cette page ne peut pas être montrée." in answer.text


@pytest.mark.parametrize("place", ["0p0", "0p3", "p999", "p99999", "x", "0p1/..", "1p1", "0.0p1", "-1p1", "٠p1", "0p٢", "%00p1"])
def test_no_other_page_is_there(person: Person, place: str) -> None:
    address = re.sub(r"0p1$", "", pictures(reading_page(person))[0])
    assert person.browser.get(f"{address}0p1").status_code == 200
    assert person.browser.get(address + place).status_code == 404


def test_a_file_of_another_reply_or_person_is_not_there(person: Person, wired: Wiring, new_browser: NewBrowser) -> None:
    address = pictures(reading_page(person))[0]
    person.record("reply", on="2026-03-02", nature="other", text="Nous vous répondrons.")
    (other,) = set(re.findall(r"/replies/(\w+)", person.page())) - set(re.findall(r"/replies/(\w+)", address))
    assert person.browser.get(re.sub(r"/replies/\w+", f"/replies/{other}", address)).status_code == 404
    assert enter(wired, new_browser()).browser.get(address).status_code == 404
    assert new_browser().get(address).status_code == 303
