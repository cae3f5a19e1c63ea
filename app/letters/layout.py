"""The address in the window of a French envelope: 85 × 33 mm, 110 mm from the left edge of the sheet and 55 mm from its top.

The standard (NF Z 10-011) wants at most six lines of 38 characters, seven for abroad with the country last, in capitals.
Addresses that do not keep to it are set smaller; those that no legible size can hold appear short in the window and whole below
it. Nothing is ever cut.
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

LINE_CHARS = 38
HOME_LINES = 6
FOREIGN_LINES = 7
SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
"""Sizes in points, the preferred first. Below eight points an address is no longer fit for sorting machines."""

FRAME_WIDTH_PT = 81 * 72 / 25.4
FRAME_HEIGHT_PT = 30 * 72 / 25.4
"""What the style sheet leaves for the address inside the window: two millimetres of air on each side for a sheet that slips."""

LINE_HEIGHT = 1.15
EM = 1000
OWN_SCRIPTS = 0x0530
"""Latin, Greek and Cyrillic end here: what the letter's own font covers."""

WIDEST_EM = 1.2


@dataclass(frozen=True, kw_only=True)
class Window:
    """What stands in the window, at what size, and the whole address for below it (empty when the window holds everything)."""

    lines: tuple[str, ...]
    points: float
    below: tuple[str, ...] = ()


def window(name: str, address: Sequence[str], country_line: str = "") -> Window:
    """The window for a recipient. `country_line` is empty at home. Lines are text without line breaks."""
    parts = [part for part in (name, *address) if part]
    limit = FOREIGN_LINES if country_line else HOME_LINES
    lines = [line for part in parts for line in _wrapped(part, LINE_CHARS)]
    whole = [*lines, country_line] if country_line else lines
    if len(whole) <= limit:
        for points in SIZES:
            if fits(whole, points):
                return Window(lines=tuple(whole), points=points)
    return _smaller(parts, country_line) or _short(parts, country_line)


def country_line(country: str, home: str, language: str) -> str:
    """The last line of an address abroad: the country in capitals, in the language of the post that takes the letter in; empty at home."""
    if country == home:
        return ""
    name = Locale.parse(language).territories.get(country, country)
    return str(name).upper()


def fits(lines: Sequence[str], points: float) -> bool:
    """Whether the lines stand inside the frame at that size."""
    high = len(lines) * points * LINE_HEIGHT <= FRAME_HEIGHT_PT
    return high and all(width(line) * points <= FRAME_WIDTH_PT for line in lines)


def width(line: str) -> float:
    """The width of a line in ems, in the letter's font. Characters that it lacks are counted at the width of the widest stand-in."""
    own = "".join(c for c in line if ord(c) < OWN_SCRIPTS)
    strange = sum(not unicodedata.combining(c) for c in line if ord(c) >= OWN_SCRIPTS)
    return _face().getlength(own) / EM + strange * WIDEST_EM


def _smaller(parts: Sequence[str], country: str) -> Window | None:
    """Longer and more lines at a smaller size: no longer the standard, still all there and legible."""
    for points in SIZES:
        lines = [line for part in parts for line in _measured(part, points)]
        whole = [*lines, country] if country else lines
        if fits(whole, points):
            return Window(lines=tuple(whole), points=points)
    return None


def _short(parts: Sequence[str], country: str) -> Window:
    """A short name, the last two lines (street and town, as a rule) and the country; the whole address goes below."""
    points = SIZES[-1]
    kept = [parts[0], *parts[1:][-2:]]
    short = [_first_line(part, points) for part in kept]
    whole = [line for part in [*parts, country] if part for line in textwrap.wrap(part, 90)]
    return Window(lines=tuple([*short, country] if country else short), points=points, below=tuple(whole))


def _first_line(part: str, points: float) -> str:
    first, *rest = _measured(part, points)
    while rest and width(f"{first}…") * points > FRAME_WIDTH_PT:
        first = first[:-1]
    return f"{first.rstrip(' ,;')}…" if rest else first


def _wrapped(part: str, chars: int) -> list[str]:
    return textwrap.wrap(part, chars, break_on_hyphens=False)


def _measured(part: str, points: float) -> Iterator[str]:
    """The part in lines no wider than the frame, broken between words, inside a word only where it must be."""
    line = ""
    for word in part.split():
        joined = f"{line} {word}" if line else word
        if width(joined) * points <= FRAME_WIDTH_PT:
            line = joined
            continue
        if line:
            yield line
        *full, line = _pieces(word, points)
        yield from full
    if line:
        yield line


def _pieces(word: str, points: float) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and width(pieces[-1] + char) * points > FRAME_WIDTH_PT:
            pieces.append("")
        pieces[-1] += char
    return pieces


@cache
def _face() -> ImageFont.FreeTypeFont:
    """The semibold face: what fits in it fits in the regular one too."""
    return ImageFont.truetype(Path(font_source_sans_pro.font_directory) / "SourceSansPro-Semibold.ttf", EM)
