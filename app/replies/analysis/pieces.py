"""Cuts words into the pieces of the encoder's vocabulary: the most probable cut of each word, remembered.

The vocabulary is that of Google's multilingual universal sentence encoder (a SentencePiece unigram model). No piece spans two words, so
that each word is cut once and looked up afterwards; a letter in a mail is a few hundred words, most of them met before.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator

UNKNOWN, BEGIN, END = 0, 1, 2
SPACE = "▁"
LONGEST_WORD = 64
REMEMBERED = 50_000


class Pieces:
    """The vocabulary. `model` is the content of a SentencePiece model file."""

    def __init__(self, model: bytes) -> None:
        self._score: dict[str, tuple[float, int]] = {}
        lowest = 0.0
        for number, (piece, score) in enumerate(_read(model)):
            self._score[piece] = (score, number)
            lowest = min(lowest, score)
        self._unknown = lowest - 10.0
        self._longest = 20
        self._known: dict[str, tuple[int, ...]] = {}

    def numbers(self, text: str) -> list[int]:
        """Numbers of the pieces of `text`, between the marks of beginning and end."""
        found = [BEGIN]
        known = self._known
        for word in text.split():
            cut = known.get(word)
            found += self._remember(word) if cut is None else cut
        found.append(END)
        return found

    def _remember(self, word: str) -> tuple[int, ...]:
        cut = tuple(number for part in unicodedata.normalize("NFKC", word).split() for number in self._cut(SPACE + part[:LONGEST_WORD]))
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[word] = cut
        return cut

    def _cut(self, word: str) -> list[int]:
        """The cut with the highest sum of scores (Viterbi)."""
        best = [0.0] + [-1e38] * len(word)
        came = [(0, UNKNOWN)] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(len(word), start + self._longest) + 1):
                score, number = self._score.get(word[start:end], (self._unknown if end == start + 1 else -1e38, UNKNOWN))
                if best[start] + score > best[end]:
                    best[end], came[end] = best[start] + score, (start, number)
        numbers = []
        at = len(word)
        while at:
            at, number = came[at]
            numbers.append(number)
        return numbers[::-1]


ENTRY = re.compile(rb"\x0a(.)", re.S)


def _read(model: bytes) -> Iterator[tuple[str, float]]:
    """Piece and score of each entry (field 1 of the file: a string, and a float that is absent where it is nought)."""
    at = 0
    while model[at] == 0x0A:
        length, size, start = model[at + 1], model[at + 3], at + 4
        score = struct.unpack_from("<f", model, start + size + 1)[0] if length > size + 2 and model[start + size] == 0x15 else 0.0
        yield model[start : start + size].decode(), score
        at += 2 + length
