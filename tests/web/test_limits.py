"""Whoever asks for too much is told when to come back, and loses nothing that was typed."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app.platform.limiting import Limiter
from app.web.main import create_app
from app.wiring import Wiring
from tests.web.conftest import ORIGIN
from tests.web.dossiers import enter
from tests.web.visit import form_of, heading, press, to_review, words

LIMITS = {"codes": 1, "dossiers": 1, "letters": 1, "batches": 1}


@pytest.fixture
def hurried(wired: Wiring) -> Iterator[TestClient]:
    """A browser that gets one of each kind in a minute."""
    app = create_app(replace(wired, limiter=Limiter(LIMITS)))
    with TestClient(app, base_url=ORIGIN, headers={"Origin": ORIGIN, "Accept-Language": "en"}, follow_redirects=False) as client:
        yield client


def again(page: Response) -> str:
    """Where the form of the page goes."""
    found = re.search(r'<form id="step" method="post" action="([^"]+)"', page.text)
    assert found
    return found[1].replace("&amp;", "&")


def assert_told_to_wait(answer: Response) -> None:
    assert (answer.status_code, heading(answer)) == (429, "Please wait a moment")
    assert 1 <= int(answer.headers["retry-after"]) <= 60


def test_a_letter_asked_for_too_often_comes_with_the_same_form_later(hurried: TestClient) -> None:
    review = to_review(hurried)
    assert press(hurried, review, "/request/letter", {"as": "text"}).status_code == 200
    answer = press(hurried, review, "/request/letter?which=1", {"as": "text"})
    assert_told_to_wait(answer)
    assert again(answer) == "/request/letter?which=1"
    assert form_of(answer) == {**form_of(review), "as": ["text"]}


def test_a_dossier_can_be_opened_by_the_same_form_later(hurried: TestClient, browser: TestClient) -> None:
    review = to_review(hurried)
    press(hurried, review, "/request/follow")
    answer = press(hurried, review, "/request/follow")
    assert_told_to_wait(answer)
    assert len(words(press(browser, answer, again(answer)))) == 7


def test_files_that_were_sent_are_asked_for_anew(hurried: TestClient, browser: TestClient) -> None:
    review = to_review(hurried, start="/already", channel="email", sent_1="2026-03-01")
    press(hurried, review, "/request/follow")
    answer = press(hurried, review, "/request/follow", files=[("proofs", ("slip.pdf", b"%PDF-", "application/pdf"))])
    assert_told_to_wait(answer)
    assert "choose your files again" in answer.text
    assert heading(press(browser, answer, again(answer))) == heading(review)


def test_codes_cannot_be_tried_without_end(hurried: TestClient, wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser)
    assert hurried.post("/dossier", data={"code": "seven words that are none at all"}).status_code == 422
    answer = hurried.post("/dossier", data={"code": person.code.text, "next": person.case})
    assert_told_to_wait(answer)
    assert browser.post(again(answer), data=form_of(answer)).headers["location"] == person.case
    assert hurried.post("/batch/key", data={"key": "x"}).status_code == 429


def test_a_page_to_be_read_says_when_to_load_it_again(hurried: TestClient, wired: Wiring, browser: TestClient) -> None:
    person = enter(wired, browser)
    hurried.cookies = browser.cookies
    address = f"{person.case}/letter/complaint.txt"
    assert hurried.get(address).status_code == 200
    answer = hurried.get(address, headers={"Accept-Language": "fr"})
    assert (answer.status_code, heading(answer)) == (429, "Un instant, s’il vous plaît")
    assert hurried.get("/dossier/everything.zip").status_code == 429
    assert hurried.get(person.case).status_code == 200


def test_a_table_of_people_is_read_only_so_often(hurried: TestClient) -> None:
    table = {"table": ("people.csv", b"name,country\nCamille Exemple,FR\n", "text/csv")}
    for status in (200, 429):
        answer = hurried.post("/batch/columns", data={"controller": "clearview-ai", "kind": "erasure"}, files=table)
        assert answer.status_code == status
    assert form_of(answer) == {"controller": ["clearview-ai"], "kind": ["erasure"]}


def test_a_form_that_is_none_is_still_told_so(hurried: TestClient) -> None:
    answers = [hurried.post("/dossier", content=b"{}", headers={"Content-Type": "application/json"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [422, 422]
