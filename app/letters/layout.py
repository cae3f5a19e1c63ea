"""The address in the window of an envelope (`app.letters.envelopes`), whatever its length.

The French standard (NF Z 10-011) wants at most six lines of 38 characters, seven for abroad with the country last, in capitals; the
German one (DIN 5008) six lines. Addresses that do not keep to it are set smaller; those that no legible size can hold appear
short in the window and whole below it. Nothing is ever cut.
"""

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import font_source_sans_pro
from babel import Locale
from PIL import ImageFont

from app.letters.envelopes import PT_PER_MM, Frame
from app.letters.glyphs import in_print, uncovered
from app.platform.fonts import in_own_font

LINE_CHARS = 38
HOME_LINES = 6
FOREIGN_LINES = 7
SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
"""Sizes in points, the preferred first. Below eight points an address is no longer fit for sorting machines."""

LINE_HEIGHT = 1.15
EM = 1000
WIDEST_EM = 1.2
"""What a character of another font is counted at: wider than any of them."""

I_OF_TURKIC = {"tr": "İ", "az": "İ"}
"""The capital of "i" in languages that keep its dot."""


@dataclass(frozen=True, kw_only=True)
class Window:
    """What stands in the window, at what size, and the whole address for below it (empty when the window holds everything)."""

    lines: tuple[str, ...]
    points: float
    below: tuple[str, ...] = ()


def window(name: str, address: Sequence[str], country_line: str, frame: Frame) -> Window:
    """The window for a recipient. `country_line` is empty at home; `frame` is the room for the address. Lines have no line breaks."""
    parts = [part for part in (name, *address) if part]
    limit = FOREIGN_LINES if country_line else HOME_LINES
    lines = [line for part in parts for line in _wrapped(part, LINE_CHARS)]
    whole = [*lines, country_line] if country_line else lines
    if len(whole) <= limit:
        for points in SIZES:
            if fits(whole, points, frame):
                return Window(lines=tuple(whole), points=points)
    return _smaller(parts, country_line, frame) or _short(parts, country_line, frame)


def country_line(country: str, home: str, language: str) -> str:
    """The last line of an address abroad: the country in capitals, in that language; empty at home. An unknown code stays as it is."""
    if country == home:
        return ""
    name = str(Locale.parse(language).territories.get(country, country))
    return name.replace("i", I_OF_TURKIC.get(language, "i")).upper()


def returned_line(parts: Sequence[str], points: float, frame_width_mm: float) -> str:
    """The sender's address on one line, as far as it fits: whole, else name and town, else nothing."""
    for shown in (parts, [parts[0], parts[-1]]):
        line = " · ".join(shown)
        if len(parts) > 1 and width(line) * points <= frame_width_mm * PT_PER_MM:
            return line
    return ""


def fits(lines: Sequence[str], points: float, frame: Frame) -> bool:
    """Whether the lines stand inside the frame at that size."""
    high = len(lines) * points * LINE_HEIGHT <= frame.height_pt
    return high and all(width(line) * points <= frame.width_pt for line in lines)


def width(line: str) -> float:
    """The width of a line in ems, in the letter's font. Characters that it lacks are counted at the width of the widest stand-in, those
    that no font has at the width of what is printed in their place."""
    printed = in_print(line, uncovered(line))
    own = "".join(c for c in printed if in_own_font(c))
    strange = sum(not unicodedata.combining(c) for c in printed if not in_own_font(c))
    return _face().getlength(own) / EM + strange * WIDEST_EM


def _smaller(parts: Sequence[str], country: str, frame: Frame) -> Window | None:
    """Longer and more lines at a smaller size: no longer the standard, still all there and legible."""
    for points in SIZES:
        lines = [line for part in [*parts, country] for line in _measured(part, points, frame)]
        if fits(lines, points, frame):
            return Window(lines=tuple(lines), points=points)
    return None


def _short(parts: Sequence[str], country: str, frame: Frame) -> Window:
    """A short name, the last two lines (street and town, as a rule) and the country; the whole address goes below."""
    points = SIZES[-1]
    kept = [parts[0], *parts[1:][-2:], *filter(None, [country])]
    whole = [line for part in [*parts, country] if part for line in textwrap.wrap(part, 90)]
    return Window(lines=tuple(_first_line(part, points, frame) for part in kept), points=points, below=tuple(whole))


def _first_line(part: str, points: float, frame: Frame) -> str:
    first, *rest = _measured(part, points, frame)
    while rest and width(f"{first}…") * points > frame.width_pt:
        first = first[:-1]
    return f"{first.rstrip(' ,;')}…" if rest else first


def _wrapped(part: str, chars: int) -> list[str]:
    return textwrap.wrap(part, chars, break_on_hyphens=False)


def _measured(part: str, points: float, frame: Frame) -> Iterator[str]:
    """The part in lines no wider than the frame, broken between words, inside a word only where it must be."""
    line = ""
    for word in part.split():
        joined = f"{line} {word}" if line else word
        if width(joined) * points <= frame.width_pt:
            line = joined
            continue
        if line:
            yield line
        *full, line = _pieces(word, points, frame)
        yield from full
    if line:
        yield line


def _pieces(word: str, points: float, frame: Frame) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and width(pieces[-1] + char) * points > frame.width_pt:
            pieces.append("")
        pieces[-1] += char
    return pieces


@cache
def _face() -> ImageFont.FreeTypeFont:
    """The semibold face: what fits in it fits in the regular one too."""
    return ImageFont.truetype(Path(font_source_sans_pro.font_directory) / "SourceSansPro-Semibold.ttf", EM)
