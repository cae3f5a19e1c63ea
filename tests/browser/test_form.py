"""What only a browser shows of the form: the Enter key, the change of language, fields that appear when needed, the quick way out."""

import pytest
from playwright.sync_api import Route

from app.web.pages import QUICK_EXIT
from tests.browser import road
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser


def at_you(visitor: Visitor) -> None:
    """To the page about the person."""
    visitor.open("/request")
    road.choose(visitor, "controller", "clearview-ai")
    visitor.press(road.CONTINUE)
    road.choose(visitor, "right", "access")
    visitor.press(road.CONTINUE)


def test_enter_goes_on_and_does_not_change_the_language(visit: NewVisitor) -> None:
    visitor = visit(language="en", width=1280)
    at_you(visitor)
    road.fill(visitor, road.CAMILLE)
    with visitor.page.expect_navigation():
        visitor.page.locator("#email").press("Enter")
    assert visitor.page.locator("h1").inner_text() == "What you want to add"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_change_of_language_keeps_a_half_filled_page(visit: NewVisitor, javascript: bool) -> None:
    visitor = visit(language="en", width=375, javascript=javascript)
    at_you(visitor)
    road.fill(visitor, {"name": "Camille Exemple", "address": "12 rue des Essais"})
    visitor.press("button[name='lang'][value='fr']")
    assert visitor.page.locator("h1").inner_text() == "À propos de vous"
    assert visitor.page.locator("#name").input_value() == "Camille Exemple"
    assert visitor.page.locator("#address").input_value() == "12 rue des Essais"


def test_questions_appear_when_they_follow_from_an_answer(visit: NewVisitor) -> None:
    visitor = visit(language="fr", width=375, javascript=False)
    visitor.open("/request")
    name = visitor.page.locator("[name='controller.name']")
    assert not name.is_visible()
    road.choose(visitor, "controller", "other")
    assert name.is_visible()


def left(visitor: Visitor) -> list[str]:
    """Catches what would go to the outside page; the addresses asked for."""
    asked: list[str] = []

    def catch(route: Route) -> None:
        asked.append(route.request.headers.get("referer", "no referer"))
        route.fulfill(body="<h1>Weather</h1>", content_type="text/html")

    visitor.page.route(f"{QUICK_EXIT}**", catch)
    return asked


@pytest.mark.parametrize("javascript", [True, False])
def test_the_quick_way_out_says_nothing_of_where_one_was(visit: NewVisitor, javascript: bool) -> None:
    visitor = visit(language="fr", width=375, javascript=javascript)
    at_you(visitor)
    asked = left(visitor)
    with visitor.page.expect_navigation():
        visitor.page.locator("#quick-exit").click()
    assert visitor.page.url == QUICK_EXIT
    assert asked == ["no referer"]
    visitor.complaints.remove(f"request to another host: {QUICK_EXIT}")


def test_escape_three_times_leaves_too(visit: NewVisitor) -> None:
    visitor = visit(language="fr", width=1280)
    visitor.open("/urgent")
    left(visitor)
    with visitor.page.expect_navigation():
        for _ in range(3):
            visitor.page.keyboard.press("Escape")
    assert visitor.page.url == QUICK_EXIT
    visitor.complaints.remove(f"request to another host: {QUICK_EXIT}")
