"""PDFs from outside: their pages alone, with what is filled in and noted on them drawn in, and nothing that could act.

qpdf repairs what can be repaired. Scripts, actions, attached files, layers of metadata stay behind; they are in the original.
"""

from io import BytesIO

from pikepdf import Array, Name, Page, PasswordError, Pdf, PdfError

from app.complaints.packet.foreign.reading import Reading, Unreadable

MOST_PAGES = 1500
LARGEST_CONTENT = 60_000_000
"""Bytes of one page's drawing, unpacked."""

LETTER = (0, 0, 612, 792)
"""What viewers take for the size of a page that has none."""

KEPT = {"/Type", "/MediaBox", "/CropBox", "/Contents", "/Resources", "/Rotate", "/UserUnit", "/Group", "/Parent"}
"""What a page keeps. Without TrimBox all of it that a viewer shows is shown."""


def read_pdf(content: bytes) -> Reading:
    """Raises Unreadable for one that needs a password or that nothing can be made of."""
    try:
        with Pdf.open(BytesIO(content), suppress_warnings=True) as source, Pdf.new() as clean:
            return _cleaned(source, clean)
    except PasswordError as error:
        raise Unreadable("encrypted") from error
    except (PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError) as error:  # damage shows as any of these
        raise Unreadable("broken") from error


def _cleaned(source: Pdf, clean: Pdf) -> Reading:
    mended = bool(source.get_warnings())
    _draw_in_annotations(source)
    count = len(source.pages)
    if not count:
        raise Unreadable("broken")
    clean.pages.extend(source.pages[:MOST_PAGES] if count > MOST_PAGES else source.pages)
    for page in clean.pages:
        _only_what_shows(clean, page)
    saved = BytesIO()
    clean.save(saved, deterministic_id=True)
    remarks = (*(("too_many_pages",) if count > MOST_PAGES else ()), *(("mended",) if mended else ()))
    return Reading(pdf=saved.getvalue(), remarks=remarks)


def _draw_in_annotations(source: Pdf) -> None:
    """Fields that were filled in and notes become part of the page. Where that fails the page is shown without them."""
    try:
        source.generate_appearance_streams()
        source.flatten_annotations("all")
    except (PdfError, ValueError, TypeError, KeyError, RuntimeError):
        return


def _only_what_shows(clean: Pdf, page: Page) -> None:
    for key in [key for key in page.obj.keys() if key not in KEPT]:  # noqa: SIM118 -- a PDF's dictionary gives no keys otherwise
        del page.obj[key]
    if "/MediaBox" not in page.obj:
        page.obj.MediaBox = Array(LETTER)
    if "/Contents" in page.obj:
        page.contents_coalesce()
        drawing = page.obj.Contents.read_bytes()
        if len(drawing) > LARGEST_CONTENT:
            raise Unreadable("too_long")
        page.obj.Contents = clean.make_stream(drawing)
    if "/Resources" in page.obj and "/Properties" in page.obj.Resources:
        del page.obj.Resources[Name.Properties]
