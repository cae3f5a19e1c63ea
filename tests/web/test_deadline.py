"""The calculator for everybody: an address that is a question, a page that is its answer."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.cases.reckoning import known_place
from app.platform.calendars import PublicHolidays
from app.web.deadline_page import groups
from app.web.forms.deadline import FIELDS
from tests.web.conftest import NewBrowser
from tests.web.visit import mistakes

PLAIN = {"received": "2026-03-05", "place": "FR"}


def day(page: str) -> str:
    """The date on the page, in ISO form."""
    found = re.search(r'class="due-day"><time datetime="([^"]+)"', page)
    return found[1] if found else ""


def link(page: str) -> str:
    """The address of this calculation."""
    found = re.search(r'class="calculation"><a href="([^"]+)"', page)
    assert found
    return unescape(found[1])


def test_without_questions_the_page_only_asks(browser: TestClient) -> None:
    page = browser.get("/deadline")
    assert page.status_code == 200
    assert day(page.text) == ""
    assert mistakes(page) == []


def test_the_start_page_leads_to_it(browser: TestClient) -> None:
    assert 'href="/deadline"' in browser.get("/").text


def test_an_address_gives_the_date_its_drawing_and_its_steps_with_sources(browser: TestClient) -> None:
    page = browser.get("/deadline", params=PLAIN).text
    assert day(page) == "2026-04-07"
    assert "<svg role=" in page
    assert "1182/71" in page
    assert "Easter Monday" in page


def test_fields_left_empty_are_as_good_as_absent_and_the_link_leaves_them_out(browser: TestClient) -> None:
    page = browser.get("/deadline", params={name: PLAIN.get(name, "") for name in FIELDS}).text
    assert day(page) == "2026-04-07"
    assert link(page) == "/deadline?received=2026-03-05&place=FR"


def test_the_link_gives_the_same_calculation_again(browser: TestClient) -> None:
    asked = [("received", "05/03/2026"), ("received_latest", "2026-03-10"), ("place", "us"), ("subject_place", "FR-67")]
    asked += [("paused_from", "2026-03-12"), ("paused_to", "2026-03-20"), ("paused_from", "2026-03-25"), ("paused_to", "2026-03-26")]
    asked += [("extension_notified", "2026-03-30"), ("extension_reasons", "Trois millions d’images & plus")]
    first = browser.get("/deadline?" + urlencode(asked)).text
    again = browser.get(link(first)).text
    assert day(first) == day(again) == "2026-06-05"
    assert link(again) == link(first)


def test_two_possible_receipts_give_two_dates(browser: TestClient) -> None:
    page = browser.get("/deadline", params={**PLAIN, "received_latest": "2026-03-17"}).text
    assert day(page) == "2026-04-07"
    assert "wait until 17 April 2026 is over" in page


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({"place": "FR"}, ["received"]),
        ({"received": "2026-02-30", "place": ""}, ["received", "place"]),
        ({**PLAIN, "received": "1815-06-18"}, ["received"]),
        ({**PLAIN, "received_latest": "2026-03-01"}, ["received_latest"]),
        ({"received": "2026-03-05", "place": "XX", "subject_place": "YY-1"}, ["place", "subject_place"]),
        ({**PLAIN, "paused_from": "2026-03-10"}, ["paused_to"]),
        ({**PLAIN, "paused_from": "2026-03-10", "paused_to": "2026-03-09"}, ["paused_to"]),
        ({**PLAIN, "paused_from": "2026-01-10", "paused_to": "2026-01-12"}, ["paused_from"]),
        ({**PLAIN, "paused_from": ["2026-03-10", "x"], "paused_to": ["2026-03-11", ""]}, ["paused_from-2", "paused_to-2"]),
        ({**PLAIN, "paused_from": "2026-03-10", "paused_to": "2100-12-30"}, ["paused_from"]),
        ({**PLAIN, "extension_notified": "2026-01-01"}, ["extension_notified"]),
        ({**PLAIN, "extension_reasons": "Many"}, ["extension_notified"]),
    ],
)
def test_every_mistake_is_named_by_its_field(browser: TestClient, asked: dict[str, str], wrong: list[str]) -> None:
    page = browser.get("/deadline", params=asked)
    assert page.status_code == 422
    assert mistakes(page) == wrong
    assert all(f'id="{name}"' in page.text for name in wrong)


def test_what_was_typed_stays_with_its_mistakes(browser: TestClient) -> None:
    page = browser.get("/deadline", params={"received": "yesterday", "place": "DE-BY", "extension_reasons": "<b>"}).text
    assert 'value="yesterday"' in page
    assert '<option value="DE-BY" selected>Bavaria</option>' in page
    assert 'value="&lt;b&gt;"' in page


def test_a_region_of_no_list_can_be_brought_along(browser: TestClient) -> None:
    page = browser.get("/deadline", params={**PLAIN, "place": "IT-BZ"}).text
    assert '<option value="IT-BZ" selected>IT-BZ</option>' in page


@pytest.mark.filterwarnings("ignore:Requested Holidays are available only")
def test_every_place_to_choose_from_is_known_to_the_calendars() -> None:
    for _, choices in groups("en"):
        for code, _ in choices:
            assert known_place("place", code, PublicHolidays()) == code


def test_a_change_of_language_keeps_the_calculation(new_browser: NewBrowser) -> None:
    page = new_browser("fr").get("/deadline", params=PLAIN).text
    assert '<input type="hidden" name="next" value="/deadline?received=2026-03-05&amp;place=FR">' in page
    assert "7 avril 2026" in page


def test_the_calculator_stores_nothing_and_sets_no_cookie(browser: TestClient) -> None:
    answer = browser.get("/deadline", params=PLAIN)
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


QUERIES = st.lists(st.tuples(st.sampled_from((*FIELDS, "other")), st.text(max_size=30)), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=QUERIES)
def test_no_address_breaks_it(browser: TestClient, asked: list[tuple[str, str]]) -> None:
    assert browser.get("/deadline?" + urlencode(asked, errors="replace")).status_code in (200, 422)
