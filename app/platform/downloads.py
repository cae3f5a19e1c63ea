"""Files that a browser saves and never shows: whatever they hold, it does not run on our pages."""

import re
from urllib.parse import quote

from starlette.responses import Response


def attachment(name: str, media_type: str, content: bytes) -> Response:
    """The file under its name, in both spellings that browsers read (RFC 6266)."""
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", name)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})
