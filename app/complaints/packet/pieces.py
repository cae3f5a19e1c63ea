"""The pieces of a packet: for every exhibit of the complaint its original, and the sheets on which it is shown.

Originals are written where the packet lies as they are met, one at a time; what comes from outside is read by the `Reader` alone.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from app.complaints.exhibits import Exhibit
from app.complaints.packet.foreign.reading import Inner, Reading
from app.complaints.packet.paper import Paper, portions
from app.complaints.packet.sections import Section, Sheets, pages_in, placeable
from app.complaints.packet.words import FILE_FACTS, HEADS, ORIGINAL, REMARKS, size_text, stamp_of
from app.platform.i18n import Translator
from app.platform.printing import RenderingRefused, RenderingTimedOut

DEEPEST = 3
"""How far files inside files are followed: a message in an archive in a message."""

MOST_INSIDE = 80
"""Files inside one exhibit that are bound, at every depth together."""


class Reader(Protocol):
    """Whoever reads foreign files: the sandbox."""

    def read(self, name: str, content: bytes) -> Reading:
        """What there is to show; a remark for what cannot be."""
        ...


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One exhibit or a file inside one. `label` is "3", or "3.1" for the first file inside; `record` the id of the record that it shows.

    `origin` is "kept" for a file of the case, "printed" for a letter printed anew, "inside" for a file inside another. `path` is where the
    original lies in the folder, "" for a file inside; `embed` whether it also goes into the PDF.
    `language` is that of a letter printed anew, "" where nobody knows it.
    """

    label: str
    kind: str
    letter: str
    on: date | None
    name: str
    media_type: str
    size: int
    sha256: str
    origin: str
    record: str
    file: str
    path: str
    remarks: tuple[str, ...] = ()
    embed: bool = False
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Pieces, the exhibit first and then the files inside it, and the section that shows them."""

    pieces: tuple[Piece, ...]
    section: Section


class Desk:
    """Lays out foreign files: reads them, prints what is text, keeps what is pages. `folder` takes the sheets until they are bound."""

    def __init__(self, paper: Paper, reader: Reader, folder: Path) -> None:
        self._paper = paper
        self._reader = reader
        self._folder = folder
        self._count = 0
        self._inside = 0

    def show(self, piece: Piece, content: bytes, title: str) -> Shown:
        """The piece, with all that is inside it as far as reason goes."""
        self._inside = 0
        pieces, section = self._shown(piece, content, title, 1)
        return Shown(pieces=pieces, section=section)

    def show_own(self, piece: Piece, pdf: bytes, title: str, enclosed: Sequence[Inner] = ()) -> Shown:
        """A letter of our own press, and the files that went with it without being printed."""
        self._inside = 0
        parts = list(self._parts(piece, enclosed, 1))
        section = Section(
            name=section_name(piece.label),
            title=title,
            stamp=stamp_of(piece.label, self._paper.t),
            sheets=(self.own(pdf),),
            parts=tuple(part for _, part in parts),
        )
        return Shown(pieces=(piece, *(each for pieces, _ in parts for each in pieces)), section=section)

    def missing(self, piece: Piece, title: str, remark: str) -> Shown:
        """A piece whose content is gone: the page that says so."""
        told = replace(piece, remarks=(remark,))
        sheets = tuple(self.own(pdf) for pdf in self._printed(told, Reading(remarks=(remark,)), []))
        stamp = stamp_of(piece.label, self._paper.t)
        return Shown(pieces=(told,), section=Section(name=section_name(piece.label), title=title, stamp=stamp, sheets=sheets))

    def own(self, pdf: bytes) -> Sheets:
        """Pages of our own press, in a file of the folder."""
        file = self._laid(pdf)
        return Sheets(file=file, pages=pages_in(file))

    def _laid(self, pdf: bytes) -> Path:
        self._count += 1
        file = self._folder / f"{self._count:04d}.pdf"
        file.write_bytes(pdf)
        return file

    def _shown(self, piece: Piece, content: bytes, title: str, depth: int) -> tuple[tuple[Piece, ...], Section]:
        reading = _placeable(self._reader.read(piece.name, content))
        inner = [] if depth >= DEEPEST else list(reading.inner[: max(0, MOST_INSIDE - self._inside)])
        parts = list(self._parts(piece, inner, depth))
        if len(inner) < len(reading.inner) and "some_not_unpacked" not in reading.remarks:
            reading = replace(reading, remarks=(*reading.remarks, "some_not_unpacked"))
        sheets, remarks = self._sheets(piece, reading, [pieces[0] for pieces, _ in parts])
        told = replace(piece, remarks=remarks, embed=bool(reading.lines or reading.facts) and piece.origin == "kept")
        stamp = stamp_of(piece.label, self._paper.t)
        inside = tuple(part for _, part in parts)
        section = Section(name=section_name(piece.label), title=title, stamp=stamp, sheets=sheets, parts=inside)
        return (told, *(each for pieces, _ in parts for each in pieces)), section

    def _parts(self, piece: Piece, inner: Sequence[Inner], depth: int) -> Iterator[tuple[tuple[Piece, ...], Section]]:
        self._inside += len(inner)
        for number, each in enumerate(inner, 1):
            inside = inside_of(piece, number, each.name, each.content)
            yield self._shown(inside, each.content, titled(inside, self._paper.t, each.name), depth + 1)

    def _sheets(self, piece: Piece, reading: Reading, inside: Sequence[Piece]) -> tuple[tuple[Sheets, ...], tuple[str, ...]]:
        """The notice or the text, where there is one to print, then the pages; and what is remarked in the end."""
        silent = {"picture_reduced"} if reading.pdf else set()
        sheets: list[Sheets] = []
        if not reading.pdf or set(reading.remarks) - silent:
            try:
                sheets += [self.own(pdf) for pdf in self._printed(piece, reading, inside)]
            except (RenderingRefused, RenderingTimedOut):  # a text that cannot be set on paper: the page that says so can
                reading = Reading(remarks=(*reading.remarks, "exceeded"), pdf=reading.pdf, picture=reading.picture)
                sheets = [self.own(pdf) for pdf in self._printed(piece, reading, [])]
        if reading.pdf:
            placed = replace(self.own(reading.pdf), placed=True, alternative=titled(piece, self._paper.t, piece.name))
            sheets.append(replace(placed, picture=reading.picture))
        return tuple(sheets), reading.remarks

    def _printed(self, piece: Piece, reading: Reading, inside: Sequence[Piece]) -> Iterator[bytes]:
        t = self._paper.t
        notice = [t.gettext(REMARKS[remark]) for remark in reading.remarks]
        notice += [t.gettext(ORIGINAL)] if notice and "lost" not in reading.remarks else []
        about = [(t.gettext(label), value) for label, value in _file_facts(piece, self._paper)]
        facts = [(t.gettext(HEADS.get(code, code)), text[:2000]) for code, text in reading.facts]
        whole = portions(reading.lines) if reading.lines else [[]]
        for number, lines in enumerate(whole):
            yield self._paper.print(
                "shown",
                piece.name,
                heading=piece.name if number == 0 else "",
                notice=notice if number == 0 else [],
                facts=[*about, *facts] if number == 0 else [],
                lines=lines,
                inside=_listed(reading, inside, self._paper) if number == len(whole) - 1 else [],
            )


def _placeable(reading: Reading) -> Reading:
    """The reading without pages that no sheet can hold: what comes out of the sandbox is trusted no more than what went in."""
    if not reading.pdf or placeable(reading.pdf):
        return reading
    return replace(reading, pdf=b"", remarks=(*reading.remarks, "broken"))


def section_name(label: str) -> str:
    """The destination of a piece: "piece-3", "piece-3.1"."""
    return f"piece-{label}"


def titled(piece: Piece, t: Translator, what: str) -> str:
    """A piece as bookmarks and lists name it: "Exhibit 3 — reply.pdf"."""
    return f"{stamp_of(piece.label, t)} — {what}"[:300]


def inside_of(piece: Piece, number: int, name: str, content: bytes) -> Piece:
    """The piece for a file inside another."""
    return Piece(
        label=f"{piece.label}.{number}",
        kind="",
        letter="",
        on=None,
        name=name[:200],
        media_type="application/octet-stream",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        origin="inside",
        record=piece.record,
        file=piece.file,
        path="",
    )


def piece_of(exhibit: Exhibit, content: bytes, *, name: str, media_type: str, origin: str, path: str) -> Piece:
    """The piece for an exhibit of the complaint."""
    return Piece(
        label=str(exhibit.number),
        kind=exhibit.kind,
        letter=exhibit.letter,
        on=exhibit.on,
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        origin=origin,
        record=exhibit.record,
        file=exhibit.file,
        path=path,
    )


def _file_facts(piece: Piece, paper: Paper) -> Iterator[tuple[str, str]]:
    yield FILE_FACTS["name"], piece.name
    yield FILE_FACTS["size"], size_text(piece.size, paper.t)
    yield FILE_FACTS["sha256"], piece.sha256


def _listed(reading: Reading, inside: Sequence[Piece], paper: Paper) -> list[dict[str, object]]:
    """All files that are inside, those that are bound as links. The bound ones are told from the others by name and size, in order."""
    bound = list(inside)
    rows: list[dict[str, object]] = []
    for name, size in reading.listed:
        here = bound.pop(0) if bound and (bound[0].name, bound[0].size) == (name[:200], size) else None
        title = titled(here, paper.t, name) if here else name
        rows.append({"name": section_name(here.label) if here else "", "title": title[:500], "size": size_text(size, paper.t)})
    return rows
