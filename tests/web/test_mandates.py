"""Letting somebody act: the page that writes a mandate, what it says of those on file, and where the ways of children and heirs lead."""

import pytest
from starlette.testclient import TestClient

from app.wiring import Wiring
from tests.web.conftest import Clock, NewBrowser
from tests.web.dossiers import Person, enter
from tests.web.visit import heading, mistakes, press

WISH = {"purpose": "complaint", "holder": "Association Exemple", "body": "association", "address": "5 place de l’Essai\n75002 Paris"}


@pytest.fixture
def person(wired: Wiring, browser: TestClient) -> Person:
    return enter(wired, browser)


def test_the_mandate_comes_as_a_pdf_and_nothing_is_kept(person: Person, wired: Wiring) -> None:
    before = wired.store.case(person.dossier, person.cases[0])
    answer = person.browser.post(f"{person.case}/mandate", data={**WISH, "ending": "pdf"})
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert "mandat" not in answer.headers["content-disposition"]
    assert wired.store.case(person.dossier, person.cases[0]) == before


@pytest.mark.parametrize(("language", "said"), [("fr", "le mandataire"), ("en", "the representative"), ("xx", "the representative")])
def test_its_language_is_the_one_that_was_chosen(person: Person, language: str, said: str) -> None:
    answer = person.browser.post(f"{person.case}/mandate", data={**WISH, "ending": "txt", "language": language})
    assert said in answer.text


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"holder": " "}, "holder"),
        ({"purpose": "all"}, "purpose"),
        ({"body": "church"}, "body"),
        ({"ends_on": "2020-01-01"}, "ends_on"),
        ({"ends_on": "soon"}, "ends_on"),
        ({"holder": "x" * 400}, "holder"),
        ({"address": "\n".join("abcdefghij")}, "address"),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(person: Person, wrong: dict[str, str], field: str) -> None:
    answer = person.browser.post(f"{person.case}/mandate", data={**WISH, "statutes": "déclarée en 2016", **wrong})
    assert answer.status_code == 422
    assert mistakes(answer) == [field]
    assert "déclarée en 2016" in answer.text


def test_all_mistakes_are_named_in_the_order_of_the_form(person: Person) -> None:
    wrong = {"holder": "", "address": "\n".join("abcdefghij"), "signatory": "x" * 201, "ends_on": "soon"}
    answer = person.browser.post(f"{person.case}/mandate", data={**WISH, **wrong})
    assert (answer.status_code, mistakes(answer)) == (422, list(wrong))


def test_a_day_far_ahead_is_taken(person: Person) -> None:
    answer = person.browser.post(f"{person.case}/mandate", data={**WISH, "ending": "txt", "ends_on": "2030-01-01", "language": "en"})
    assert "1 January 2030" in answer.text


def test_the_page_says_what_those_on_file_lack_until_they_are_taken_back(person: Person, clock: Clock) -> None:
    person.record("agent_mandate", on="2026-03-01", holder="Dominique Exemple", parties_named="yes", scope_fits="yes", signed="yes")
    page = person.browser.get(f"{person.case}/mandate").text
    assert "Dominique Exemple" in page
    assert "not on file" in page
    person.record("mandate_revoked", on="2026-03-02", purpose="request")
    assert "Dominique Exemple" not in person.browser.get(f"{person.case}/mandate").text


def test_the_time_line_tells_of_it_in_the_reader_s_language(wired: Wiring, new_browser: NewBrowser, clock: Clock) -> None:
    person = enter(wired, new_browser("fr"))
    person.record("mandate", on="2026-03-01", holder="Association Exemple", body="union", signed="yes")
    assert "Mandat donné à Association Exemple pour la plainte" in person.page()


def test_a_parent_s_name_reaches_the_review_and_is_refused_for_somebody_of_age(browser: TestClient) -> None:
    page = press(browser, browser.get("/request"), "/request/who", {"controller": "clearview-ai"})
    page = press(browser, page, "/request/what", {"right": "access"})
    alone = press(browser, page, "/request/you", {"name": "Sacha Exemple", "guardian": "Camille Exemple"})
    assert mistakes(alone) == ["guardian"]
    assert 'value="Camille Exemple"' in alone.text
    child = press(browser, alone, "/request/you", {"minor": "1"})
    assert heading(child) != heading(alone)


def test_nobody_writes_in_the_name_of_somebody_who_has_died(browser: TestClient) -> None:
    page = browser.get("/for-somebody-else")
    assert page.status_code == 200
    assert "we draft no request in the name of somebody who has died" in page.text
    assert "LIL Articles 84 and 85" in page.text


def test_an_address_too_long_for_a_letter_is_named_where_it_was_typed(person: Person) -> None:
    answer = person.record("mandate", on="2026-03-01", holder="Association Exemple", body="union", holder_address="x" * 250)
    assert answer.status_code == 422
    assert mistakes(answer) == ["holder_address"]
    assert "x" * 250 in answer.text
