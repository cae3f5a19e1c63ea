"""The text of a PDF, by pypdf: written in Python throughout, it ends in an exception where others end the process."""

from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError, PyPdfError

from app.platform.sandbox import Reason
from app.platform.sandbox.task import Unreadable
from app.replies.parsers.document import LONGEST_TEXT, Document
from app.replies.parsers.kinds import Kind

MOST_PAGES = 300
SCANNED = 25
"""Characters a page, on average, below which pages with pictures are scans: a scanner's own stamp is about as long."""

PICTURED = 3
"""Pages at the beginning in which a picture is looked for."""


def read_pdf(content: bytes) -> Document:
    """The text, page by page. Raises Unreadable for what is encrypted or broken."""
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(Reason.ENCRYPTED)
        count = len(reader.pages)
        texts = _texts(reader, min(count, MOST_PAGES))
        chars = sum(not char.isspace() for text in texts for char in text)
        scan = not chars or (chars < SCANNED * min(count, MOST_PAGES) and _has_pictures(reader))
    except FileNotDecryptedError as error:
        raise Unreadable(Reason.ENCRYPTED) from error
    except (PyPdfError, RecursionError) as error:
        raise Unreadable(Reason.BROKEN, type(error).__name__) from error
    text = "\n\n".join(filter(None, texts))
    problems = ("pages_cut",) if count > MOST_PAGES else ()
    return Document(media_type=Kind.PDF, text=text, pages=min(count, MOST_PAGES), scan=scan, problems=problems)


def _has_pictures(reader: PdfReader) -> bool:
    """Whether there is a picture on one of the first pages; a page whose own list of them is broken has none."""
    try:
        return any(len(page.images.keys()) > 0 for page in reader.pages[:PICTURED])
    except (PyPdfError, KeyError, TypeError, AttributeError, ValueError):
        return False


def _texts(reader: PdfReader, count: int) -> list[str]:
    texts: list[str] = []
    size = 0
    for number in range(count):
        texts.append(reader.pages[number].extract_text().strip())
        size += len(texts[-1])
        if size > LONGEST_TEXT:
            break
    return texts
