"""What there is to look at in a file: its pages, or the files in it that may have some. Runs in the sandbox."""

from pathlib import Path
from typing import Any

from app.replies.parsers.document import MOST_CHILDREN
from app.replies.parsers.kinds import PICTURES, Kind, kind_of
from app.replies.parsers.pictures import end_after, page_count
from app.replies.parsers.reading import document

LOOK = "app.replies.parsers.sheets:look"
HOLDING = frozenset({Kind.MAIL, Kind.OUTLOOK, Kind.OLE, Kind.ZIP})
"""Kinds that hold other files."""


def look(content: bytes, options: dict[str, Any], _: Path) -> tuple[dict[str, Any], list[bytes]]:
    """A task of the sandbox: `pages` counts the pages of a PDF or picture, 0 for anything else; `members` are the names of the files in
    it, whose contents follow. Pictures that decorate a mail are none. Raises Unreadable."""
    end_after(options)
    name = str(options.get("name", ""))
    kind = kind_of(content, name)
    if kind is Kind.PDF or kind in PICTURES:
        return {"pages": page_count(content), "members": []}, []
    if kind not in HOLDING:
        return {"pages": 0, "members": []}, []
    held = [child for child in document(content, name).children if not child.inline][:MOST_CHILDREN]
    return {"pages": 0, "members": [child.name for child in held]}, [child.content for child in held]
