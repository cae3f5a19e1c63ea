"""Makes parts of a picture black, writes across the rest what the copy is for, and makes a new file of it.

The order is what makes it safe: pixels first, file afterwards. Black replaces the pixels, it does not cover them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import font_source_sans_pro
from PIL import Image, ImageDraw, ImageFont

MARGIN = 24
"""Pixels that turn black around each rectangle. A JPEG spreads traces of what it shows over blocks: up to 16 pixels in the file that was
chosen, 8 more in the one that the page carries."""

BLOCK = 8
"""Pixels a side of the blocks of the new file: black to their edges, so that it stays exactly black."""

MAX_BYTES = 1_500_000
QUALITIES = (90, 82, 72, 60, 45)
FONT = "SourceSansPro-Semibold.ttf"
SLANT = 28
"""Degrees by which the words rise."""
WORDS_ACROSS = 46
"""How often the height of a letter goes into the picture's longer side."""
INK, HALO = (20, 20, 60, 105), (255, 255, 255, 75)
"""Dark letters with a light edge, both let the document through: they can be read on any ground, and so can it."""


@dataclass(frozen=True, kw_only=True)
class Rectangle:
    """A part of a picture, in percent of its width and height from its left and top edges. What lies outside the picture is ignored.

    Raises ValueError for numbers that are none, a negative place, or no extent.
    """

    left: float
    top: float
    width: float
    height: float

    def __post_init__(self) -> None:
        sides = (self.left, self.top, self.width, self.height)
        if not all(math.isfinite(side) for side in sides) or min(self.left, self.top) < 0 or min(self.width, self.height) <= 0:
            raise ValueError(sides)

    def pixels(self, size: tuple[int, int]) -> tuple[int, int, int, int]:
        """What turns black in a picture of that size: left, top and the first column and row that do not."""
        (x0, x1), (y0, y1) = _span(self.left, self.width, size[0]), _span(self.top, self.height, size[1])
        return x0, y0, x1, y1


def black_out(picture: Image.Image, hidden: Sequence[Rectangle], words: str, *, grey: bool) -> bytes:
    """A new JPEG of the picture: `hidden` black, `words` across what is left. `picture` is RGB and is not changed.

    It has neither metadata nor thumbnail, profile, transparency or a second picture; what is hidden is in it nowhere.
    """
    shown = _blackened(picture, hidden)
    if grey:
        shown = shown.convert("L").convert("RGB")
    # Once more at the end: the words must not lighten what is black.
    marked = _blackened(_written_across(shown, words), hidden)
    return jpeg(marked.convert("L") if grey else marked)


def jpeg(picture: Image.Image) -> bytes:
    """The picture as the best JPEG of at most MAX_BYTES, with full colour resolution; the last quality is taken whatever its size."""
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())  # pixels only: no note of any kind comes along
    for quality in QUALITIES:
        out = BytesIO()
        bare.save(out, "JPEG", quality=quality, subsampling=0, optimize=True)
        if out.tell() <= MAX_BYTES:
            break
    return out.getvalue()


def _span(start: float, length: float, pixels: int) -> tuple[int, int]:
    """First pixel, and the first one after it, widened to whole blocks."""
    first = math.floor(min(start, 100.0) / 100 * pixels) - MARGIN
    last = math.ceil(min(start + length, 100.0) / 100 * pixels) + MARGIN
    return max(0, first // BLOCK * BLOCK), min(pixels, -(-last // BLOCK) * BLOCK)


def _blackened(picture: Image.Image, hidden: Sequence[Rectangle]) -> Image.Image:
    copy = picture.copy()
    for rectangle in hidden:
        copy.paste((0, 0, 0), rectangle.pixels(copy.size))
    return copy


def _written_across(picture: Image.Image, words: str) -> Image.Image:
    """The words in slanting lines over the whole picture, each line beginning elsewhere so that no part is left without them."""
    letter = max(12, max(picture.size) // WORDS_ACROSS)
    reach = math.ceil(math.hypot(*picture.size))
    sheet = Image.new("RGBA", (reach, reach), (255, 255, 255, 0))
    pen, font = ImageDraw.Draw(sheet), _font(letter)
    line = f"{words}   •   "
    step = max(1, round(font.getlength(line)))
    for row, y in enumerate(range(0, reach, 4 * letter)):
        for x in range(-(row * step * 2 // 5) % step - step, reach, step):
            pen.text((x, y), line, font=font, fill=INK, stroke_width=max(1, letter // 16), stroke_fill=HALO)
    slanted = sheet.rotate(SLANT, resample=Image.Resampling.BICUBIC)
    left, top = (reach - picture.width) // 2, (reach - picture.height) // 2
    layer = slanted.crop((left, top, left + picture.width, top + picture.height))
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(Path(font_source_sans_pro.font_directory) / FONT), size)
