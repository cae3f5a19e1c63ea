"""The volumes of a packet: which exhibits go into which PDF, and the pages in front that say where everything stands.

The number of a page depends on how many pages say so; they are printed again until they are right, which takes two or three rounds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.complaints.packet.paper import Paper
from app.complaints.packet.pieces import Desk, Piece, Shown, section_name
from app.complaints.packet.sections import Section, Sheets, every, size_of
from app.complaints.packet.words import ELSEWHERE, LABELS, PRINTED_ANEW, REMARKS, TITLE, VOLUME, as_filed, written_in
from app.platform.errors import SaisineError

CONTENTS, LETTER, CHRONOLOGY, EXHIBITS, ENCLOSED = "contents", "letter", "chronology", "exhibits", "enclosed"
ROUNDS = 5
OVERHEAD = 1.03
"""What binding adds to the size of the sheets: tags, tables, the frame of each page."""

PAGE_OVERHEAD = 1_500
FRONT = 300_000
"""Bytes left for the contents and what is attached."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a section stands: its volume and page, counted from one, and its pages."""

    volume: int
    first: int
    pages: int


@dataclass(frozen=True, kw_only=True)
class Front:
    """What goes before the exhibits. `letter` and `chronology` are printed already; `parties` are lines of label and value.
    `report` tells that the authority takes it as a report, not as a complaint.
    """

    reference: str
    subject: str
    right: str
    parties: tuple[tuple[str, str], ...]
    letter: Sheets
    chronology: Sheets
    missing: tuple[Mapping[str, object], ...]
    report: bool = False


def divided(shown: Sequence[Shown], first_bytes: int, max_bytes: int | None) -> list[list[Shown]]:
    """The exhibits by volume, in their order, each volume within `max_bytes` where that can be: an exhibit is never cut in two."""
    volumes: list[list[Shown]] = [[]]
    size = first_bytes + FRONT
    for each in shown:
        own = int(size_of(each.section) * OVERHEAD) + PAGE_OVERHEAD * sum(s.pages for part in every([each.section]) for s in part.sheets)
        if max_bytes is not None and volumes[-1] and size + own > max_bytes:
            volumes.append([])
            size = FRONT
        volumes[-1].append(each)
        size += own
    return volumes


class Arranger:
    """Prints the pages in front of each volume until their numbers are right."""

    def __init__(self, paper: Paper, desk: Desk, front: Front, volumes: Sequence[Sequence[Shown]]) -> None:
        self._paper = paper
        self._desk = desk
        self._front = front
        self._volumes = volumes
        self._places: dict[str, Place] = {}

    def arranged(self) -> list[list[Section]]:
        """The sections of every volume. Raises SaisineError when the numbers never settle."""
        for _ in range(ROUNDS):
            sections = [self._sections(number) for number in range(1, len(self._volumes) + 1)]
            found = _places(sections)
            if found == self._places:
                return sections
            self._places = found
        raise SaisineError("the pages of the packet cannot be numbered")

    def title(self, volume: int) -> str:
        """The title of a volume: neutral, as file lists and windows show it."""
        count, _ = len(self._volumes), self._paper.t.gettext
        if count == 1:
            return _(self._filed(TITLE)).format(reference=self._front.reference)
        return _(self._filed(VOLUME)).format(reference=self._front.reference, number=volume, count=count)

    def _filed(self, words: str) -> str:
        return as_filed(words, report=self._front.report)

    def _sections(self, volume: int) -> list[Section]:
        _ = self._paper.t.gettext
        found = [Section(name=CONTENTS, title=_(LABELS[CONTENTS]), sheets=(self._contents(volume),))]
        if volume == 1:
            found += [
                Section(name=LETTER, title=_(self._filed(LABELS[LETTER])), sheets=(self._front.letter,)),
                Section(name=CHRONOLOGY, title=_(LABELS[CHRONOLOGY]), sheets=(self._front.chronology,)),
                Section(name=EXHIBITS, title=_(LABELS[EXHIBITS]), sheets=(self._list_of_exhibits(),)),
            ]
        pieces = tuple(each.section for each in self._volumes[volume - 1])
        return [*found, Section(name=ENCLOSED, title=_(LABELS[ENCLOSED]), parts=pieces)] if pieces else found

    def _contents(self, volume: int) -> Sheets:
        _ = self._paper.t.gettext
        front = [(name, _(self._filed(LABELS[name])), False) for name in (LETTER, CHRONOLOGY, EXHIBITS)]
        pieces = [
            (section.name, section.title, section.name.count(".") > 0)
            for group in self._volumes
            for each in group
            for section in every([each.section])
        ]
        rows = [{"name": name, "title": title, "inner": inner, **self._where(name, volume)} for name, title, inner in (*front, *pieces)]
        pdf = self._paper.print("contents", self.title(volume), parties=self._front.parties, rows=rows, notes=())
        return self._desk.own(pdf)

    def _list_of_exhibits(self) -> Sheets:
        _ = self._paper.t.gettext
        pieces = [piece for group in self._volumes for each in group for piece in each.pieces]
        pdf = self._paper.print(
            "exhibits",
            _(LABELS[EXHIBITS]),
            subject=self._front.subject,
            right=self._front.right,
            rows=[self._row(piece) for piece in pieces],
            missing=self._front.missing,
        )
        return self._desk.own(pdf)

    def _row(self, piece: Piece) -> dict[str, object]:
        _ = self._paper.t.gettext
        name = section_name(piece.label)
        printed = [_(PRINTED_ANEW)] if piece.origin == "printed" else []
        printed += [said] if (said := written_in(piece.language, self._paper.t)) else []
        return {
            "name": name,
            "number": piece.label,
            "inner": "." in piece.label,
            "on": piece.on,
            "kind": piece.kind,
            "letter": piece.letter,
            "file": "" if piece.origin == "printed" else piece.name,
            "sha256": piece.sha256,
            "remarks": [*printed, *(_(REMARKS[remark]) for remark in piece.remarks)],
            **self._where(name, 1),
        }

    def _where(self, name: str, volume: int) -> dict[str, object]:
        """Page and number of pages of a section, for somebody who reads that volume; `here` if it is in it."""
        place = self._places.get(name)
        if place is None:
            return {"pages": 0, "where": "0", "here": True}
        here = place.volume == volume
        number = str(place.first)
        where = number if here else self._paper.t.gettext(ELSEWHERE).format(volume=place.volume, page=number)
        return {"pages": place.pages, "where": where, "here": here}


def _places(volumes: Sequence[Sequence[Section]]) -> dict[str, Place]:
    """Where each section but the contents stands; their own number of pages counts through the others' places."""
    found: dict[str, Place] = {}
    for volume, sections in enumerate(volumes, 1):
        page = 1
        for section in every(sections):
            pages = sum(sheets.pages for sheets in section.sheets)
            if section.name not in (CONTENTS, ENCLOSED):
                found[section.name] = Place(volume=volume, first=page, pages=pages)
            page += pages
    return found
