"""A table as spreadsheets save it: which encoding, which delimiter. Read as a stream, whatever its length."""

import codecs
import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import IO, TextIO

from app.platform.errors import UNREADABLE, InvalidInput, msg

DELIMITERS = (",", ";", "\t")
BLOCK = 1 << 20
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
"""What a file begins with that tells its encoding itself."""

NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
"""How files begin that people take for a table: workbooks of today and of old, and PDF."""

GUESSES = ("utf-8", "cp1252")
"""Tried in this order: text in another encoding is almost never valid UTF-8. Latin-1, which takes any byte, comes last."""

Source = Callable[[], IO[bytes]]
"""Opens a file, from its beginning, as often as it is called."""

NOT_A_TABLE = msg("This is no CSV file but a workbook or a document. Open it and save it as “CSV UTF-8”.")
EMPTY = msg("The file is empty: its first row must name the columns.")


def encoding_of(source: Source, name: str) -> str:
    """The encoding of a text file, found by reading it once. Raises InvalidInput with the file's name."""
    try:
        with source() as file:
            start = file.read(4)
            if not start.strip():
                raise InvalidInput(name, EMPTY)
            if start.startswith(NO_TEXT):
                raise InvalidInput(name, NOT_A_TABLE)
            marked = next((encoding for mark, encoding in MARKS if start.startswith(mark)), None)
            return marked or next((encoding for encoding in GUESSES if _decodes(file, encoding)), "latin-1")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else type(error).__name__
        raise InvalidInput(name, UNREADABLE, reason=reason) from error


@contextmanager
def opened(source: Source, encoding: str) -> Iterator[TextIO]:
    """The text of the file; bytes that are not of its encoding become U+FFFD, and the rows they are in say so."""
    with source() as file, TextIOWrapper(file, encoding=encoding, errors="replace", newline="") as text:
        yield text


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
