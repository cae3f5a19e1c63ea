"""Cuts what a reader sees of the newest message into sentences, with their places."""

import re
from collections.abc import Iterator

END = re.compile(r"(?<=[.!?…])[\"»”’)\]]*\s+(?=\S)|(?<=;)\s+|\n[ \t]*\n\s*|\n(?=\s*[-•*–—]\s)")
ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:art|arts|abs|nr|no|n|mr|mrs|ms|dr|mme|mlle|me|sr|sra|dña|d|sig|dott|avv|p|pp|z|b|bzw|ca|vgl|inkl|str|tel|ref|rif|st|co|inc|ltd"
    r"|cf|lit|para|par|reg|[A-ZÀ-Ý])\.$",
    re.I,
)
LONGEST = 400
SHORTEST = 3


def sentences(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Start and end of each sentence of `text` within `spans` (neighbouring spans are read as one)."""
    found = []
    for start, end in _joined(spans):
        for first, last in _cut(text, start, end):
            found += list(_short(text, *_trimmed(text, first, last)))
    return found


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in END.finditer(text, start, end):
        if "\n" not in match.group() and (
            ABBREVIATED.search(text[max(at, match.start() - 12) : match.start()]) or text[match.end()].islower()
        ):
            continue
        yield at, match.start()
        at = match.end()
    yield at, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


def _short(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or its parts where it is longer than a person would write one."""
    while end - start > LONGEST:
        cut = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in (", ", "\n", " ")) + 1
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
    if end - start > SHORTEST:
        yield start, end
