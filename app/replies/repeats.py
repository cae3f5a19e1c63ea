"""Recognises a reply that repeats a known text: the same template with another name, date or number in it.

What is kept of a text is a keyed sketch (MinHash): for each of some hash functions the lowest value over the text's runs of five words, and
of that value the last byte alone. Two sketches agree in about the share of runs that the texts have in common. Without the key a sketch
says nothing of the text; with it, whether a text that one already has is like it. Single runs cannot be guessed from it: a byte agrees
with any run once in 256 cases, and most runs of a text have none.
"""

import hashlib
import re

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
    """The sketch of a reply's newest message under `key` (32 bytes or fewer are used): 64 bytes; None for a text too short to tell."""
    seen = see(text)
    words = [word for span in said(seen.text) for word in WORD.findall(span.of(seen.text).lower())]
    if len(words) < FEWEST_WORDS:
        return None
    runs = {_hashed(" ".join(words[place : place + RUN]).encode(), key) for place in range(len(words) - RUN + 1)}
    return bytes(min((a * run + b) % LARGEST for run in runs) & 0xFF for a, b in _functions(key))


def likeness(one: bytes, other: bytes) -> float:
    """Share of values in which two sketches under one key agree."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / VALUES


def repeats(one: bytes, other: bytes) -> bool:
    """Whether two sketches are of one template."""
    return likeness(one, other) >= ALIKE


def passage_mark(passage: str, key: bytes) -> int:
    """Two bytes that the words of a passage come to under `key`: enough to find it among a text's sentences, too few to confirm a guess."""
    words = WORD.findall(passage.lower())
    return _hashed(" ".join(words).encode(), key) & 0xFFFF


def _hashed(content: bytes, key: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(content, digest_size=8, key=key[:64], person=b"repeats").digest()) % LARGEST


def _functions(key: bytes) -> list[tuple[int, int]]:
    return [(_hashed(b"a%d" % number, key) or 1, _hashed(b"b%d" % number, key)) for number in range(VALUES)]
