"""Files that a browser saves and never shows: whatever they hold, it does not run on our pages."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from starlette.responses import Response

from app.letters.drafts import Draft
from app.letters.formats import to_eml, to_pdf, to_text
from app.platform.errors import NotFound
from app.platform.printing import PrintShop

FORMATS: Mapping[str, tuple[str, Callable[[Draft, PrintShop], bytes]]] = {
    "pdf": ("application/pdf", to_pdf),
    "txt": ("text/plain; charset=utf-8", lambda draft, _: to_text(draft).encode("utf-8")),
    "eml": ("message/rfc822", lambda draft, shop: to_eml(draft, to_pdf(draft, shop))),
}
"""What a letter can be saved as, by the ending of its file."""


def letter_file(draft: Draft, ending: str, shop: PrintShop) -> Response:
    """A letter to save, under its neutral name. Raises NotFound for another ending, RenderingRefused, RenderingTimedOut, InvalidInput."""
    if ending not in FORMATS:
        raise NotFound(ending)
    media_type, make = FORMATS[ending]
    return attachment(f"{draft.file_name.rpartition('.')[0]}.{ending}", media_type, make(draft, shop))


def attachment(name: str, media_type: str, content: bytes) -> Response:
    """The file under its name, in both spellings that browsers read (RFC 6266)."""
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", name)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})
