"""A visitor without JavaScript: reads the form of a page as a browser does, fills it in, and presses its buttons."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO

from httpx2 import Response
from PIL import Image
from starlette.testclient import TestClient

Files = list[tuple[str, tuple[str | None, bytes | str, str]]]


@dataclass
class Form(HTMLParser):
    """Every field of the form with id "step", with the values it would send."""

    values: dict[str, list[str]] = field(default_factory=dict)
    inside: str = ""
    option: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {name: value or "" for name, value in attrs}
        if tag == "input" and (a["type"] not in ("radio", "checkbox", "file", "submit") or "checked" in a):
            self.values.setdefault(a["name"], []).append(a.get("value", ""))
        elif tag in ("textarea", "select"):
            self.inside = a["name"]
            self.values.setdefault(a["name"], [""])
        elif tag == "option" and "selected" in a:
            self.values[self.inside] = [a["value"]]

    def handle_data(self, data: str) -> None:
        if self.inside and self.lasttag == "textarea":
            self.values[self.inside] = [self.values[self.inside][0] + data]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # A browser drops the line break that follows the tag.
            self.values[self.inside] = [self.values[self.inside][0].removeprefix("\n")]
        if tag in ("textarea", "select"):
            self.inside = ""


def form_of(page: Response) -> dict[str, list[str]]:
    """The fields of the page's own form, with their values."""
    found = Form()
    found.feed(page.text[page.text.index('<form id="step"') : page.text.rindex("</form>", 0, page.text.index("<footer"))])
    return found.values


def press(
    browser: TestClient, page: Response, to: str, answers: Mapping[str, str | Sequence[str]] | None = None, files: Files | None = None
) -> Response:
    """Fill in `answers` on the page and press the button that leads to `to`."""
    values = form_of(page)
    for name, value in (answers or {}).items():
        values[name] = [value] if isinstance(value, str) else list(value)
    parts: Files = [(name, (None, value, "")) for name, several in values.items() for value in several]
    return browser.post(to, files=[*parts, *(files or [])])


CAMILLE = {"name": "Camille Exemple", "address": "1 rue de l’Exemple\n75001 Paris", "email": "camille@example.org"}


def to_review(browser: TestClient, *, right: str = "access", start: str = "/request", **answers: str) -> Response:
    """From the first step to the last, with usual answers; `answers` change them."""
    given = {"channel": "email", **CAMILLE, **answers}

    def part(*names: str) -> dict[str, str]:
        return {name: value for name, value in given.items() if name.startswith(names)}

    page = press(browser, browser.get(start), "/request/who", {"controller": "clearview-ai"})
    page = press(browser, page, "/request/what", {"right": right})
    page = press(browser, page, "/request/you", part("name", "address", "email", "minor"))
    page = press(browser, page, "/request/attach", part("urls", "paragraph"))
    return press(browser, page, "/request/how", part("channel", "sent_", "received_on", "proof"))


def heading(page: Response) -> str:
    """The main heading."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page.text, re.DOTALL)
    assert found
    return found[1].strip()


def mistakes(page: Response) -> list[str]:
    """The fields that the summary of mistakes links to."""
    return re.findall(r'<li><a href="#([^"]+)">', page.text)


def words(page: Response) -> list[str]:
    """The recovery code on a page."""
    return re.findall(r"<li>(\w[\w-]*)</li>", page.text[page.text.index('id="words"') :])


def photograph(*, place: bytes = b"") -> bytes:
    """A small JPEG; `place` goes into its EXIF note as a description."""
    picture, out = Image.new("RGB", (40, 60), "teal"), BytesIO()
    exif = Image.Exif()
    if place:
        exif[0x010E] = place.decode()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()
