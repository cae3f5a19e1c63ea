"""Binds sections into one PDF: pages, tags, bookmarks, named destinations, stamps, attached files.

Every page is A4. A page that came from outside is set whole into a frame below the stamp, so that the stamp can never hide a part of it.
Source files stay open until the PDF is saved, and are read from the disk as they are written: memory does not grow with their size.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pikepdf import (
    AccessMode,
    Array,
    AttachedFileSpec,
    Dictionary,
    Name,
    NameTree,
    ObjectStreamMode,
    OutlineItem,
    Page,
    Pdf,
    Rectangle,
    String,
    make_page_destination,
)

from app.complaints.packet.declaring import ARCHIVAL, declare, instant
from app.complaints.packet.sections import Bound, Section, Sheets, every, extent
from app.complaints.packet.stamping import POINTS_PER_MM, StampFont, stamp
from app.complaints.packet.structure import Structure
from app.complaints.packet.words import Wording

SHORT, LONG = 595.276, 841.89
SIDE, HEAD, FOOT = 12 * POINTS_PER_MM, 15 * POINTS_PER_MM, 12 * POINTS_PER_MM
GOTO = "goto:"
"""How the address of a link begins that leads to a section: the section's name follows."""

MIME = re.compile(r"[-\w+.]+/[-\w+.]+")
"""A kind of file as PDF/A takes it: what came with an upload may have more to say."""

