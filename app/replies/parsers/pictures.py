"""Pages as pictures: of a PDF, by PDFium, and of picture files, by Pillow. PDFium ends the whole process on a bad day: sandbox only."""

import signal
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, ImageSequence

from app.platform.sandbox import Reason
from app.platform.sandbox.task import Unreadable
from app.replies.parsers.kinds import PICTURES, Kind, kind_of

RENDER = "app.replies.parsers.pictures:render"
DRAW = "app.replies.parsers.pictures:draw"
RESOLUTION = 200
"""Dots an inch for OCR: at 300 it takes twice as long and reads printed letters no better."""

MOST_PAGES = 30
"""Pages of a scan that are read."""

WIDTH = 1240
"""Pixels across a page that is drawn to be looked at: A4 at 150 dots an inch."""

NO_PAGE = "page"
"""Said of a page that the file does not have."""

MOST_PIXELS = 80_000_000
MOST_SIDE = 5_000
"""Pixels along a side of a page drawn: a PDF may claim to be as large as a field."""


def render(content: bytes, options: dict[str, Any], _: Path) -> tuple[dict[str, Any], list[bytes]]:
    """A task of the sandbox: page `options["page"]` (0 is the first) as JPEG. Raises Unreadable when there is no such page."""
    end_after(options)
    number = int(options.get("page", 0))
    page = _one_page(content, number)
    if page is None:
        raise Unreadable(Reason.UNSUPPORTED, NO_PAGE)
    page.thumbnail((WIDTH, 4 * WIDTH))
    return {"width": page.width, "height": page.height}, [_jpeg(page)]


def draw(content: bytes, options: dict[str, Any], _: Path) -> tuple[dict[str, Any], list[bytes]]:
    """A task of the sandbox: the pages of a scan, grey, for OCR. Blank ones are left out; `pages` of the data counts them all."""
    end_after(options)
    count = page_count(content)
    grey = (page.convert("L") for page in drawn_pages(content, min(count, MOST_PAGES), RESOLUTION))
    return {"pages": count, "cut": count > MOST_PAGES}, [_jpeg(_steady(page)) for page in grey if not _blank(page)]


def end_after(options: dict[str, Any]) -> None:
    """End this process after `options["seconds"]`: what a library does in C is not to be interrupted in any other way."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, float(options.get("seconds", 0)))


def _blank(grey: Image.Image) -> bool:
    shades = [shade for shade, pixels in enumerate(grey.histogram()) if pixels]
    return shades[-1] - shades[0] < 16


def _steady(grey: Image.Image) -> Image.Image:
    """Neither so small that letters vanish nor so large that it takes a minute."""
    longest = max(grey.size)
    factor = 2400 / longest if longest > 3600 else 2 if longest < 1000 else 1
    return grey.resize((max(1, int(grey.width * factor)), max(1, int(grey.height * factor)))) if factor != 1 else grey


def _jpeg(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


def page_count(content: bytes) -> int:
    """How many pages the file has. Raises Unreadable for what has none."""
    kind = kind_of(content, "")
    if kind is Kind.PDF:
        with _pdf(content) as document:
            return len(document)
    if kind not in PICTURES:
        raise Unreadable(Reason.UNSUPPORTED)
    with _opened(content) as file:
        return int(getattr(file, "n_frames", 1))


def _one_page(content: bytes, number: int) -> Image.Image | None:
    """That page alone, none of those before it drawn; None where there is none."""
    if kind_of(content, "") is not Kind.PDF:
        return next((page for at, page in enumerate(drawn_pages(content, number + 1, 150)) if at == number), None)
    with _pdf(content) as document:
        return _drawn(document[number], 150) if number < len(document) else None


def drawn_pages(content: bytes, count: int, resolution: int) -> Iterator[Image.Image]:
    """The first `count` pages, upright, PDF at `resolution` dots an inch, one at a time. Raises Unreadable."""
    if kind_of(content, "") is Kind.PDF:
        yield from _pdf_pages(content, count, resolution)
        return
    with _opened(content) as file:
        for number, frame in enumerate(ImageSequence.Iterator(file)):
            if number >= count:
                return
            if frame.width * frame.height > MOST_PIXELS:
                raise Unreadable(Reason.TOO_MUCH_MEMORY, "pixels")
            yield _on_white(ImageOps.exif_transpose(frame))


def _pdf_pages(content: bytes, count: int, resolution: int) -> Iterator[Image.Image]:
    with _pdf(content) as document:
        for number in range(min(count, len(document))):
            yield _drawn(document[number], resolution)


def _drawn(page: Any, resolution: int) -> Image.Image:
    longest = max(*page.get_size(), 1.0)
    picture: Image.Image = page.render(scale=min(resolution / 72, MOST_SIDE / longest)).to_pil().convert("RGB")
    page.close()
    return picture


def _pdf(content: bytes) -> Any:
    """Opened by PDFium, loaded here alone: the processes of the program itself never have it."""
    import pypdfium2  # noqa: PLC0415

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(Reason.ENCRYPTED if "password" in str(error).lower() else Reason.BROKEN, "pdfium") from error


def _opened(content: bytes) -> Image.Image:
    """A picture file opened, not yet decoded. Only these decoders: others of Pillow start programs."""
    kind = kind_of(content, "")
    if kind is Kind.HEIC:
        import pi_heif  # noqa: PLC0415

        pi_heif.register_heif_opener()
    formats = {Kind.JPEG: ["JPEG", "MPO"], Kind.PNG: ["PNG"], Kind.TIFF: ["TIFF"], Kind.WEBP: ["WEBP"], Kind.HEIC: ["HEIF"]}.get(kind)
    if formats is None:
        raise Unreadable(Reason.UNSUPPORTED)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    file = Image.open(BytesIO(content), formats=formats)
    if file.width * file.height > MOST_PIXELS:
        raise Unreadable(Reason.TOO_MUCH_MEMORY, "pixels")
    return file


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode not in ("RGBA", "LA", "PA", "P"):
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    plain = Image.new("RGB", clear.size, "white")
    plain.paste(clear, mask=clear.getchannel("A"))
    return plain
