"""The parts of a packet between reading and binding: pages that lie ready in files, with the names that links and bookmarks use."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pikepdf import Page, Pdf, PdfError

FAULTS = (PdfError, KeyError, ValueError, TypeError, AttributeError, RuntimeError, IndexError, RecursionError)
"""What damage may raise anywhere inside a PDF."""


@dataclass(frozen=True, kw_only=True)
class Sheets:
    """A PDF with pages ready to be bound.

    Pages from outside are `placed`: each is set, whole and at most at its own size, into the frame of a sheet, described by `alternative`.
    `picture` says that they are pictures made anew by this program. Other pages were made by our own printer, on A4 and with tags.
    """

    file: Path
    pages: int
    placed: bool = False
    picture: bool = False
    alternative: str = ""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the packet. `name` is its destination for links, `stamp` what stands on each page before its number, if anything."""

    name: str
    title: str
    stamp: str = ""
    sheets: tuple[Sheets, ...] = ()
    parts: tuple["Section", ...] = ()


@dataclass(frozen=True, kw_only=True)
class Bound:
    """Where a section stands in its PDF: its first page, counted from one, and how many pages are its own, without its parts'."""

    name: str
    first: int
    pages: int


def every(sections: Sequence[Section]) -> Iterator[Section]:
    """The sections and their parts, in the order of their pages."""
    for section in sections:
        yield section
        yield from every(section.parts)


def pages_in(file: Path) -> int:
    """How many pages a PDF of ours has."""
    with Pdf.open(file) as pdf:
        return len(pdf.pages)


def placeable(pdf: bytes) -> bool:
    """Whether every page of a PDF can be set into a sheet."""
    try:
        with Pdf.open(BytesIO(pdf), suppress_warnings=True) as found:
            return len(found.pages) > 0 and all(min(extent(page)) > 0 and page.as_form_xobject() is not None for page in found.pages)
    except FAULTS:
        return False


def extent(page: Page) -> tuple[float, float]:
    """Width and height of a page as it is seen, in points; never zero."""
    left, low, right, high = (float(edge) for edge in page.trimbox)
    unit = float(page.obj.get("/UserUnit", 1))
    across, up = max(abs(right - left), 1.0) * unit, max(abs(high - low), 1.0) * unit
    return (up, across) if int(page.obj.get("/Rotate", 0)) % 180 else (across, up)


def size_of(section: Section) -> int:
    """Bytes that the section's files take, its parts' too: what it adds to a PDF, nearly."""
    return sum(sheets.file.stat().st_size for part in every([section]) for sheets in part.sheets)
