"""A table as spreadsheets save it: which encoding, which delimiter. Read as a stream, whatever its length."""

import codecs
import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TextIO

from app.platform.errors import InvalidInput, msg

DELIMITERS = (",", ";", "\t")
BLOCK = 1 << 20
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
"""What a file begins with that tells its encoding itself."""

GUESSES = ("utf-8", "cp1252")
"""Tried in this order: text in another encoding is almost never valid UTF-8. Latin-1, which takes any byte, comes last."""

UNREADABLE = msg("The file cannot be read: {reason}.")
EMPTY = msg("The file is empty: its first row must name the columns.")


def encoding_of(path: Path) -> str:
    """The encoding of a text file, found by reading it once. Raises InvalidInput naming the file."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
            if not start.strip():
                raise InvalidInput(path.name, EMPTY)
            marked = next((name for mark, name in MARKS if start.startswith(mark)), None)
            return marked or next((name for name in GUESSES if _decodes(file, name)), "latin-1")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else type(error).__name__
        raise InvalidInput(path.name, UNREADABLE, reason=reason) from error


@contextmanager
def opened(path: Path, encoding: str) -> Iterator[TextIO]:
    """The text of the file; bytes that are not of its encoding become U+FFFD, and the rows they are in say so."""
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        yield file


def delimiter_of(head: str, recognised: Callable[[str], bool]) -> str:
    """What separates the cells of this first line: what yields the most columns whose names are `recognised`, else the most columns."""

    def yields(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([head], delimiter=delimiter), [])
        return sum(map(recognised, names)), len(names)

    return max(DELIMITERS, key=yields)


def _decodes(file: IO[bytes], encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while block := file.read(BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
