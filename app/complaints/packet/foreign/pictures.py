"""Pictures: each becomes a page of its own, upright, without anything but its pixels. The original keeps its place, device and date."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pi_heif import register_heif_opener
from pikepdf import Dictionary, Name, Pdf
from PIL import Image, ImageFile, ImageOps, ImageSequence, UnidentifiedImageError

from app.complaints.packet.foreign.reading import Reading, Unreadable

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP", "HEIF")
"""The only decoders offered: others of Pillow start programs or read several files."""

MOST_PIXELS = {"JPEG": 150_000_000}
MOST_PIXELS_ELSE = 50_000_000
"""A JPEG can be decoded at reduced size; the others must be decoded whole, at four bytes a pixel."""

MOST_FRAMES = 200
LONGEST_SIDE = 2400
"""Pixels: more than two hundred for each inch of the sheet."""

QUALITY = 85
POINTS_PER_PIXEL = 72 / 96

register_heif_opener(thumbnails=False)  # teaches Pillow what iPhones write


def read_picture(content: bytes) -> Reading:
    """Raises Unreadable for what no decoder takes and for what would be too large decoded."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.MAX_IMAGE_PIXELS = None  # the limits below are ours, and are looked at before anything is decoded
    reduced = False
    with Pdf.new() as pdf:
        try:
            for frame, smaller in _frames(content):
                _page(pdf, frame)
                reduced = reduced or smaller
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError) as error:
            raise Unreadable("broken") from error
        saved = BytesIO()
        pdf.save(saved, deterministic_id=True)
    return Reading(pdf=saved.getvalue(), picture=True, remarks=("picture_reduced",) if reduced else ())


def _frames(content: bytes) -> Iterator[tuple[Image.Image, bool]]:
    """Each picture of the file: decoded, and whether it was made smaller."""
    with Image.open(BytesIO(content), formats=FORMATS) as file:
        width, height = file.size
        if width * height > MOST_PIXELS.get(str(file.format), MOST_PIXELS_ELSE):
            raise Unreadable("too_many_pixels")
        if file.format == "JPEG":
            file.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        frames = getattr(file, "n_frames", 1) if file.format == "TIFF" else 1
        if frames > MOST_FRAMES:
            raise Unreadable("too_many_pages")
        for frame in ImageSequence.Iterator(file) if frames > 1 else [file]:
            if frame.width * frame.height > MOST_PIXELS_ELSE:
                raise Unreadable("too_many_pixels")
            yield _made_anew(frame), max(width, height) > LONGEST_SIDE


def _made_anew(frame: Image.Image) -> Image.Image:
    """Upright, transparent parts white, not larger than a sheet needs."""
    frame.load()
    upright = ImageOps.exif_transpose(frame) or frame
    if upright.mode in ("L", "1"):
        plain = upright.convert("L")
    else:
        clear = upright.convert("RGBA")
        plain = Image.new("RGB", clear.size, "white")
        plain.paste(clear, mask=clear.getchannel("A"))
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return plain


def _page(pdf: Pdf, picture: Image.Image) -> None:
    encoded = BytesIO()
    picture.save(encoded, "JPEG", quality=QUALITY)
    stream: Any = pdf.make_stream(
        encoded.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    across, up = picture.width * POINTS_PER_PIXEL, picture.height * POINTS_PER_PIXEL
    pdf.add_blank_page(page_size=(max(across, 3), max(up, 3)))
    page = pdf.pages[-1]
    page.obj.Resources = Dictionary(XObject=Dictionary(Picture=stream))
    page.obj.Contents = pdf.make_stream(f"q {across:.2f} 0 0 {up:.2f} 0 0 cm /Picture Do Q".encode())
