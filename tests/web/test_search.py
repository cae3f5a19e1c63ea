"""Choosing whom to write to among all that the directory knows: with and without scripts, and never one that is no more."""

from datetime import date

import pytest
from starlette.testclient import TestClient

from app.wiring import Wiring
from tests.directory.archive import companies, sample
from tests.web.visit import form_of, heading, mistakes, press


@pytest.fixture(autouse=True)
def _imported(wired: Wiring) -> None:
    listed = companies(staatspolizei={"name": "Musterpolizei Beispielland", "country": "DE"})
    wired.directory.replace(sample(listed), source="list", etag="", today=date(2026, 11, 22))


def chosen(browser: TestClient, slug: str, words: str = "") -> dict[str, list[str]]:
    """The fields of the page after a search and a choice."""
    page = press(browser, browser.get("/request"), "/request/who", {"q": words or slug, "search": "1"})
    assert f'value="{slug}"' in page.text
    return form_of(press(browser, page, "/request/who", {"controller": slug}))


def test_a_search_shows_what_it_finds_as_a_choice(browser: TestClient) -> None:
    page = press(browser, browser.get("/request"), "/request/who", {"q": "epattante", "search": "1"})
    assert page.status_code == 200
    assert 'value="many-names"' in page.text
    assert "Appli Épatante" in page.text
    assert heading(press(browser, page, "/request/who", {"controller": "many-names"})) == "What do you want to ask for?"


def test_the_enter_key_searches_while_nobody_is_chosen(browser: TestClient) -> None:
    page = press(browser, browser.get("/request"), "/request/who", {"q": "epatante"})
    assert (page.status_code, 'value="many-names"' in page.text) == (200, True)
    again = press(browser, page, "/request/who")
    assert (again.status_code, mistakes(again)) == (422, ["controller"])


@pytest.mark.parametrize("path", ["/request", "/already", "/controllers"])
def test_a_search_has_an_address(browser: TestClient, path: str) -> None:
    page = browser.get(path, params={"q": "epatante"})
    assert (page.status_code, 'value="many-names"' in page.text) == (200, True)


@pytest.mark.parametrize("words", ["", " ", "zzzzqqq", "<script>", "\0", "x" * 5_000, "%", "é" * 900])
def test_any_words_can_be_searched(browser: TestClient, words: str) -> None:
    assert browser.get("/controllers", params={"q": words}).status_code == 200
    assert browser.get("/request", params={"q": words}).status_code == 200


def test_a_search_that_finds_nothing_says_what_to_do(browser: TestClient) -> None:
    assert "Nothing was found" in browser.get("/controllers", params={"q": "zzzzqqq"}).text


def test_the_choice_stays_on_the_page_when_the_words_change(browser: TestClient) -> None:
    page = press(browser, browser.get("/request"), "/request/who", {"q": "epatante", "search": "1"})
    page = press(browser, page, "/request/who", {"controller": "many-names", "q": "clearview", "search": "1"})
    assert form_of(page)["controller"] == ["many-names"]


@pytest.mark.parametrize(("slug", "words"), [("moved", "Exemple SA"), ("gone", "no longer in the directory"), ("circle", "no longer")])
def test_nobody_writes_to_one_that_is_no_more(browser: TestClient, slug: str, words: str) -> None:
    page = press(browser, browser.get("/request"), "/request/who", {"controller": slug})
    assert (page.status_code, mistakes(page)) == (422, ["controller"])
    assert words in page.text


def test_what_a_controller_wants_is_shown_and_never_demanded(browser: TestClient) -> None:
    page = press(browser, browser.get("/request"), "/request/who", {"controller": "wants-much"})
    page = press(browser, page, "/request/what", {"right": "access"})
    assert "Kundennummer, Geburtsdatum" in page.text
    assert "You need not send one now" in page.text
    page = press(browser, page, "/request/you", {"name": "Camille Exemple", "email": "camille@example.org"})
    page = press(browser, page, "/request/attach")
    assert form_of(page)["channel"] == ["email"]


def test_an_address_that_nobody_checked_is_said_to_be_so(browser: TestClient) -> None:
    assert "address not checked" in browser.get("/controllers", params={"q": "scraped"}).text


def test_what_is_named_like_the_police_is_asked_about_first(browser: TestClient) -> None:
    page = press(browser, browser.get("/request"), "/request/who", {"controller": "staatspolizei"})
    assert heading(page) == "This looks like a police or intelligence file"
    assert heading(press(browser, page, "/request/who", {"not_police": "1"})) == "What do you want to ask for?"
