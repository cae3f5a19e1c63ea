"""Several controllers at once: a letter for each, one dossier, one code."""

import pytest
from starlette.testclient import TestClient

from app.cases.recovery import RecoveryCode
from app.cases.views import CaseSummary
from app.wiring import Wiring
from tests.web.visit import form_of, mistakes, press, to_review, words


def cases(wired: Wiring, browser: TestClient, right: str, *also: str) -> list[CaseSummary]:
    """The cases that following such a journey opens, all with one code."""
    page = press(browser, to_review(browser, right=right), "/request/review", {"also": also})
    code = words(press(browser, page, "/request/follow"))
    dossier = wired.store.dossier_of(wired.store.enter(RecoveryCode(tuple(code))))
    assert dossier
    return wired.store.cases(dossier)


def test_everyone_chosen_gets_a_case_in_one_dossier(wired: Wiring, browser: TestClient) -> None:
    found = cases(wired, browser, "access", "criteo", "orange", "criteo", "clearview-ai")
    assert {case.controller for case in found} == {"Clearview AI, Inc.", "Criteo", "Orange SA"}
    assert len({case.reference for case in found}) == len(found) == 3
    assert [case.linked for case in found] == [None, None, None]


def test_access_and_erasure_are_linked_for_each(wired: Wiring, browser: TestClient) -> None:
    found = {case.public_id: case for case in cases(wired, browser, "both", "criteo")}
    assert len(found) == 4
    assert all(case.linked and found[case.linked].controller == case.controller for case in found.values())


def test_each_letter_can_be_saved_with_the_reference_shown(browser: TestClient) -> None:
    page = press(browser, to_review(browser), "/request/review", {"also": ["criteo"]})
    assert "Letter 2 – Criteo" in page.text
    first, second = (press(browser, page, f"/request/letter?which={n}", {"as": "text"}).text for n in (1, 2))
    assert "Clearview AI" in first
    assert "Criteo" in second
    assert press(browser, page, "/request/letter?which=2", {"as": "text"}).text == second


def test_the_first_page_offers_packs_and_keeps_what_was_ticked(browser: TestClient) -> None:
    page = press(browser, browser.get("/request"), "/request/who", {"also": ["orange"], "q": "clearview", "search": "1"})
    assert form_of(page)["also"] == ["orange"]
    assert "Write to several at once" not in browser.get("/already").text


@pytest.mark.parametrize("also", [["absent"], ["taj"], [f"x{n}" for n in range(40)], ["\0"]])
def test_a_wrong_choice_is_said_beside_the_field(browser: TestClient, also: list[str]) -> None:
    page = press(browser, browser.get("/request"), "/request/who", {"controller": "clearview-ai", "also": also})
    assert (page.status_code, mistakes(page)) == (422, ["also"])
