"""Recognises a reply that repeats a known text: the same template with another name, date or number in it.

What is kept of a text is a keyed sketch (MinHash): for each of some hash functions the lowest value over the text's runs of five words. Two
sketches agree in about the share of runs that the texts have in common. Without the key a sketch says nothing of the text; with it, only
whether a text that one already has is like it.
"""

import hashlib
import re
import struct

from app.replies.newest import said
from app.replies.visible import see

RUN = 5
VALUES = 64
ALIKE = 0.6
"""Share of agreement from which on one text repeats the other: a template with its name, dates and numbers changed."""
FEWEST_WORDS = 12
"""A shorter text ("We have received your request.") is no template of anybody's."""
WORD = re.compile(r"[^\W\d_]{2,}")
LARGEST = (1 << 61) - 1
"""A prime; hash functions are linear in its field."""


def sketch(text: str, key: bytes) -> bytes | None:
    """The sketch of a reply's newest message under `key` (32 bytes or fewer are used): 512 bytes; None for a text too short to tell."""
    seen = see(text)
    words = [word for span in said(seen.text) for word in WORD.findall(span.of(seen.text).lower())]
    if len(words) < FEWEST_WORDS:
        return None
    runs = {_hashed(" ".join(words[place : place + RUN]).encode(), key) for place in range(len(words) - RUN + 1)}
    return struct.pack(f">{VALUES}Q", *(min((a * run + b) % LARGEST for run in runs) for a, b in _functions(key)))


def likeness(one: bytes, other: bytes) -> float:
    """Share of values in which two sketches under one key agree."""
    pairs = zip(struct.unpack(f">{VALUES}Q", one), struct.unpack(f">{VALUES}Q", other), strict=True)
    return len([None for a, b in pairs if a == b]) / VALUES


def repeats(one: bytes, other: bytes) -> bool:
    """Whether two sketches are of one template."""
    return likeness(one, other) >= ALIKE


def _hashed(content: bytes, key: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(content, digest_size=8, key=key[:64], person=b"repeats").digest()) % LARGEST


def _functions(key: bytes) -> list[tuple[int, int]]:
    return [(_hashed(b"a%d" % number, key) or 1, _hashed(b"b%d" % number, key)) for number in range(VALUES)]
