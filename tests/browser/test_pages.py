"""Single pages in a real browser: everything a visitor can reach without a code, and what people in danger rely on."""

import pytest

from tests.browser import road
from tests.browser.conftest import NewVisitor

pytestmark = pytest.mark.browser
CALCULATED = "/deadline?received=2026-03-05&received_latest=2026-03-17&place=FR-67&paused_from=2026-03-20&paused_to=2026-03-28"
PAGES = (
    "/", "/urgent", "/police", "/what-we-store", "/request", "/already", "/dossier", "/dossier/done", "/batch",
    "/authorities", "/authorities/de-bfdi", "/deadline", CALCULATED, "/amounts", "/notices/confirm/x", "/notices/stop/x", "/identity-copy",
)  # fmt: skip
FOCUS = "() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth, s.boxShadow]; }"


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_open_pages_are_accessible_and_fit(visit: NewVisitor, language: str, width: int) -> None:
    visitor = visit(language=language, width=width)
    for path in PAGES:
        visitor.open(path)
        assert visitor.page.locator("html").get_attribute("lang") == language


def test_an_unknown_page_says_so(visit: NewVisitor) -> None:
    visitor = visit()
    answer = visitor.page.goto(visitor.url + "/no-such-page")
    assert answer is not None
    assert answer.status == 404
    visitor.look()


def test_mistakes_are_named_at_the_top_and_nothing_typed_is_lost(visit: NewVisitor) -> None:
    visitor = visit(language="en", width=375)
    visitor.open("/request")
    road.choose(visitor, "controller", "other")
    road.fill(visitor, {"controller.address": "1 Sample Street"})
    visitor.press(road.CONTINUE)
    assert visitor.page.evaluate("() => document.activeElement.id") == "problems"
    assert visitor.page.locator("[name='controller.address']").input_value() == "1 Sample Street"


def test_the_keyboard_reaches_everything_and_shows_where_it_is(visit: NewVisitor) -> None:
    visitor = visit(language="fr")
    visitor.open("/")
    seen: list[str] = []
    for _ in range(4):
        visitor.page.keyboard.press("Tab")
        seen.append(visitor.page.evaluate("() => document.activeElement.getAttribute('href') || document.activeElement.name"))
        style, width, shadow = visitor.page.evaluate(FOCUS)
        assert (style != "none" and width != "0px") or shadow != "none"
    assert seen[0] == "#main"
    assert len(set(seen)) == 4


def test_titles_never_name_the_matter(visit: NewVisitor) -> None:
    visitor = visit(language="fr")
    for path in PAGES:
        visitor.page.goto(visitor.url + path)
        assert not any(word in visitor.page.title().lower() for word in ("clearview", "rgpd", "gdpr", "cnil", "plainte", "saisine"))
