"""The text of a reply in sentences, so that one can be pointed at, and each sentence in the pieces that its marks cut it into."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

LONGEST = 900
"""Characters after which a sentence without an end is divided: a passage is never longer than a finding may be."""

_ENDS = re.compile(
    r"(?<=[.!?…])[\"”»’)]*\s+(?=[\"“«(\s]*[A-ZÀ-ÖØ-Þ])"  # a full stop, then a capital
    r"|\s*\n\s*\n\s*"  # an empty line
    r"|\s*\n(?=\s*(?:[-*•–>]|\d+[.)]))"  # the next item of a list
    r"|(?<=[,:;])\s*\n\s*(?=[A-ZÀ-ÖØ-Þ])"  # a salutation
)


@dataclass(frozen=True)
class Sentence:
    """A sentence by its place in the text, in characters; `opens` says that a paragraph begins with it."""

    start: int
    end: int
    opens: bool


@dataclass(frozen=True)
class Piece:
    """Part of a sentence. `marks` are the numbers of the passages that cover it, `ends` those that end with it."""

    text: str
    marks: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences in order. Every character but white space belongs to exactly one of them."""
    return tuple(_sentences(text))


def reaching(text: str, start: int, further: int) -> tuple[int, int] | None:
    """From the sentence that begins at `start` to the end of the one `further` after it, or of the last; None where none begins there."""
    found = sentences(text)
    at = next((n for n, one in enumerate(found) if one.start == start), None)
    return None if at is None else (start, found[min(at + max(0, further), len(found) - 1)].end)


def grown(text: str, start: int, end: int, before: int, after: int) -> tuple[int, int]:
    """The passage with so many sentences more at its beginning and at its end; with fewer where the number is negative, one at least.

    A side whose number is 0 stays as it is, also in the middle of a sentence.
    """
    found = sentences(text)
    held = [n for n, one in enumerate(found) if one.start < end and start < one.end]
    if not held:
        return start, end
    first, last = max(0, held[0] - before), min(len(found) - 1, held[-1] + after)
    if first > last:
        return start, end
    return found[first].start if before else start, found[last].end if after else end


def pieces(text: str, start: int, end: int, passages: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """`text[start:end]`, cut wherever one of the passages begins or ends."""
    cuts = {start, end, *(place for passage in passages for place in passage if start < place < end)}
    places = sorted(cuts)
    return tuple(_piece(text, one, other, passages) for one, other in pairwise(places))


def _piece(text: str, start: int, end: int, passages: Sequence[tuple[int, int]]) -> Piece:
    covering = tuple(n for n, (first, last) in enumerate(passages) if first <= start and end <= last)
    return Piece(text[start:end], covering, tuple(n for n in covering if passages[n][1] == end))


def _sentences(text: str) -> Iterator[Sentence]:
    begin, opens = 0, True
    for found in [*_ENDS.finditer(text), None]:
        stop = len(text) if found is None else found.start() + len(found.group().rstrip()) if found.group().strip() else found.start()
        for start, end in _divided(text, begin, stop):
            yield Sentence(start, end, opens)
            opens = False
        if found is not None:
            begin, opens = found.end(), opens or "\n" in found.group()


def _divided(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Without white space at its ends, in parts that are not too long; nothing where there is only white space."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = max((text.rfind(space, start + 1, start + LONGEST) for space in " \n"), default=-1)
        cut = cut if cut > start else start + LONGEST
        yield from _divided(text, start, cut)
        while cut < end and text[cut].isspace():
            cut += 1
        start = cut
    if start < end:
        yield start, end
