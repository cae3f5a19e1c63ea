"""What it can cost them: an address that is a question, ceilings that are never promises, and the ledger."""

import re

from starlette.testclient import TestClient

from tests.web.conftest import NewBrowser
from tests.web.visit import mistakes

GROUP = {"undertaking": "yes", "turnover": "1 000 000 000", "rate": "100000", "start": "2022-12-20", "until": "2023-02-09"}


def said(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_without_a_question_the_ceilings_of_any_controller_and_the_ledger_are_there(browser: TestClient) -> None:
    page = browser.get("/amounts")
    assert page.status_code == 200
    assert mistakes(page) == []
    assert "€20,000,000" in page.text
    assert "what an authority may do, not what it will" in page.text


def test_a_turnover_and_a_penalty_are_worked_out_and_the_link_says_the_same(browser: TestClient) -> None:
    page = browser.get("/amounts", params=GROUP)
    assert "€40,000,000" in page.text
    assert "€5,200,000" in re.findall(r'class="accrued"><strong>([^<]*)', page.text)
    (link,) = re.findall(r'class="calculation"><a href="([^"]+)"', page.text)
    again = browser.get(link.replace("&amp;", "&"))
    assert said(again.text).split("To find this again")[0] == said(page.text).split("To find this again")[0]


def test_the_ledger_says_which_reading_gives_what_was_called_in(browser: TestClient) -> None:
    page = said(browser.get("/amounts").text)
    assert "53 days × €100,000 = €5,300,000. This does not give the sum" in page
    assert "52 days × €100,000 = €5,200,000. This gives the sum" in page
    assert "All orders together: at most €5,100,000" in page
    assert "pending" in page


def test_mistakes_are_named_and_nothing_typed_is_lost(browser: TestClient) -> None:
    page = browser.get("/amounts", params={"turnover": "a lot", "rate": "5", "start": "2023-02-30"})
    assert page.status_code == 422
    assert 'value="a lot"' in page.text
    assert 'href="#start"' in page.text


def test_half_a_penalty_is_asked_for_the_rest(browser: TestClient) -> None:
    page = browser.get("/amounts", params={"rate": "5"})
    assert page.status_code == 422
    assert 'href="#start"' in page.text


def test_in_french_sums_are_set_as_in_french(new_browser: NewBrowser) -> None:
    page = new_browser("fr").get("/amounts").text
    assert "5\u202f200\u202f000\u00a0€" in page
    assert "Ce sont des plafonds" in page
