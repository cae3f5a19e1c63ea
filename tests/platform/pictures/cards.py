"""A made-up identity card, with secrets in its pixels and in its notes."""

from io import BytesIO
from pathlib import Path
from typing import Any

import font_source_sans_pro
from PIL import Image, ImageDraw, ImageFont

BLACK = (0, 0)
"""Extremes of a band that is nothing but black."""

SECRET = "SECRET12345"
SIZE = (1200, 760)
FONT = str(Path(font_source_sans_pro.font_directory) / "SourceSansPro-Regular.ttf")


def face(size: tuple[int, int] = SIZE) -> Image.Image:
    """The card: a name that may be seen at the top, a number in the middle that may not."""
    picture = Image.new("RGB", size, (214, 226, 232))
    pen = ImageDraw.Draw(picture)
    pen.text((size[0] * 0.1, size[1] * 0.08), "CAMILLE EXEMPLE", font=ImageFont.truetype(FONT, size[1] // 9), fill=(20, 20, 20))
    pen.text((size[0] * 0.3, size[1] * 0.45), SECRET, font=ImageFont.truetype(FONT, size[1] // 10), fill=(20, 20, 20))
    return picture


def card(kind: str = "JPEG", size: tuple[int, int] = SIZE, orientation: int = 1, **more: Any) -> bytes:
    """The card as a file with a place, a comment and a thumbnail's worth of notes: each says CANARY."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = "CANARY-EXIF"
    notes: dict[str, Any] = {"JPEG": {"comment": b"CANARY-COMMENT"}, "TIFF": {}}.get(kind, {})
    if kind != "TIFF":
        notes |= {"xmp": b"<x>CANARY-XMP</x>"}
    out = BytesIO()
    face(size).save(out, kind, exif=exif, icc_profile=b"CANARY-PROFILE" + bytes(200), **{**notes, **more})
    return out.getvalue()