PRINTED = 4
"""The flag of an annotation that is printed, as PDF/A wants all of them."""


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A file inside the PDF. `relationship` is what PDF/A-3 calls it: Source, Data, Supplement or Unspecified."""

    name: str
    content: bytes
    media_type: str
    description: str
    relationship: str = "Unspecified"


class Binder:
    """One PDF in the making. Used as a context: leaving it closes the sources."""

    def __init__(self, wording: Wording, font: StampFont) -> None:
        self._wording = wording
        self._font = font
        self._pdf = Pdf.new()
        self._sources = ExitStack()
        self._structure = Structure(self._pdf)
        self.bound: list[Bound] = []
        self._made_here = True

    def __enter__(self) -> "Binder":
        return self

    def __exit__(self, *_: object) -> None:
        self._sources.close()
        self._pdf.close()

    def bind(self, sections: Sequence[Section]) -> None:
        """Add all pages, then what needs to know how many there are: stamps, bookmarks, links."""
        for section in every(sections):
            first = len(self._pdf.pages) + 1
            element = self._structure.section(section.title)
            for sheets in section.sheets:
                self._add(sheets, element)
            self.bound.append(Bound(name=section.name, first=first, pages=len(self._pdf.pages) + 1 - first))
        self._structure.close()
        self._stamp({section.name: section.stamp for section in every(sections)})
        self._mark(sections)
        self._link()

    @property
    def conformance(self) -> str:
        """What the PDF calls itself: "PDF/A-3a", or "" where it promises nothing."""
        return ARCHIVAL if self._made_here else ""

    def attach(self, files: Sequence[Attached], on: date) -> None:
        """Put files inside, named in the order given, as of that day."""
        for file in files:
            spec = AttachedFileSpec(
                self._pdf,
                file.content,
                filename=file.name,
                description=file.description,
                mime_type=file.media_type if MIME.fullmatch(file.media_type) else "application/octet-stream",
                creation_date="",
                mod_date=instant(on),
            )
            spec.relationship = Name(f"/{file.relationship}")
            self._pdf.attachments[file.name] = spec
        names = sorted(self._pdf.attachments)
        self._pdf.Root.AF = self._pdf.make_indirect(Array([self._pdf.attachments[name].obj for name in names]))

    def save(self, target: Path, on: date) -> None:
        """Write the PDF: equal input gives equal bytes. Objects lie open, not packed, so that damage shows where it is."""
        declare(self._pdf, title=self._wording.title, language=self._wording.language, on=on, archival=self._made_here)
        self._pdf.save(
            target, min_version="1.7", deterministic_id=True, object_stream_mode=ObjectStreamMode.disable, fix_metadata_version=False
        )

    def _add(self, sheets: Sheets, section: Any) -> None:
        source = self._sources.enter_context(Pdf.open(sheets.file, access_mode=AccessMode.stream))
        if not sheets.placed:
            first = len(self._pdf.pages)
            self._pdf.pages.extend(source.pages)
            self._structure.take_in(source, list(self._pdf.pages)[first:], section)
            return
        self._made_here = self._made_here and sheets.picture
        for number, page in enumerate(source.pages, 1):
            placed = self._placed(page)
            words = self._wording.alternative.format(what=sheets.alternative, page=number, pages=len(source.pages))
            self._structure.figure(placed, section, words)

    def _placed(self, page: Page) -> Page:
        """A sheet with the page inside its frame, never enlarged."""
        form = self._pdf.copy_foreign(page.as_form_xobject())
        if "/StructParents" in form:
            del form["/StructParents"]
        width, height = extent(page)
        wide = width > height
        across, up = (LONG, SHORT) if wide else (SHORT, LONG)
        self._pdf.add_blank_page(page_size=(across, up))
        sheet = self._pdf.pages[-1]
        sheet.obj.Resources = Dictionary()
        name = sheet.add_resource(form, Name.XObject, Name.Placed)
        frame = Rectangle(SIDE, FOOT, across - SIDE, up - HEAD)
        drawn = sheet.calc_form_xobject_placement(form, name, frame, invert_transformations=True, allow_shrink=True, allow_expand=False)
        sheet.contents_add(b"/Figure <</MCID 0>> BDC\n" + drawn + b"\nEMC\n" + _hairline(page, frame))
        return sheet

    def _stamp(self, stamps: Mapping[str, str]) -> None:
        taken, total = self._font.taken_into(self._pdf), len(self._pdf.pages)
        for bound in self.bound:
            for number in range(1, bound.pages + 1):
                index = bound.first + number - 1
                words = stamps[bound.name]
                head = self._wording.stamp.format(stamp=words, page=number, pages=bound.pages) if words else ""
                foot = self._wording.foot.format(page=index, pages=total)
                stamp(self._pdf.pages[index - 1], self._font, taken, head, foot)

    def _mark(self, sections: Sequence[Section]) -> None:
        """A bookmark and a named destination for every section."""
        names = NameTree.new(self._pdf)
        first = {bound.name: bound.first - 1 for bound in self.bound}
        for name, index in sorted(first.items()):
            names[name] = make_page_destination(self._pdf, index, "Fit")
        existing = self._pdf.Root.get("/Names", Dictionary())
        existing.Dests = names.obj
        self._pdf.Root.Names = existing
        with self._pdf.open_outline() as outline:
            outline.root.extend(_bookmark(section, first) for section in sections)

    def _link(self) -> None:
        """Links that name a section lead to it. One to a section of another volume leads to its line in the contents."""
        known = {bound.name for bound in self.bound}
        for page in self._pdf.pages:
            for annotation in page.obj.get("/Annots", []):
                annotation.F = PRINTED
                address = str(annotation.A.URI) if "/A" in annotation and "/URI" in annotation.A else ""
                if address.startswith(GOTO):
                    name = address.removeprefix(GOTO)
                    del annotation.A
                    annotation.Dest = String(name if name in known else self.bound[0].name)
                    annotation.Contents = String(name)


def _bookmark(section: Section, first: Mapping[str, int]) -> OutlineItem:
    item = OutlineItem(section.title, first[section.name], "Fit")
    item.children.extend(_bookmark(part, first) for part in section.parts)
    item.is_closed = bool(section.parts) and section.stamp != ""
    return item


def _hairline(page: Page, frame: Rectangle) -> bytes:
    """A thin line around the page, which shows where it ends. It is centred as the page is."""
    width, height = extent(page)
    room_across, room_up = float(frame.urx - frame.llx), float(frame.ury - frame.lly)
    scale = min(1.0, room_across / width, room_up / height)
    x = float(frame.llx) + (room_across - width * scale) / 2
    y = float(frame.lly) + (room_up - height * scale) / 2
    box = f"{x:.2f} {y:.2f} {width * scale:.2f} {height * scale:.2f} re"
    return f"/Artifact <</Type /Layout>> BDC\nq 0.6 G 0.4 w {box} S Q\nEMC".encode()
