"""An answer on its way through the browser: handed in, confirmed, read beside its original, marked, answered: by keys alone."""

from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import FilePayload, Page

from tests.browser import road
from tests.browser.conftest import NewVisitor
from tests.browser.test_reading import FIVE_MINUTES, PASSAGES, REPLY, quoted_everywhere, reach
from tests.browser.visitor import Visitor
from tests.replies import mails, scans

pytestmark = pytest.mark.browser

SCAN = mails.with_letter("reply.pdf", scans.scanned_pdf(2, REPLY), "application", "pdf")
MAIL = mails.with_letter("reply.txt", REPLY.encode(), "text", "plain")
SHOWN = "img => img.complete && img.naturalWidth"
MOST_TABS = 150


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until what is focused is what the selector names."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no key leads to {selector}")


def press_key(visitor: Visitor, key: str) -> None:
    """Presses a key that leads to another page, and looks at that page."""
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press(key)
    visitor.look()


def waiting_case(visitor: Visitor) -> str:
    """A case in which an answer is waited for; the page that takes it is open."""
    road.ask(visitor)
    road.follow(visitor)
    case = road.open_case(visitor)
    road.record(visitor, case, "sent", {"on": road.days_ago(60)}, {"channel": ["registered_post"]})
    road.record(visitor, case, "received", {"on": road.days_ago(55)})
    visitor.open(f"{case}/reply")
    return case


def hand_in_by_keys(visitor: Visitor, content: bytes) -> None:
    """Chooses a file and sends it without a mouse."""
    page = visitor.page
    with page.expect_file_chooser() as asked:  # the browser is told some time before the key is pressed
        tab_to(page, "#files")
        page.keyboard.press("Enter")
    asked.value.set_files(FilePayload(name="reply.eml", mimeType="message/rfc822", buffer=content))
    tab_to(page, "form[enctype] button.button")
    press_key(visitor, "Enter")


def confirm_by_keys(visitor: Visitor) -> None:
    """Chooses the day and what the answer is, records it, and goes to the page on which it is read."""
    page, keys = visitor.page, visitor.page.keyboard
    tab_to(page, "[name='on']")
    for _ in range(3):
        keys.press("ArrowDown")
    page.locator("#own_day").fill(road.days_ago(3))  # how days are typed differs from one system to the next
    tab_to(page, "[name='nature']")
    keys.press("Space")
    tab_to(page, "form[action*='/reply/'] button.button")
    press_key(visitor, "Enter")
    tab_to(page, "a[href*='/replies/']")
    press_key(visitor, "Enter")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("width", [1280, 375])
def test_a_scan_is_read_confirmed_and_stands_beside_its_text(visit: NewVisitor, width: int, language: str) -> None:
    visitor = visit(language=language, width=width)
    waiting_case(visitor)
    hand_in_by_keys(visitor, SCAN)
    confirm_by_keys(visitor)
    pictures, text = visitor.page.locator(".original img"), visitor.page.locator(".reading .reply-text")
    for number in range(2):
        pictures.nth(number).scroll_into_view_if_needed()
        visitor.page.wait_for_function(SHOWN, arg=pictures.nth(number).element_handle())
    left, right = pictures.first.bounding_box(), text.bounding_box()
    assert left
    assert right
    assert (left["x"] + left["width"] <= right["x"]) == (width == 1280)
    visitor.press("a[href$='/check']")


def test_the_original_is_shown_without_scripts(visit: NewVisitor) -> None:
    visitor = visit(language="en", width=375, javascript=False)
    waiting_case(visitor)
    visitor.page.locator("#files").set_input_files(FilePayload(name="reply.eml", mimeType="message/rfc822", buffer=SCAN))
    visitor.press("form[enctype] button.button")
    road.choose(visitor, "nature", "partial")
    visitor.page.locator("#on-other").check()
    road.fill(visitor, {"own_day": road.days_ago(3)})
    visitor.press("form[action*='/reply/'] button.button")
    visitor.press("a[href*='/replies/']")
    address = visitor.page.locator(".original img").first.get_attribute("src")
    answer = visitor.context.request.get(f"{visitor.url}{address}")
    assert (answer.status, answer.headers["content-type"]) == (200, "image/jpeg")


