"""Mail as it came (.eml): headers, the body, attachments, messages passed on. Made for what is malformed, since much of what comes is."""

import re
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime

from app.platform.sandbox import Reason
from app.platform.sandbox.task import Unreadable
from app.replies.parsers.characters import decoded
from app.replies.parsers.document import LONGEST_HEADER, Child, Document, Head
from app.replies.parsers.html import html_text
from app.replies.parsers.kinds import Kind

MOST_PARTS = 500
"""Parts of one message that are looked at."""

MOST_REFERENCES = 50
_ID = re.compile(r"<[^<>\s]{1,300}>")


def read_mail(content: bytes) -> Document:
    """The message. Raises Unreadable for what has neither headers nor a body that make sense."""
    message = message_from_bytes(content)
    if not message.keys():
        raise Unreadable(Reason.BROKEN, "no headers")
    return document_of(message)


def document_of(message: Message) -> Document:
    """What a parsed message says."""
    bodies: list[str] = []
    children: list[Child] = []
    for number, part in enumerate(_leaves(message)):
        if number >= MOST_PARTS:
            break
        if _is_body(part):
            bodies.append(_body(part))
        else:
            children.append(_child(part, number))
    text = "\n\n".join(filter(None, (body.strip("\n") for body in bodies)))
    return Document(media_type=Kind.MAIL, text=text, head=head_of(message), children=tuple(children), message=True)


def head_of(message: Message) -> Head:
    """What the headers say."""
    received = message.get_all("Received") or [""]
    return Head(
        sender=header(message, "From")[:300],
        subject=header(message, "Subject")[:300],
        message_id=next(iter(_ids(message, "Message-ID")), ""),
        in_reply_to=next(iter(_ids(message, "In-Reply-To")), ""),
        references=_ids(message, "References"),
        date=instant(header(message, "Date")),
        received=instant(str(received[0])[:LONGEST_HEADER].rpartition(";")[2]),
        to=header(message, "To"),
        cc=header(message, "Cc"),
    )


def header(message: Message, name: str) -> str:
    """A header in plain characters on one line; headers in another encoding than they say, or in none, are read all the same."""
    wanted = name.lower()
    told = next((str(value) for key, value in message.raw_items() if key.lower() == wanted), "")[:LONGEST_HEADER]
    raw = decoded(told.encode("utf-8", "surrogateescape"))
    try:
        pieces = decode_header(raw)
    except Exception:  # the standard library raises whatever its parsers meet in a broken encoded word
        pieces = [(raw, None)]
    said = [piece if isinstance(piece, str) else decoded(piece, charset or "") for piece, charset in pieces]
    return " ".join("".join(said).encode("utf-8", "replace").decode("utf-8").split())


def instant(told: str) -> str:
    """The instant that a header names, as in ISO 8601 with its zone; "" for what is none. One without a zone is taken for UTC."""
    try:
        found = parsedate_to_datetime(told.strip()[:200])
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return found.isoformat() if found.tzinfo else f"{found.isoformat()}+00:00"


def _ids(message: Message, name: str) -> tuple[str, ...]:
    return tuple(_ID.findall(str(message.get(name, ""))[: 20 * LONGEST_HEADER]))[-MOST_REFERENCES:]


def _leaves(message: Message) -> list[Message]:
    """The parts to read, in order: of alternatives the one that says most, of a message passed on the whole."""
    found: list[Message] = []
    waiting = [message]
    while waiting and len(found) <= MOST_PARTS:
        part = waiting.pop()
        inner = _inside(part)
        if part.get_content_type() == "message/rfc822" or not inner:
            found.append(part)
        elif part.get_content_type() == "multipart/alternative":
            waiting.append(_best(inner))
        else:
            waiting.extend(reversed(inner))
    return found


def _inside(part: Message) -> list[Message]:
    """The parts of a part of several; none of any other."""
    inner = part.get_payload()
    return [each for each in inner if isinstance(each, Message)] if isinstance(inner, list) else []


def _best(alternatives: list[Message]) -> Message:
    """The plain text, unless the other form says three times as much: then the plain one only says that the mail is in HTML."""
    plain = next((part for part in alternatives if part.get_content_type() == "text/plain"), None)
    others = [part for part in alternatives if part is not plain]
    if plain is None or not others:
        return plain or others[-1]
    rich = others[-1]
    page = next((part for part in _inside(rich) if part.get_content_type() == "text/html"), rich)
    said = len(_text(plain).split())
    if page.get_content_type() != "text/html":
        return plain if said else rich
    return rich if 3 * said < len(html_text(_text(page)).split()) else plain


def _is_body(part: Message) -> bool:
    if part.get_content_disposition() == "attachment" or part.get_filename():
        return False
    return part.get_content_maintype() == "text" and part.get_content_subtype() in ("plain", "html", "enriched")


def _body(part: Message) -> str:
    return html_text(_text(part)) if part.get_content_subtype() == "html" else _text(part)


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return decoded(payload if isinstance(payload, bytes) else b"", str(part.get_param("charset") or "")).replace("\r\n", "\n")


def _child(part: Message, number: int) -> Child:
    media_type = part.get_content_type()
    inline = (
        part.get_content_maintype() == "image" and part.get_content_disposition() != "attachment" and part.get("Content-ID") is not None
    )
    if media_type == "message/rfc822" or part.is_multipart():
        first = next(iter(_inside(part)), part)
        return Child(name=f"{header(first, 'Subject') or 'message'}.eml", media_type=Kind.MAIL, content=_written(first))
    payload = part.get_payload(decode=True)
    name = _name(part) or f"part-{number + 1}"
    return Child(name=name, media_type=media_type, content=payload if isinstance(payload, bytes) else b"", inline=inline)


def _written(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except Exception:  # writing a message again fails in as many ways as reading it
        return message.as_string().encode("utf-8", "replace")


def _name(part: Message) -> str:
    """The file name, with encoded words in it read though they do not belong there."""
    try:
        told = part.get_filename() or ""
    except Exception:  # a parameter in an encoding that there is not
        told = ""
    holder = Message()
    holder["Subject"] = " ".join(told[:LONGEST_HEADER].split())
    return header(holder, "Subject")
