"""The page that hands corrections over: everything is shown, and only what was shown is given."""

import json
import re
from datetime import date

import pytest
from starlette.testclient import TestClient

from app.wiring import Wiring
from tests.web.conftest import Clock
from tests.web.dossiers import Person, enter

TEXT = "Dear Camille Exemple, we charge a fee of £25, reference 88417. Robin Finch"


@pytest.fixture
def person(wired: Wiring, browser: TestClient, clock: Clock) -> Person:
    """Camille, who marked a fee in an answer."""
    camille = enter(wired, browser)
    camille.record("sent", on="2026-03-02", channel="registered_post")
    camille.come_back(clock, date(2026, 5, 20))
    camille.record("reply", on="2026-03-20", nature="partial", text=TEXT)
    reply = re.search(r'href="(/case/\w+/replies/\w+)"', camille.page())
    assert reply
    browser.post(f"{reply[1]}/findings", data={"words": "we charge a fee of £25", "label": "fee_demanded"})
    return camille


def test_what_is_shown_is_what_the_file_holds(person: Person) -> None:
    shown = person.browser.get(f"{person.case}/corrections").text
    seen = re.search(r'name="seen" value="(\w+)"', shown)
    assert seen
    file = person.browser.post(f"{person.case}/corrections", data={"seen": seen[1], "take": "1"})
    entry = json.loads(file.text)
    assert entry["text"] in shown
    assert entry["quotes"] == {"fee_demanded": "we charge a fee of £25"}
    assert not [canary for canary in ("Camille", "Exemple", "88417", "Finch") if canary in file.text]


def test_words_to_hide_are_hidden_and_shown_again_first(person: Person) -> None:
    answer = person.browser.post(f"{person.case}/corrections", data={"seen": "0", "take": "1", "hide": "fee of\n£25 "})
    assert "we charge a xxx xx" in answer.text
    assert "fee of\n£25</textarea>" in answer.text
    assert answer.headers["content-type"].startswith("text/html")


def test_without_corrections_there_is_no_file(wired: Wiring, browser: TestClient) -> None:
    camille = enter(wired, browser)
    assert "Nothing was confirmed" in browser.get(f"{camille.case}/corrections").text
    assert "Nothing was confirmed" in browser.post(f"{camille.case}/corrections", data={"take": "1"}).text
