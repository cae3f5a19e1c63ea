"""Messages that Outlook saved (.msg): the storages and streams of [MS-OXMSG], read with olefile."""

import struct
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email import message_from_string
from io import BytesIO

from olefile import OleFileIO

from app.platform.sandbox import Reason
from app.platform.sandbox.task import Unreadable
from app.replies.parsers.characters import decoded
from app.replies.parsers.document import LONGEST_HEADER, MOST_CHILDREN, Child, Document, Head
from app.replies.parsers.html import read_html
from app.replies.parsers.kinds import Kind
from app.replies.parsers.mail import head_of

UNICODE, STRING8, BINARY, TIME = "001F", "001E", "0102", 0x0040
SUBJECT, HEADERS, SENDER_NAME, SENDER_MAIL, SENDER_ADDRESS = "0037", "007D", "0C1A", "5D01", "0C1F"
SHOWN_TO, SHOWN_CC = "0E04", "0E03"
BODY, HTML, MESSAGE_ID, IN_REPLY_TO = "1000", "1013", "1035", "1042"
DATA, LONG_NAME, SHORT_NAME, MEDIA_TYPE, CONTENT_ID = "3701", "3707", "3704", "370E", "3712"
SUBMITTED, DELIVERED = 0x0039, 0x0E06
"""Numbers of properties in [MS-OXPROPS]."""

DEEPEST = 4
MOST_BYTES = 48 << 20
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)

Storage = tuple[str, ...]


def read_outlook(content: bytes) -> Document:
    """The message. Raises Unreadable; old Word and Excel files, which are built alike, are not read."""
    with OleFileIO(BytesIO(content)) as file:
        if not file.exists("__properties_version1.0"):
            raise Unreadable(Reason.UNSUPPORTED, "OLE")
        return _Reader(file).message((), 0)


class _Reader:
    """One file being read; `left` are the bytes that may still be taken out of it."""

    def __init__(self, file: OleFileIO) -> None:
        self.file = file
        self.left = MOST_BYTES
        self.entries: Sequence[list[str]] = file.listdir(streams=False, storages=True)

    def message(self, at: Storage, depth: int) -> Document:
        """The message in this storage, with what is attached to it."""
        page = self._stream(at, HTML, BINARY)
        text = self._text(at, BODY)
        if page and not text.strip():
            text = read_html(page).text
        children = tuple(self._children(at, depth))
        return Document(media_type=Kind.OUTLOOK, text=text.replace("\r\n", "\n"), head=self._head(at), children=children, message=True)

    def _head(self, at: Storage) -> Head:
        told = head_of(message_from_string(self._text(at, HEADERS)))
        name, address = self._text(at, SENDER_NAME), self._text(at, SENDER_MAIL) or self._text(at, SENDER_ADDRESS)
        times = self._times(at)
        return Head(
            sender=told.sender or (f"{name} <{address}>" if "@" in address else name)[:300],
            subject=self._text(at, SUBJECT)[:300] or told.subject,
            message_id=told.message_id or self._text(at, MESSAGE_ID)[:300],
            in_reply_to=told.in_reply_to or self._text(at, IN_REPLY_TO)[:300],
            references=told.references,
            date=told.date or times.get(SUBMITTED, ""),
            received=told.received or times.get(DELIVERED, ""),
            to=told.to or self._text(at, SHOWN_TO)[:LONGEST_HEADER],
            cc=told.cc or self._text(at, SHOWN_CC)[:LONGEST_HEADER],
        )

    def _children(self, at: Storage, depth: int) -> Iterator[Child]:
        storages = [tuple(entry) for entry in self.entries if len(entry) == len(at) + 1 and tuple(entry[:-1]) == at]
        for storage in [each for each in storages if each[-1].startswith("__attach_version1.0_")][:MOST_CHILDREN]:
            inner = (*storage, f"__substg1.0_{DATA}000D")
            name = self._text(storage, LONG_NAME) or self._text(storage, SHORT_NAME) or "attachment"
            if self.file.exists([*inner, "__properties_version1.0"]):
                if depth < DEEPEST:
                    yield from self._passed_on(inner, depth + 1)
                continue
            yield Child(
                name=name[:200],
                media_type=self._text(storage, MEDIA_TYPE)[:100] or Kind.OTHER,
                content=self._stream(storage, DATA, BINARY),
                inline=bool(self._text(storage, CONTENT_ID)) and name.lower().endswith((".png", ".jpg", ".jpeg", ".gif")),
            )

    def _passed_on(self, at: Storage, depth: int) -> Iterator[Child]:
        """A message inside the message: as text with its own few headers, which a mail reader reads again."""
        found = self.message(at, depth)
        lines = (("From", found.head.sender), ("Subject", found.head.subject), ("Message-ID", found.head.message_id))
        head = "".join(f"{name}: {' '.join(value.split())}\n" for name, value in lines if value)
        written = f"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n{head}\n{found.text}"
        yield Child(name=f"{found.head.subject or 'message'}.eml"[:200], media_type=Kind.MAIL, content=written.encode("utf-8", "replace"))
        yield from found.children

    def _text(self, at: Storage, number: str) -> str:
        wide = self._stream(at, number, UNICODE)
        return (wide.decode("utf-16-le", "replace") if wide else decoded(self._stream(at, number, STRING8))).rstrip("\x00")

    def _stream(self, at: Storage, number: str, kind: str) -> bytes:
        path = [*at, f"__substg1.0_{number}{kind}"]
        if not self.file.exists(path):
            return b""
        with self.file.openstream(path) as stream:
            content: bytes = stream.read(self.left + 1)
        if len(content) > self.left:
            raise Unreadable(Reason.TOO_MUCH_OUTPUT, "stream")
        self.left -= len(content)
        return content

    def _times(self, at: Storage) -> dict[int, str]:
        """The instants among the properties of fixed size: 16 bytes each, after a header of 32 (24 in a message inside another)."""
        path = [*at, "__properties_version1.0"]
        if not self.file.exists(path):
            return {}
        with self.file.openstream(path) as stream:
            properties: bytes = stream.read(1 << 16)[24 if at else 32 :]
        found: dict[int, str] = {}
        for offset in range(0, len(properties) - 15, 16):
            tag, _, ticks = struct.unpack_from("<IIQ", properties, offset)
            if tag & 0xFFFF == TIME and 0 < ticks < 1 << 58:
                found[tag >> 16] = (_EPOCH + timedelta(microseconds=ticks // 10)).isoformat()
        return found
