"""Messages: who wrote to whom, when, what it says, and what came with it."""

from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from typing import cast

from app.complaints.packet.foreign.reading import Inner, Reading, Unreadable
from app.complaints.packet.foreign.texts import LONGEST, text_of_html

HEADS = ("From", "To", "Cc", "Reply-To", "Date", "Subject", "Message-ID")
MOST_INNER = 60
LARGEST_INNER = 48_000_000
"""Bytes of all attachments together."""

LONGEST_HEAD = 2_000


def read_mail(content: bytes) -> Reading:
    """Raises Unreadable for what has none of a message's heads."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
        facts = tuple(_heads(message))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, IndexError) as error:
        raise Unreadable("broken") from error
    if not facts:
        raise Unreadable("broken")
    text = _body(message)
    inner, more = _attachments(message)
    remarks = (("too_long",) if len(text) > LONGEST else ()) + (("some_not_unpacked",) if more else ())
    listed = tuple((each.name, len(each.content)) for each in inner)
    return Reading(
        facts=facts, lines=tuple(text[:LONGEST].split("\n")) if text.strip() else (), inner=inner, listed=listed, remarks=remarks
    )


def _heads(message: EmailMessage) -> Iterator[tuple[str, str]]:
    for name in HEADS:
        try:
            values = [str(value) for value in message.get_all(name, [])]
        except (
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
            IndexError,
        ):  # a head that the library stumbles over is shown as it came
            values = [str(value) for key, value in message.raw_items() if key.lower() == name.lower()]
        if values:
            yield name, "; ".join(values)[:LONGEST_HEAD]


def _body(message: EmailMessage) -> str:
    """The text, or that of the HTML where there is no other; "" for none."""
    try:
        part = message.get_body(("plain", "html"))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return ""
    if part is None:
        return ""
    text = _text(part)
    return (text_of_html(text) if part.get_content_subtype() == "html" else text).replace("\r\n", "\n")


def _text(part: Message) -> str:
    """The part's text; one whose encoding nobody knows is read as Windows would."""
    content = part.get_payload(decode=True)
    raw = content if isinstance(content, bytes) else b""
    try:
        return raw.decode(part.get_content_charset("utf-8"), "replace")
    except (LookupError, ValueError):
        return raw.decode("cp1252", "replace")


def _attachments(message: EmailMessage) -> tuple[tuple[Inner, ...], bool]:
    """The attached files, within limits, and whether there were more."""
    found: list[Inner] = []
    size = 0
    for part in message.walk():
        content = _attached(part)
        if content is None:
            continue
        size += len(content)
        if len(found) >= MOST_INNER or size > LARGEST_INNER:
            return tuple(found), True
        found.append(Inner(_name(part, len(found) + 1), content))
    return tuple(found), False


def _attached(part: Message) -> bytes | None:
    """The content of a part that is an attachment: a file, a picture, a message of its own. None for the body and its wrappings."""
    if part.get_content_type() == "message/rfc822":
        inside = part.get_payload()
        return bytes(cast(Message, inside[0])) if isinstance(inside, list) and inside else b""
    if part.is_multipart() or (part.get_content_disposition() != "attachment" and not part.get_filename()):
        return None
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _name(part: Message, number: int) -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        name = ""
    ending = "eml" if part.get_content_type() == "message/rfc822" else "bin"
    return name or f"attachment-{number}.{ending}"
