"""Messages between the print shop and its child: a JSON head and byte strings, each preceded by its length. No pickles: the
child is not trusted."""

import json
import struct
from dataclasses import dataclass, field
from typing import Any, BinaryIO

LENGTH = struct.Struct(">I")
MAX_PART = 256_000_000
"""Longest part in bytes. A longer one is a sign that the other side has lost its mind."""
MAX_PARTS = 10_000
"""Most parts of a message."""


class BrokenFrame(Exception):
    """The other side ended in the middle of a message, or wrote what is none."""


@dataclass(frozen=True)
class Frame:
    """One message: a JSON-ready head and the byte strings that go with it."""

    head: dict[str, Any]
    parts: tuple[bytes, ...] = field(default_factory=tuple)


def write_frame(target: BinaryIO, frame: Frame) -> None:
    """Write a message and flush it."""
    head = json.dumps({**frame.head, "parts": len(frame.parts)}).encode()
    for part in (head, *frame.parts):
        target.write(LENGTH.pack(len(part)))
        target.write(part)
    target.flush()


def read_frame(source: BinaryIO, *, longest_head: int = MAX_PART) -> Frame | None:
    """The next message, None at the end of the stream. `longest_head` is how many bytes of JSON are looked at. Raises BrokenFrame."""
    first = source.read(LENGTH.size)
    if not first:
        return None
    try:
        head = json.loads(_part(source, first, longest_head))
        count = head.pop("parts")
        if count > MAX_PARTS:
            raise BrokenFrame("too many parts")
        parts = tuple(_part(source, source.read(LENGTH.size)) for _ in range(count))
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise BrokenFrame(type(error).__name__) from error
    return Frame(head, parts)


def _part(source: BinaryIO, length: bytes, longest: int = MAX_PART) -> bytes:
    if len(length) < LENGTH.size:
        raise BrokenFrame("the stream ended inside a message")
    (size,) = LENGTH.unpack(length)
    if size > longest:
        raise BrokenFrame("a part is too long")
    part = source.read(size)
    if len(part) < size:
        raise BrokenFrame("the stream ended inside a message")
    return part
