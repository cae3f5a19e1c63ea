"""The page that blacks out parts of a picture, with the mouse, with the keyboard alone, and without scripts."""

import re
from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.browser import road
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import Visitor
from tests.platform.pictures.cards import BLACK, card

pytestmark = pytest.mark.browser
NEXT = "#step .actions button.button"


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "card.jpg"
    file.write_bytes(card())
    return file


def to_drawing(visitor: Visitor, picture: Path) -> None:
    """Chooses the picture and says for whom the copy is."""
    visitor.open("/identity-copy")
    visitor.page.locator("#picture").set_input_files(picture)
    road.fill(visitor, {"recipient": "Boutique Exemple SARL", "on": road.days_ago(20)})
    visitor.press(NEXT)


def made(visitor: Visitor) -> Image.Image:
    """The finished copy that the page shows."""
    visitor.press(NEXT)
    source = visitor.page.locator(".made img").get_attribute("src") or ""
    return Image.open(BytesIO(b64decode(source.partition(",")[2])))


def is_black(copy: Image.Image, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether a part, in percent, is nothing but black."""
    w, h = copy.width / 100, copy.height / 100
    return copy.crop((int(left * w), int(top * h), int(right * w), int(bottom * h))).getextrema() == BLACK


def value(visitor: Visitor, side: str) -> float:
    return float(visitor.page.locator(f"[name={side}]").first.input_value())


@pytest.mark.parametrize("width", [375, 1280])
def test_an_area_is_drawn_moved_and_resized_with_the_mouse(visit: NewVisitor, picture: Path, width: int) -> None:
    visitor = visit(language="fr", width=width)
    to_drawing(visitor, picture)
    drag = dragger(visitor)
    drag((20, 30), (50, 60))
    assert value(visitor, "left") == pytest.approx(20, abs=1)
    drag((35, 45), (45, 50))
    assert value(visitor, "left") == pytest.approx(30, abs=1)
    drag((60, 65), (70, 80))
    assert value(visitor, "width") == pytest.approx(40, abs=1.5)
    visitor.look()
    assert is_black(made(visitor), 31, 36, 69, 79)


def dragger(visitor: Visitor) -> Callable[[tuple[float, float], tuple[float, float]], None]:
    """Drags from one point of the picture to another, in percent."""
    shown = visitor.page.locator("[data-canvas] img")
    shown.scroll_into_view_if_needed()

    def drag(start: tuple[float, float], end: tuple[float, float]) -> None:
        frame = shown.bounding_box()
        assert frame
        points = [(frame["x"] + x * frame["width"] / 100, frame["y"] + y * frame["height"] / 100) for x, y in (start, end)]
        visitor.page.mouse.move(*points[0])
        visitor.page.mouse.down()
        visitor.page.mouse.move(*points[1], steps=5)
        visitor.page.mouse.up()

    return drag


def test_the_keyboard_alone_adds_moves_resizes_and_removes(visit: NewVisitor, picture: Path) -> None:
    visitor = visit(language="en")
    to_drawing(visitor, picture)
    keys = visitor.page.keyboard
    keys.press("+")
    for key in ["ArrowLeft"] * 10 + ["ArrowUp"] * 10 + ["Shift+ArrowRight"] * 20:
        keys.press(key)
    keys.press("+")
    keys.press("Delete")
    name = visitor.page.evaluate("() => document.activeElement.getAttribute('aria-label')")
    assert name == "Area 1: 30 % from the left, 30 % from the top, 40 % wide, 15 % high"
    assert visitor.page.locator("[data-said]").inner_text() == "Area 2 removed."
    visitor.look()
    assert is_black(made(visitor), 30, 30, 70, 45)


def test_suggestions_are_areas_like_any_other(visit: NewVisitor, picture: Path) -> None:
    visitor = visit(language="en", width=375)
    to_drawing(visitor, picture)
    for number in range(5):
        visitor.page.locator("[data-preset]").nth(number).click()
    assert visitor.page.locator(".area").count() == 5
    assert visitor.page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert is_black(made(visitor), 4, 22, 34, 80)


def test_a_mistake_comes_back_with_what_was_typed(visit: NewVisitor, picture: Path) -> None:
    visitor = visit(language="en")
    to_drawing(visitor, picture)
    visitor.page.keyboard.press("+")
    road.fill(visitor, {"left": "forty"})
    visitor.press(NEXT)
    assert visitor.page.locator("[id='area1.left']").input_value() == "forty"
    assert re.search("forty", visitor.page.locator("#problems").inner_text())


@pytest.mark.parametrize("width", [375, 1280])
def test_cells_and_numbers_do_without_scripts(visit: NewVisitor, picture: Path, downloads: Path, width: int) -> None:
    visitor = visit(language="fr", width=width, javascript=False)
    to_drawing(visitor, picture)
    for cell in (41, 42):
        visitor.page.locator(f"[name=cell][value='{cell}']").check()
    road.fill(visitor, {"left": "0", "top": "87,5", "width": "100", "height": "12,5"})
    copy = made(visitor)
    assert is_black(copy, 33.4, 37.6, 50, 50)
    assert is_black(copy, 0, 88, 100, 100)
    saved = visitor.download("a[download]", downloads)
    assert (saved.name, Image.open(BytesIO(saved.read_bytes())).size) == ("document.jpg", copy.size)


def test_a_case_keeps_the_copy_and_encloses_it_with_its_letter(visit: NewVisitor, picture: Path, downloads: Path) -> None:
    visitor = visit(language="fr", width=375)
    road.ask(visitor, sent=[road.days_ago(20)])
    road.follow(visitor)
    case = road.open_case(visitor)
    road.record(visitor, case, "identity_asked", {"on": road.days_ago(3)})
    visitor.open(f"{case}/next?action=answer_identity")
    visitor.press(f"a[href='{case}/identity']")
    visitor.page.locator("#picture").set_input_files(picture)
    visitor.press(NEXT)
    visitor.page.locator("[data-preset]").first.click()
    visitor.press(NEXT)
    visitor.press("form[action$='/keep'] button")
    road.choose(visitor, "hidden", "photo")
    letter = visitor.download("form[action$='identity_answer.pdf'] button.button", downloads)
    assert letter.read_bytes().startswith(b"%PDF")
