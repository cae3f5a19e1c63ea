"""What stands where on a printed page, read back from the PDF."""

import ctypes
import unicodedata
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from app.letters.envelopes import Frame

MM = 72 / 25.4


def texts(pdf: bytes) -> list[str]:
    """The text of each page, white space folded."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def box(pdf: bytes, wanted: str, page: int = 0) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the first occurrence of a text, in millimetres from the page's top left corner."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        height = document[page].get_height()
        textpage = document[page].get_textpage()
        start, count = textpage.search(wanted).get_next()
        chars = [textpage.get_charbox(start + n) for n in range(count)]
    finally:
        document.close()
    left, bottom = min(c[0] for c in chars), min(c[1] for c in chars)
    right, top = max(c[2] for c in chars), max(c[3] for c in chars)
    return left / MM, (height - top) / MM, right / MM, (height - bottom) / MM


@dataclass(frozen=True)
class Shown:
    """What an envelope shows of the first page: the characters without white space, and the air between them and each edge of the window in
    millimetres (left, top, right, bottom); negative where one of them is cut."""

    text: str
    air: tuple[float, float, float, float]


def shown(pdf: bytes, window: Frame) -> Shown:
    """Everything printed on the first page that touches the window, even with a corner."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = [(char, place) for char, place in _characters(document[0]) if _touches(place, window)]
    finally:
        document.close()
    places = [place for _, place in found] or [(window.left, window.top, window.left, window.top)]
    left, top = (min(place[side] for place in places) for side in (0, 1))
    right, bottom = (max(place[side] for place in places) for side in (2, 3))
    air = (left - window.left, top - window.top, window.left + window.width - right, window.top + window.height - bottom)
    return Shown("".join(char for char, _ in found), air)


def compared(text: str) -> str:
    """Text as it can be compared with what is read back from a page: without spaces and hyphens, its ligatures taken apart."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isprintable() and c not in " -\u00ad\u2010\u2011\ufffe")


def _touches(place: tuple[float, float, float, float], window: Frame) -> bool:
    left, top, right, bottom = place
    beside = right < window.left or left > window.left + window.width
    return not (beside or bottom < window.top or top > window.top + window.height)


def _characters(page: pypdfium2.PdfPage) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Each visible character of a page with its box: left, top, right, bottom in millimetres from the page's top left corner."""
    textpage, height = page.get_textpage(), page.get_height()
    sides = [ctypes.c_double() for _ in range(4)]
    found = []
    for index in range(textpage.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(textpage, index))
        if char.isspace() or not char.isprintable():
            continue
        pdfium.FPDFText_GetCharBox(textpage, index, *map(ctypes.byref, sides))
        left, right, bottom, top = (side.value for side in sides)
        found.append((char, (left / MM, (height - top) / MM, right / MM, (height - bottom) / MM)))
    return found