UPLOADING = ('heading "Have their answer read"', 'textbox "Or the text, pasted (optional)"', 'button "Read it"')
CONFIRMING = ('region "The text"', 'group "On which day did it reach you?"', 'button "Record this answer"')
READING = (
    'region "What they wrote"',
    'combobox "How far does the passage reach?"',
    'region "The original"',
    'link "Page 2 of reply.pdf"',
    'img "Page 2 of reply.pdf"',
)


def test_a_screen_reader_finds_what_it_needs_on_each_page_by_name(visit: NewVisitor) -> None:
    visitor = visit(language="en")
    waiting_case(visitor)
    trees = [visitor.page.locator("main").aria_snapshot()]
    hand_in_by_keys(visitor, SCAN)
    trees.append(visitor.page.locator("main").aria_snapshot())
    confirm_by_keys(visitor)
    trees.append(visitor.page.locator("main").aria_snapshot())
    for tree, parts in zip(trees, (UPLOADING, CONFIRMING, READING), strict=True):
        assert [part for part in parts if part not in tree] == []


TYPED = {"policy_pointer": "pointer", "temporal_limit": "recent", "frequency_limit": "quota"}


def test_the_reply_of_2021_is_handed_in_marked_answered_and_complained_of_by_keys(visit: NewVisitor, downloads: Path) -> None:
    visitor = visit(language="en")
    case = waiting_case(visitor)
    begun, page, keys = monotonic(), visitor.page, visitor.page.keyboard
    hand_in_by_keys(visitor, MAIL)
    confirm_by_keys(visitor)
    while page.locator(".offer-confirm").count():
        press_key(visitor, "c")
    for words, typed in (
        (PASSAGES["policy_pointer"], "pointer"),
        (PASSAGES["temporal_limit"], "recent"),
        (PASSAGES["frequency_limit"], "quota"),
    ):
        if not page.locator("mark", has_text=words.split()[-1]).count():
            reach(page, words)
            keys.press("Enter")
            keys.type(typed)
            press_key(visitor, "Enter")
    check_by_keys(visitor)
    quoted_everywhere(visitor, case, downloads)
    assert monotonic() - begun < FIVE_MINUTES


def check_by_keys(visitor: Visitor) -> None:
    """Says of two items that they are missing."""
    tab_to(visitor.page, "a[href$='/check']")
    press_key(visitor, "Enter")
    for item in ("recipients", "source"):
        tab_to(visitor.page, f"[name='state_{item}']")
        for _ in range(3):  # from "not judged", the last, over the end to "missing"
            visitor.page.keyboard.press("ArrowDown")
    assert visitor.page.locator("input[value='missing']:checked").count() == 2
    tab_to(visitor.page, "#items button.button")
    press_key(visitor, "Enter")


def test_a_suggestion_is_given_another_label_with_one_key_and_a_list_and_that_is_undone(visit: NewVisitor) -> None:
    visitor = visit(language="en")
    waiting_case(visitor)
    hand_in_by_keys(visitor, MAIL)
    confirm_by_keys(visitor)
    page, keys = visitor.page, visitor.page.keyboard
    offered = page.locator("#suggestions > ol > li").count()
    keys.press("e")
    keys.type("A pay")
    press_key(visitor, "Enter")
    assert "Instead of the suggestion" in page.locator("#marks").inner_text()
    assert page.locator(".mark-list .swatch").first.inner_text() == "A payment demanded"
    tab_to(page, "main [role='status'] button")
    press_key(visitor, "Enter")
    assert (page.locator("#suggestions > ol > li").count(), page.locator("mark").count()) == (offered, 0)


def test_several_sentences_are_taken_in_with_shift_and_marked(visit: NewVisitor) -> None:
    visitor = visit(language="fr", width=375)
    waiting_case(visitor)
    hand_in_by_keys(visitor, MAIL)
    confirm_by_keys(visitor)
    page, keys = visitor.page, visitor.page.keyboard
    reach(page, "You may submit")
    keys.press("Shift+ArrowUp")
    assert "2 phrases choisies" in (page.locator("#said").text_content() or "")
    keys.press("Enter")
    keys.type("plafonn")
    press_key(visitor, "Enter")
    quote = page.locator(".mark-list blockquote").first.inner_text()
    assert quote.startswith("Our policy")
    assert quote.endswith("twice a year.")
