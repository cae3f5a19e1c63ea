"""What the sandbox runs: one foreign picture, or the first page of a PDF, in; upright pixels out. Whatever else is in it stays behind."""

from io import BytesIO
from pathlib import Path
from typing import Any

from pi_heif import register_heif_opener
from PIL import Image, ImageFile, ImageOps

from app.platform.sandbox.outcomes import Reason
from app.platform.sandbox.task import Unreadable

FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "HEIF")
MAX_PIXELS = 40_000_000
MAX_SIDE = 1600
"""Pixels of the longer side of what comes out: enough to read a document, too few to forge one."""

TOO_MANY_PIXELS = "pixels"
NO_PICTURE = "format"
LOCKED = "password"
ORIENTATION = 0x0112

register_heif_opener(thumbnails=False)  # teaches Pillow what iPhones write


def read_picture(content: bytes, options: dict[str, Any], scratch: Path) -> tuple[dict[str, Any], list[bytes]]:
    """The task (`app.platform.sandbox.task`): {"width", "height"} in pixels, at most MAX_SIDE each, and the pixels, three bytes each.

    Of a file with several pictures or pages it is the first one. Raises Unreadable with TOO_MANY_PIXELS, NO_PICTURE or LOCKED as detail.
    """
    del options, scratch
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.MAX_IMAGE_PIXELS = None  # our own limit stands below, and it is the lower one
    picture = _first_page(content) if is_pdf(content) else _opened(content)
    picture.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    return {"width": picture.width, "height": picture.height}, [picture.tobytes()]


def is_pdf(content: bytes) -> bool:
    """Whether the file says so at its beginning, where readers of PDF look for it."""
    return b"%PDF-" in content[:1024]


def _first_page(content: bytes) -> Image.Image:
    """Drawn by PDFium, loaded here alone, so that its longer side has MAX_SIDE pixels."""
    import pypdfium2  # noqa: PLC0415

    try:
        with pypdfium2.PdfDocument(content) as document:
            page = document[0]
            picture: Image.Image = page.render(scale=MAX_SIDE / max(*page.get_size(), 1.0)).to_pil()
            return picture.convert("RGB")
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise Unreadable(Reason.UNSUPPORTED, LOCKED if "password" in str(error).lower() else NO_PICTURE) from error


def _opened(content: bytes) -> Image.Image:
    try:
        file = Image.open(BytesIO(content), formats=FORMATS)
    except Exception as error:  # a hostile file makes a decoder raise nearly anything
        raise Unreadable(Reason.UNSUPPORTED, NO_PICTURE) from error
    if file.width * file.height > MAX_PIXELS:
        raise Unreadable(Reason.UNSUPPORTED, TOO_MANY_PIXELS)
    file.load()
    return _upright(_on_white(file), file)


def _on_white(file: Image.Image) -> Image.Image:
    """The colours alone, transparent parts white: what hides behind transparency must not come out as a colour."""
    if not file.has_transparency_data:
        return _eight_bits(file).convert("RGB")
    clear = file.convert("RGBA")
    plain = Image.new("RGB", clear.size, "white")
    plain.paste(clear, mask=clear.getchannel("A"))
    return plain


def _eight_bits(file: Image.Image) -> Image.Image:
    """Greys of sixteen bits would all turn white: they are brought down to eight."""
    return file.convert("I").point(lambda grey: grey / 256).convert("L") if file.mode.startswith("I;16") else file


def _upright(picture: Image.Image, file: Image.Image) -> Image.Image:
    """Turned as the camera says, when its note can be read: where one draws must be where it turns black."""
    try:
        turned = int(file.getexif().get(ORIENTATION, 1))
    except Exception:  # a damaged note is no reason to refuse the picture
        turned = 1
    if turned not in range(2, 9):
        return picture
    note = Image.Exif()
    note[ORIENTATION] = turned
    picture.info["exif"] = note.tobytes()
    return ImageOps.exif_transpose(picture)
