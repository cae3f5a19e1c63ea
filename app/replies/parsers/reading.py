"""The task that reads any file: it finds out what the file is and asks the parser for that. Runs in the sandbox."""

from pathlib import Path
from typing import Any

from app.platform.sandbox import Reason
from app.platform.sandbox.task import Unreadable
from app.replies.parsers.archives import read_zip
from app.replies.parsers.characters import decoded
from app.replies.parsers.document import Document, packed
from app.replies.parsers.html import read_html
from app.replies.parsers.kinds import PICTURES, Kind, kind_of
from app.replies.parsers.mail import read_mail
from app.replies.parsers.outlook import read_outlook
from app.replies.parsers.pdf import read_pdf
from app.replies.parsers.pictures import end_after

TASK = "app.replies.parsers.reading:read"


def read(content: bytes, options: dict[str, Any], _: Path) -> tuple[dict[str, Any], list[bytes]]:
    """A task of the sandbox: the `Document` in this file, packed. `options["name"]` is its name, `options["seconds"]` its time."""
    end_after(options)
    return packed(document(content, str(options.get("name", ""))))


def document(content: bytes, name: str) -> Document:
    """What stands in the file. Raises Unreadable for what is broken, encrypted, or of a kind that is not read."""
    kind = kind_of(content, name)
    if kind in PICTURES:
        return Document(media_type=kind, scan=True, pages=1)
    if kind is Kind.TEXT:
        return Document(media_type=kind, text=decoded(content), message=True)
    parser = {
        Kind.MAIL: read_mail,
        Kind.OUTLOOK: read_outlook,
        Kind.OLE: read_outlook,
        Kind.PDF: read_pdf,
        Kind.HTML: read_html,
        Kind.ZIP: read_zip,
    }.get(kind)
    if parser is None:
        raise Unreadable(Reason.UNSUPPORTED, "winmail.dat" if kind is Kind.TNEF else "")
    return parser(content)
