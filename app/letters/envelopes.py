"""The envelopes that letters go into: where their window shows the address, by the country in which the sender buys them.

Each layout is one file `letter_templates/_layout/<name>.css`, with its measures in the front matter above its rules. Adding a file adds a
layout.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.letters.kinds import FRONT_MATTER, TEMPLATES, TemplateError

FOLDER = TEMPLATES / "_layout"
COMMON = "letter.css"
USUAL = "window-fr"
"""The layout for senders whom no other layout names."""

PT_PER_MM = 72 / 25.4


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A rectangle on the sheet, in millimetres from its left and top edges."""

    left: float
    top: float
    width: float
    height: float

    @property
    def width_pt(self) -> float:
        """Its width in points."""
        return self.width * PT_PER_MM

    @property
    def height_pt(self) -> float:
        """Its height in points."""
        return self.height * PT_PER_MM


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """One layout. `window` is what the envelope shows, `address` where in it the recipient stands.

    `senders` are ISO 3166-1 alpha-2 codes. `returned_points` and `returned_width` (in millimetres) are size and width of the line with the
    sender's own address; 0 where the window has none.
    """

    name: str
    senders: tuple[str, ...]
    window: Frame
    address: Frame
    returned_points: float
    returned_width: float
    css: str


def envelope(country: str) -> Envelope:
    """The envelope of a sender in that country."""
    known = envelopes()
    return next((found for found in known.values() if country in found.senders), known[USUAL])


@cache
def envelopes() -> Mapping[str, Envelope]:
    """All layouts by name. Raises TemplateError naming the file that is not as it must be."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.css")) if path.name != COMMON}


@cache
def stylesheet(name: str = USUAL) -> str:
    """The style sheet of letters in that layout."""
    return (FOLDER / COMMON).read_text(encoding="utf-8") + envelopes()[name].css


def _read(path: Path) -> Envelope:
    text = path.read_text(encoding="utf-8")
    match = FRONT_MATTER.match(text)
    if match is None:
        raise TemplateError(f"{path.name}: front matter between two lines “+++” is missing")
    try:
        return _envelope(path.stem, tomllib.loads(match[1]), text[match.end() :])
    except (KeyError, TypeError, ValueError) as error:
        raise TemplateError(f"{path.name}: {error!r}") from error


def _envelope(name: str, front: dict[str, Any], css: str) -> Envelope:
    returned = front.get("returned", {"points": 0, "width": 0})
    return Envelope(
        name=name,
        senders=tuple(front["senders"]),
        window=Frame(**front["window"]),
        address=Frame(**front["address"]),
        returned_points=returned["points"],
        returned_width=returned["width"],
        css=css,
    )
