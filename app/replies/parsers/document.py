"""What a parser gives back, and how that leaves the sandbox: JSON for what is small, byte strings for texts and files."""

from dataclasses import asdict, dataclass, field
from typing import Any

from app.platform.sandbox import Outcome

LONGEST_TEXT = 2_000_000
"""Characters that are read of one file; a reply that says something has a hundredth of it."""

MOST_CHILDREN = 200
"""Files that are taken out of one file."""

LONGEST_HEADER = 2_000
"""Characters of a header that are looked at: what lies beyond serves to keep readers busy."""


@dataclass(frozen=True, kw_only=True)
class Child:
    """A file found in another. `inline` for a picture that only decorates a message."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    inline: bool = False


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A file found in another that was not taken out, and why."""

    name: str
    size: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Head:
    """What a message says about itself. `date` and `received` are instants as in ISO 8601, "" where they make no sense; `to` and `cc` the
    recipients as it names them."""

    sender: str = ""
    subject: str = ""
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    date: str = ""
    received: str = ""
    to: str = ""
    cc: str = ""


@dataclass(frozen=True, kw_only=True)
class Document:
    """One file read. `message` if its text may quote older messages; `scan` if its pages are pictures that only OCR can read; `bare`
    for a container that has no text of its own."""

    media_type: str
    text: str = ""
    head: Head = Head()
    children: tuple[Child, ...] = ()
    refused: tuple[Refused, ...] = ()
    problems: tuple[str, ...] = ()
    pages: int = 0
    message: bool = False
    scan: bool = False
    bare: bool = False


def packed(found: Document) -> tuple[dict[str, Any], list[bytes]]:
    """As it leaves the sandbox."""
    text = found.text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    cut = len(text) > LONGEST_TEXT
    data = asdict(found)
    data["text"] = ""
    data["children"] = [{"name": c.name, "media_type": c.media_type, "inline": c.inline} for c in found.children[:MOST_CHILDREN]]
    data["refused"] = [asdict(each) for each in found.refused[:MOST_CHILDREN]]
    data["problems"] = [
        *found.problems,
        *(["text_cut"] if cut else []),
        *(["too_many_parts"] if len(found.children) > MOST_CHILDREN else []),
    ]
    return data, [text[:LONGEST_TEXT].encode("utf-8", "replace"), *(child.content for child in found.children[:MOST_CHILDREN])]


def unpacked(outcome: Outcome) -> Document:
    """What the sandbox handed out. Raises KeyError, TypeError or ValueError for what no parser of ours would say."""
    data = outcome.data
    text, *contents = outcome.blobs
    return Document(
        **{
            **data,
            "text": text.decode("utf-8"),
            "head": Head(**{**data["head"], "references": tuple(data["head"]["references"])}),
            "children": tuple(Child(**each, content=content) for each, content in zip(data["children"], contents, strict=True)),
            "refused": tuple(Refused(**each) for each in data["refused"]),
            "problems": tuple(data["problems"]),
        }
    )
