"""The Clearview reply of 2021 read in a real browser: marked, answered, complained of: by mouse, by keys, without scripts."""

from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import road
from tests.browser.conftest import NewVisitor
from tests.browser.test_road import text_of
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

REPLY = """Dear Camille Exemple,

Enclosed please find the search result for the image you supplied. For all other information, please
consult the privacy policy on our website.

Our policy is to disclose only data collected in the twelve months before your request.
You may submit an access request twice a year.

Privacy Team"""
PASSAGES = {
    "policy_pointer": "consult the privacy policy on our website",
    "temporal_limit": "only data collected in the twelve months",
    "frequency_limit": "an access request twice a year",
}
FIVE_MINUTES = 300
MARK = "#reading button.button"


def reply_page(visitor: Visitor) -> tuple[str, str]:
    """A case to which Clearview answered: its address, and that of the page of the answer."""
    road.ask(visitor)
    road.follow(visitor)
    case = road.open_case(visitor)
    road.record(visitor, case, "sent", {"on": road.days_ago(60)}, {"channel": ["registered_post"]})
    road.record(visitor, case, "received", {"on": road.days_ago(55)})
    road.record(visitor, case, "reply", {"on": road.days_ago(3), "text": REPLY}, {"nature": ["partial"]})
    address = visitor.page.locator("a[href*='/replies/']").first.get_attribute("href")
    assert address
    visitor.open(address)
    return case, address


def sentence(page: Page, words: str) -> str:
    """The selector of the sentence that holds these words."""
    of = page.locator(".sentence", has_text=words).locator("input").get_attribute("id")
    return f"#{of}"


def quoted_everywhere(visitor: Visitor, case: str, downloads: Path) -> None:
    """Both letters quote each passage and argue it."""
    for kind in ("answer", "complaint"):
        letter = text_of(visitor.download(f"a[href='{case}/letter/{kind}.pdf']", downloads))
        assert all(words in letter for words in PASSAGES.values()), kind
        assert "MED-2021-134" in letter


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (375, False)])
def test_the_reply_of_2021_is_marked_answered_and_complained_of(
    visit: NewVisitor, downloads: Path, width: int, *, javascript: bool
) -> None:
    visitor = visit(language="fr", width=width, javascript=javascript)
    case, address = reply_page(visitor)
    begun = monotonic()
    for label, words in PASSAGES.items():
        visitor.page.locator(sentence(visitor.page, words)).check()
        visitor.page.locator(f"#label-{label}").check()
        visitor.press(MARK)
    visitor.open(f"{address}/check")
    road.choose(visitor, "state_source", "missing")
    road.choose(visitor, "state_recipients", "missing")
    visitor.press("#items button.button")
    quoted_everywhere(visitor, case, downloads)
    assert monotonic() - begun < FIVE_MINUTES


def test_keys_alone_mark_the_reply(visit: NewVisitor, downloads: Path) -> None:
    visitor = visit(language="en")
    case, _ = reply_page(visitor)
    begun, keys = monotonic(), visitor.page.keyboard
    for typed, words in [
        ("pointer", PASSAGES["policy_pointer"]),
        ("recent", PASSAGES["temporal_limit"]),
        ("quota", PASSAGES["frequency_limit"]),
    ]:
        reach(visitor.page, words)
        keys.press("Enter")
        keys.type(typed)
        with visitor.page.expect_navigation():
            keys.press("Enter")
        visitor.look()
    assert visitor.page.locator(".mark-list li").count() == 3
    quoted_everywhere(visitor, case, downloads)
    assert monotonic() - begun < FIVE_MINUTES


def reach(page: Page, words: str) -> None:
    """With Tab into the sentences, then with J to the one that holds these words."""
    while page.evaluate("document.activeElement.name") != "passage":
        page.keyboard.press("Tab")
    while words not in page.evaluate("document.activeElement.parentElement.textContent"):
        page.keyboard.press("j")


def test_escape_leads_back_to_the_sentence_and_the_live_region_speaks(visit: NewVisitor) -> None:
    visitor = visit(language="en")
    reply_page(visitor)
    reach(visitor.page, "twice a year")
    visitor.page.keyboard.press("l")
    visitor.page.keyboard.type("quota")
    assert "Enter marks with: A quota of requests" in (visitor.page.locator("#said").text_content() or "")
    visitor.page.keyboard.press("Escape")
    assert "twice a year" in visitor.page.evaluate("document.activeElement.parentElement.textContent")


