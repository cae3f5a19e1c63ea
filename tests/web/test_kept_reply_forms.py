"""The forms about a reply, sent after the documents closed by themselves: they come back after the code, with nothing recorded."""

import re
from datetime import timedelta

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app.wiring import Wiring
from tests.web.conftest import Clock, NewBrowser
from tests.web.dossiers import Person, enter
from tests.web.test_kept_form import hidden, records, type_code

WORDS = "We give data of the last twelve months. You may ask twice a year."
FORMS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "findings": (
        {"passage": "40-65", "label": "frequency_limit", "words": "twice\n<a year>"},
        ('value="40-65" id="s2" data-start="40" checked', 'value="frequency_limit" checked', "&lt;a year&gt;</textarea>"),
    ),
    "check": (
        {"state_source": "partly", "words_source": "nowhere <i>"},
        ('name="state_source" value="partly" checked', 'value="nowhere &lt;i&gt;"'),
    ),
    "reply": ({"on": "other", "own_day": "2026-02-27", "nature": "complete"}, ('value="2026-02-27"', 'value="complete" checked')),
}


@pytest.fixture
def person(wired: Wiring, browser: TestClient) -> Person:
    """Camille, with an answer that is recorded."""
    camille = enter(wired, browser)
    camille.record("sent", on="2026-03-01", channel="email")
    camille.record("reply", on="2026-03-02", nature="partial", text=WORDS)
    return camille


def address(person: Person, form: str) -> str:
    """Where that form is sent to."""
    if form == "reply":
        return person.browser.post(f"{person.case}/reply", data={"text": "Nous refusons."}).headers["location"]
    found = re.search(r'href="(/case/\w+/replies/\w+)"', person.page())
    assert found
    return f"{found[1]}/{form}"


def sent_too_late(person: Person, clock: Clock, form: str) -> Response:
    where = address(person, form)
    clock.day += timedelta(days=1)
    return person.browser.post(where, data=FORMS[form][0])


@pytest.mark.parametrize("form", FORMS)
def test_what_was_typed_comes_back_after_the_code_and_is_not_recorded(person: Person, wired: Wiring, clock: Clock, form: str) -> None:
    before = records(wired, person)
    asked = sent_too_late(person, clock, form)
    assert (asked.status_code, 'name="code"' in asked.text) == (403, True)
    wrong = type_code(person.browser, asked, "acid acid")
    shown = type_code(person.browser, wrong, person.code.text)
    assert (shown.status_code, "Nothing is recorded yet" in shown.text) == (200, True)
    assert [part for part in FORMS[form][1] if part not in shown.text] == []
    assert records(wired, person) == before


@pytest.mark.parametrize("form", FORMS)
def test_the_code_of_other_documents_opens_nothing(person: Person, wired: Wiring, clock: Clock, new_browser: NewBrowser, form: str) -> None:
    other = enter(wired, new_browser())
    again = type_code(person.browser, sent_too_late(person, clock, form), other.code.text)
    assert (again.status_code, "set-cookie" in again.headers) == (422, False)
    assert "Nothing is recorded yet" in type_code(person.browser, again, person.code.text).text


def test_a_form_that_came_back_is_sent_and_counts_once(person: Person, wired: Wiring, clock: Clock) -> None:
    asked = sent_too_late(person, clock, "findings")
    token = hidden(type_code(person.browser, asked, person.code.text))["submit_token"][0]
    before = records(wired, person)
    form = {"passage": "40-65", "label": "frequency_limit", "submit_token": token}
    for _ in range(2):
        assert person.browser.post(address(person, "findings"), data=form).status_code == 303
    assert records(wired, person) == before + 1


FORGED = [("mark", "x"), ("mark", "a" * 26), ("check", "../.."), ("confirm", "a" * 26), ("nothing", "a" * 26), ("mark", "\0")]


@pytest.mark.parametrize(("form", "about"), FORGED, ids=range(len(FORGED)))
def test_a_forged_page_of_the_code_is_harmless(person: Person, wired: Wiring, form: str, about: str) -> None:
    before = records(wired, person)
    forged = {"kept.case": person.cases[0], "kept.form": form, "kept.about": about, "kept.words": "x", "code": person.code.text}
    assert person.browser.post("/dossier", data=forged).status_code in (303, 422)
    assert records(wired, person) == before
