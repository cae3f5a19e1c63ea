"""Photographs that people attach: made small and upright, with nothing in them but the picture (no place, no device, no date)."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Lock

from PIL import Image, ImageFile, ImageOps

from app.platform.errors import InvalidInput, msg

FORMATS = ("JPEG", "PNG", "WEBP")
"""The only decoders offered to a file from outside: others of Pillow start programs or read several files."""

MAX_PIXELS = {"JPEG": 70_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
"""A JPEG may be large, as telephones make them: it is decoded at reduced size. The others must be decoded whole, at four bytes a pixel."""

MAX_FILE_BYTES = 30_000_000
MAX_SIDE = 1600
MAX_OUTPUT_BYTES = 600_000
ORIENTATION = 0x0112
_ONE_AT_A_TIME = Lock()

NO_PHOTO = msg("The field “{field}” must be a photo in JPEG, PNG or WebP format; this file cannot be read as one.")
TOO_LARGE = msg("The photo in the field “{field}” is too large: at most {limit} megapixels.")
TOO_HEAVY = msg("The file in the field “{field}” is too large: at most {limit} megabytes.")


def strip_photo(content: bytes, field: str) -> tuple[str, bytes]:
    """The picture alone, upright, at most MAX_SIDE pixels a side, as (media type, JPEG bytes ≤ MAX_OUTPUT_BYTES).

    Raises InvalidInput naming `field` for what is no photo, is damaged, or is too large to be opened safely.
    """
    if len(content) > MAX_FILE_BYTES:
        raise InvalidInput(field, TOO_HEAVY, limit=MAX_FILE_BYTES // 1_000_000)
    try:
        with _strict_decoding():
            picture = _decode(content, field)
    except InvalidInput:
        raise
    except Exception as error:  # a hostile file makes a decoder raise nearly anything, and all of it means the same to the person
        raise InvalidInput(field, NO_PHOTO) from error
    return "image/jpeg", _encode(picture)


@contextmanager
def _strict_decoding() -> Iterator[None]:
    """One photo at a time, so that memory is bounded, and no half photo: WeasyPrint, when imported, tells Pillow to accept those.

    Inside a process the switch is one for all; the renderer only ever meets pictures made here, which are whole.
    """
    with _ONE_AT_A_TIME:
        lenient = ImageFile.LOAD_TRUNCATED_IMAGES
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _decode(content: bytes, field: str) -> Image.Image:
    with Image.open(BytesIO(content), formats=FORMATS) as file:
        width, height = file.size
        limit = MAX_PIXELS[str(file.format)]
        if width * height > limit:
            raise InvalidInput(field, TOO_LARGE, limit=limit // 1_000_000)
        file.draft("RGB", (MAX_SIDE, MAX_SIDE))
        upright = _upright(file)
        upright.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
        return _on_white(upright)


def _upright(file: Image.Image) -> Image.Image:
    """Turned as the camera says, when its note can be read; a damaged note is no reason to refuse the picture."""
    file.load()
    try:
        turned = file.getexif().get(ORIENTATION, 1) != 1
    except Exception:  # the note is read by the same careless parsers as the rest of the file
        turned = False
    return ImageOps.exif_transpose(file) if turned else file


def _on_white(picture: Image.Image) -> Image.Image:
    """A new picture made of the pixels only, transparent parts white: nothing else of the file can travel with it."""
    clear = picture.convert("RGBA")
    plain = Image.new("RGB", clear.size, "white")
    plain.paste(clear, mask=clear.getchannel("A"))
    return plain


def _encode(picture: Image.Image) -> bytes:
    """The best JPEG that keeps within MAX_OUTPUT_BYTES: less quality first, then fewer pixels, and a small one always fits."""
    while True:
        for quality in (88, 78, 65, 50):
            out = BytesIO()
            picture.save(out, "JPEG", quality=quality, optimize=True)
            if out.tell() <= MAX_OUTPUT_BYTES:
                return out.getvalue()
        picture = picture.resize((max(1, picture.width * 3 // 4), max(1, picture.height * 3 // 4)))
