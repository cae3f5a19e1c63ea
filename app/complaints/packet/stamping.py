"""What is printed on every page of the packet: which exhibit and which of its pages it is, and which page of the whole.

The letters come from one page that our own printer made: its font is embedded once and knows which character each of its codes stands
for, so that a stamp can be searched and read aloud.
"""

import re
from collections.abc import Iterable
from html import escape
from io import BytesIO
from typing import Any

from pikepdf import Dictionary, Name, Object, Page, Pdf

from app.platform.printing import Press

POINTS_PER_MM = 72 / 25.4
EDGE = 15 * POINTS_PER_MM
"""From the left and right edges of the sheet, in points."""

STAMP_DOWN = 10.5 * POINTS_PER_MM
FOOT_UP = 7.5 * POINTS_PER_MM
STAMP_SIZE, FOOT_SIZE = 10.0, 8.0
FONT = Name.SaisineStamp
CODE = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]{4})>")
STYLE = '@page { size: A4; margin: 20mm } body { font: 600 10pt "Source Sans Pro", "DejaVu Sans", sans-serif; white-space: pre }'


class StampFont:
    """The font of the stamps, ready to be taken into any PDF. `characters` are all that will ever be stamped."""

    def __init__(self, press: Press, characters: Iterable[str]) -> None:
        shown = "".join(sorted({c for text in characters for c in text}))
        html = f"<!doctype html><html lang='fr'><head><title>.</title></head><body><p>{escape(shown)}</p></body></html>"
        self._source = Pdf.open(BytesIO(press.print_pdf(html, stylesheet=STYLE)))
        fonts: Any = self._source.pages[0].Resources.Font
        (self.font,) = fonts.values()
        pairs = CODE.findall(self.font.ToUnicode.read_bytes())
        self._codes = {chr(int(character, 16)): int(code, 16) for code, character in pairs}
        self._widths = _widths(self.font.DescendantFonts[0].W)

    def taken_into(self, pdf: Pdf) -> Object:
        """The font as an object of that PDF."""
        return pdf.copy_foreign(self.font)

    def width(self, text: str, points: float) -> float:
        """In points."""
        return sum(self._widths.get(self._codes[c], 0) for c in text) * points / 1000

    def drawn(self, text: str, x: float, y: float, points: float) -> bytes:
        """Operators that print the text with its left end at that place."""
        codes = "".join(f"{self._codes[c]:04x}" for c in text)
        return f"BT {FONT} {points:g} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{codes}> Tj ET\n".encode()


def stamp(page: Page, font: StampFont, taken: Object, head: str, foot: str) -> None:
    """Print `head` at the top right of a page and `foot` at its bottom left, over whatever is there; both count as page furniture."""
    left, _, right, top = (float(edge) for edge in page.mediabox)
    operators = b"q 0 g\n"
    if head:
        operators += font.drawn(head, right - EDGE - font.width(head, STAMP_SIZE), top - STAMP_DOWN, STAMP_SIZE)
    operators += b"0.27 g\n" + font.drawn(foot, left + EDGE, FOOT_UP, FOOT_SIZE) + b"Q"
    resources: Any = page.obj.Resources
    fonts = resources.get("/Font")
    if fonts is None:
        fonts = resources.Font = Dictionary()
    fonts[FONT] = taken
    page.contents_add(b"q", prepend=True)
    page.contents_add(b"Q\n/Artifact <</Type /Pagination>> BDC\n" + operators + b"\nEMC")


def _widths(table: Any) -> dict[int, float]:
    """The widths of a composite font by code, from the spelling "first code, list of widths" that our printer uses."""
    found: dict[int, float] = {}
    parts = list(table)
    for first, widths in zip(parts[::2], parts[1::2], strict=True):
        found |= {int(first) + n: float(width) for n, width in enumerate(widths)}
    return found