def test_words_marked_with_the_mouse_are_the_passage(visit: NewVisitor) -> None:
    visitor = visit(language="en")
    reply_page(visitor)
    visitor.page.locator(".sentence label", has_text="twelve months").click(click_count=3)
    assert "disclose only data" in visitor.page.locator("#words").input_value()
    visitor.page.locator("#words").fill("only data collected\n in the twelve months")
    visitor.page.locator("#label-temporal_limit").check()
    visitor.press(MARK)
    assert visitor.page.locator("mark").all_inner_texts() == ["only data collected in the twelve months"]


def test_a_screen_reader_finds_sentences_labels_and_marks_by_name(visit: NewVisitor) -> None:
    visitor = visit(language="en")
    reply_page(visitor)
    visitor.page.locator(sentence(visitor.page, "twice a year")).check()
    visitor.page.locator("#label-frequency_limit").check()
    visitor.press(MARK)
    tree = visitor.page.locator("main").aria_snapshot()
    for part in ('group "Sentences of the answer"', 'radio "You may submit an access request twice a year. [1. A quota of requests]"'):
        assert part in tree
    for part in ('heading "One mark"', 'button "Remove : A quota of requests"', 'group "Labels"', 'textbox "Find a label"'):
        assert part in tree


def test_a_removed_mark_stays_struck_through(visit: NewVisitor) -> None:
    visitor = visit(language="en", width=375)
    case, _ = reply_page(visitor)
    visitor.page.locator(sentence(visitor.page, "twice a year")).check()
    visitor.page.locator("#label-frequency_limit").check()
    visitor.press(MARK)
    visitor.press(".mark-list button")
    assert visitor.page.locator("mark").count() == 0
    visitor.open(case)
    assert "A quota of requests" in " ".join(visitor.page.locator("s").all_inner_texts())


@pytest.mark.parametrize("how", [{"width": 1280}, {"width": 375}])
def test_mistakes_are_named_and_nothing_is_lost(visit: NewVisitor, how: dict[str, Any]) -> None:
    visitor = visit(language="fr", **how)
    reply_page(visitor)
    visitor.page.locator("#words").fill("ce que personne n’a écrit")
    visitor.page.locator("#label-fee_demanded").evaluate("box => { box.checked = true; }")
    visitor.press(MARK)
    assert "ne figurent pas dans le texte" in visitor.page.locator("#problems").inner_text()
    assert visitor.page.locator("#words").input_value() == "ce que personne n’a écrit"


def test_suggestions_are_turned_down_and_confirmed_with_one_key(visit: NewVisitor) -> None:
    visitor = visit(language="en")
    reply_page(visitor)
    page = visitor.page
    offered = page.locator("#suggestions li").count()
    assert offered
    first = page.locator("#suggestions li strong").first.text_content()
    with page.expect_navigation():
        page.keyboard.press("x")
    assert page.locator("#suggestions li").count() == offered - 1
    assert page.locator("#suggestions strong", has_text=first or "").count() == 0
    assert page.locator("mark").count() == 0


def test_a_suggestion_is_confirmed_without_scripts(visit: NewVisitor) -> None:
    visitor = visit(language="fr", width=375, javascript=False)
    reply_page(visitor)
    offered = visitor.page.locator("#suggestions li").count()
    visitor.press(".offer-confirm button")
    assert visitor.page.locator("#suggestions li").count() == offered - 1
    assert visitor.page.locator(".mark-list li").count() == 1


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("fr", 375)])
def test_proposals_and_corrections_are_shown_before_anything_is_saved_or_leaves(visit: NewVisitor, language: str, width: int) -> None:
    visitor = visit(language=language, width=width)
    case, address = reply_page(visitor)
    visitor.press(".offer-confirm button")
    visitor.open(f"{address}/check")
    assert visitor.page.locator("blockquote.proposal").count() >= 1
    visitor.open(f"{case}/corrections")
    shown = visitor.page.locator(".reply-leaving").inner_text()
    assert "twice a year" in shown
    assert "Camille" not in shown
