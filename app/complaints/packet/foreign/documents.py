"""Mails, pages, Word documents, archives, texts: read by the parsers that read replies, and told as an exhibit is shown.

Only what differs stands here: a reply is looked through for what it says, an exhibit is shown with everything that came with it.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes

from app.complaints.packet.foreign.reading import Inner, Reading, Unreadable
from app.replies.parsers.archives import read_zip
from app.replies.parsers.characters import decoded
from app.replies.parsers.document import Document, Refused
from app.replies.parsers.html import read_html
from app.replies.parsers.mail import document_of, header
from app.replies.parsers.outlook import read_outlook

LONGEST = 250_000
"""Characters shown of one file: some eighty pages. The rest is in the original."""

PRETTY = 2_000_000
"""Bytes of JSON that are set out line by line."""

HEADS = ("From", "To", "Cc", "Reply-To", "Date", "Subject", "Message-ID")
MOST_LISTED = 500
MOST_RATIO = 120
"""How many times the whole archive one file of it may unpack to: text reaches ten, a bomb a thousand."""


def read_text(content: bytes) -> Reading:
    """Plain text, in whatever encoding it seems to have. Raises Unreadable for nothing but white space."""
    return _of_text(decoded(content))


def read_json(content: bytes) -> Reading:
    """JSON set out line by line where it is JSON and not enormous; else as it stands. Raises Unreadable."""
    text = decoded(content)
    if len(content) > PRETTY:
        return _of_text(text)
    try:
        return _of_text(json.dumps(json.loads(text), ensure_ascii=False, indent=2))
    except (ValueError, RecursionError):
        return _of_text(text)


def read_page(content: bytes) -> Reading:
    """The words of an HTML page, its links' addresses behind them. Raises Unreadable."""
    return _of_text(read_html(content).text)


def read_mail(content: bytes) -> Reading:
    """A message with its heads, its text and what came with it. Raises Unreadable for what has none of a message's heads."""
    message = message_from_bytes(content)
    facts = tuple((name, value) for name in HEADS if (value := header(message, name)))
    if not facts:
        raise Unreadable("broken")
    return _of_document(document_of(message), facts)


def read_saved_mail(content: bytes) -> Reading:
    """The same of a message that Outlook saved. Raises Unreadable, and what the parser raises for another file of that build."""
    found = read_outlook(content)
    head = found.head
    told = (head.sender, head.to, head.cc, "", head.date.replace("T", " "), head.subject, head.message_id)
    facts = tuple((name, value) for name, value in zip(HEADS, told, strict=True) if value)
    if not facts and not found.text.strip() and not found.children:
        raise Unreadable("empty")
    return _of_document(found, facts)


def read_archive(content: bytes) -> Reading:
    """The files of an archive as far as reason goes, or the text of a Word document. Raises Unreadable."""
    found = read_zip(content)
    if not found.bare:
        return _of_text(found.text)
    if not found.children and not found.refused:
        raise Unreadable("empty")
    if not found.children and all(refused.reason == "encrypted" for refused in found.refused):
        raise Unreadable("encrypted")
    enormous = any(refused.size > MOST_RATIO * len(content) for refused in found.refused)
    reading = _of_document(found, ())
    return replace(reading, remarks=(*reading.remarks, "too_much_inside")) if enormous else reading


def _of_text(text: str) -> Reading:
    """The text by lines, as far as it is shown. Raises Unreadable for nothing but white space."""
    if not text.strip():
        raise Unreadable("empty")
    return Reading(lines=tuple(_lines(text)), remarks=("too_long",) if len(text) > LONGEST else ())


def _of_document(found: Document, facts: tuple[tuple[str, str], ...]) -> Reading:
    """Text, if there is any, and the files inside: those that can be bound, then the names of the others."""
    remarks = [*(["too_long"] if len(found.text) > LONGEST else []), *(["some_not_unpacked"] if found.refused else [])]
    return Reading(
        facts=facts,
        lines=tuple(_lines(found.text)) if found.text.strip() else (),
        inner=tuple(Inner(child.name, child.content) for child in found.children),
        listed=(*((child.name, len(child.content)) for child in found.children), *_named(found.refused))[:MOST_LISTED],
        remarks=tuple(remarks),
    )


def _named(refused: tuple[Refused, ...]) -> Iterator[tuple[str, int]]:
    return ((each.name, each.size) for each in refused)


def _lines(text: str) -> list[str]:
    return text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").split("\n")
