"""How a PDF shows by itself that it was changed: its second file identifier is the hash of everything else in it.

The identifier (ISO 32000-1, 14.4) takes sixteen bytes: the first of the SHA-256 over the file with zeros in their place. Whoever forges the
file can forge the seal as well; against him stand the time stamp and the copy that the authority has. Below it are the fingerprints of
pages, which tell where a change is.
"""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Object, Pdf, Stream

from app.complaints.packet.sections import FAULTS

IDENTIFIER = re.compile(rb"/ID \[\s*<([0-9a-f]{32})>\s*<([0-9a-f]{32})>\s*\]")
TAIL = 4096
"""Bytes at the end of a file in which its trailer stands."""

DIGITS = 32
BLOCK = 1 << 20

NOT_CONTENT = {"/Parent", "/StructParents", "/StructParent", "/Annots", "/Tabs", "/P", "/Pg", "/Obj"}
"""Keys of a page or a tag that lead elsewhere, or tell how it is bound rather than what it shows."""


def seal(file: Path) -> None:
    """Write the seal into a PDF that has an identifier; it stays as long as it was. Raises ValueError for one without."""
    place = _place(file)
    if place is None:
        raise ValueError("the PDF has no identifier")
    value = _value(file, place)
    with file.open("r+b") as pdf:
        pdf.seek(place)
        pdf.write(value)


def sealed(file: Path) -> bool:
    """Whether the seal is whole: not one byte of the file was changed since."""
    place = _place(file)
    if place is None:
        return False
    with file.open("rb") as pdf:
        pdf.seek(place)
        return pdf.read(DIGITS) == _value(file, place)


def fingerprints(pdf: Pdf, parts: Sequence[tuple[int, int]]) -> list[str]:
    """For each part of a bound PDF, given as its first page (from one) and the number of its pages, SHA-256 over what it shows and says:
    drawings, pictures, fonts, frames and tags, as the file has them. Links are not in it. "" for a part that cannot be read."""
    known: dict[tuple[int, int], bytes] = {}
    return [_fingerprint(pdf, number, first, pages, known) for number, (first, pages) in enumerate(parts)]


def _fingerprint(pdf: Pdf, number: int, first: int, pages: int, known: dict[tuple[int, int], bytes]) -> str:
    digest = hashlib.sha256()
    try:
        for index in range(first - 1, first - 1 + pages):
            digest.update(_digest(pdf.pages[index].obj, known))
        tags: Any = pdf.Root.StructTreeRoot.K[0].K[number]
        digest.update(_digest(tags, known))
    except FAULTS:
        return ""
    return digest.hexdigest()


def _place(file: Path) -> int | None:
    """Where the digits of the second identifier begin."""
    size = file.stat().st_size
    start = max(0, size - TAIL)
    with file.open("rb") as pdf:
        pdf.seek(start)
        found = list(IDENTIFIER.finditer(pdf.read(TAIL)))
    return start + found[-1].start(2) if found else None


def _value(file: Path, place: int) -> bytes:
    digest, at = hashlib.sha256(), 0
    with file.open("rb") as pdf:
        while block := pdf.read(BLOCK):
            first, last = max(place - at, 0), min(place + DIGITS - at, len(block))
            if first < last:
                block = block[:first] + b"0" * (last - first) + block[last:]
            digest.update(block)
            at += len(block)
    return digest.hexdigest()[:DIGITS].encode()


def _digest(thing: Object, known: dict[tuple[int, int], bytes]) -> bytes:
    """The digest of an object with all that it leads to. One that leads back to itself counts once, by its place in the walk."""
    mark = thing.objgen if isinstance(thing, Object) and thing.is_indirect else (0, 0)
    if mark in known and mark != (0, 0):
        return known[mark]
    if mark != (0, 0):
        known[mark] = b"again"
    digest = hashlib.sha256()
    if isinstance(thing, Stream):
        _keys(digest, thing, known)
        digest.update(b"stream")
        digest.update(hashlib.sha256(thing.read_raw_bytes()).digest())
    elif isinstance(thing, Dictionary):
        _keys(digest, thing, known)
    elif isinstance(thing, Array):
        for each in thing.as_list():
            digest.update(_digest(each, known))
    else:
        digest.update(f"{type(thing).__name__} {thing!s}".encode("utf-8", "replace"))
    if mark != (0, 0):
        known[mark] = digest.digest()
    return digest.digest()


def _keys(digest: Any, thing: Any, known: dict[tuple[int, int], bytes]) -> None:
    for key in sorted(thing.keys()):
        if key not in NOT_CONTENT:
            digest.update(key.encode())
            digest.update(_digest(thing[key], known))
