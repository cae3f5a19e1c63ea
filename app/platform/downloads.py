"""Files that a browser saves and never shows: whatever they hold, it does not run on our pages."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from starlette.responses import Response, StreamingResponse


def attachment(name: str, media_type: str, content: bytes) -> Response:
    """The file under its name."""
    return Response(content, media_type=media_type, headers=_saved_as(name))


def attachment_in_parts(name: str, media_type: str, parts: Iterable[bytes]) -> StreamingResponse:
    """The same for a file that is made while it is sent. Where making it fails, the browser says that the download broke off."""
    return StreamingResponse(parts, media_type=media_type, headers=_saved_as(name))


def _saved_as(name: str) -> dict[str, str]:
    """The name in both spellings that browsers read (RFC 6266)."""
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", name)
    return {"Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"}
