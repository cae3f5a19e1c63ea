"""Shows the exhibits of a complaint one after the other: kept files, and letters of ours that are printed as of the day they left."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from app.cases.export import safe_name
from app.cases.views import FileInfo
from app.complaints.exhibits import Exhibit
from app.complaints.packet.drafting import PacketOrder, printed_anew
from app.complaints.packet.foreign.reading import Inner
from app.complaints.packet.paper import Paper
from app.complaints.packet.pieces import Desk, Shown, piece_of, titled
from app.letters import envelopes, kinds
from app.letters.drafts import Draft
from app.letters.sheet import PRINTED
from app.platform.errors import Damaged, InvalidInput, NotFound

PIECES = "pieces"
"""The folder of the originals."""


class Exhibiting:
    """Lays out exhibits, and writes each original into the folder `out` as it meets it."""

    def __init__(self, order: PacketOrder, paper: Paper, desk: Desk, out: Path) -> None:
        self._order = order
        self._paper = paper
        self._desk = desk
        self._out = out
        self._files = {info.id: info for info in order.archive.files}
        (out / PIECES).mkdir(mode=0o700, parents=True)

    def show(self, exhibit: Exhibit) -> Shown:
        """The exhibit. One that cannot be read any more, or written any more, gets a page that says so."""
        return self._kept(exhibit, self._files[exhibit.file]) if exhibit.file else self._printed(exhibit)

    def _kept(self, exhibit: Exhibit, info: FileInfo) -> Shown:
        named = f"{self._named(exhibit)}{kinds.words(self._paper.t.language)['colon']}{info.name}"
        facts = {"name": info.name, "media_type": info.media_type, "origin": "kept"}
        try:
            content = self._order.archive.content(info.id)
        except Damaged:
            piece = replace(piece_of(exhibit, b"", path="", **facts), size=info.size, sha256=info.sha256)
            return self._desk.missing(piece, titled(piece, self._paper.t, named), "lost")
        piece = piece_of(exhibit, content, path=self._original(exhibit, info.name, content), **facts)
        return self._desk.show(piece, content, titled(piece, self._paper.t, named))

    def _printed(self, exhibit: Exhibit) -> Shown:
        """A letter of ours with its enclosures: those that are no pictures are files inside."""
        named = self._named(exhibit)
        facts = {"media_type": "application/pdf", "origin": "printed"}
        try:
            draft = printed_anew(self._order, exhibit)
        except (InvalidInput, NotFound):
            piece = piece_of(exhibit, b"", name=named, path="", **facts)
            return self._desk.missing(piece, titled(piece, self._paper.t, named), "empty")
        pdf = letter_pdf(draft, self._paper)
        path = self._original(exhibit, draft.file_name, pdf)
        piece = replace(piece_of(exhibit, pdf, name=draft.file_name, path=path, **facts), language=draft.language)
        enclosed = [Inner(file.name, file.content) for file in draft.attachments if file.media_type not in PRINTED]
        return self._desk.show_own(piece, pdf, titled(piece, self._paper.t, named), enclosed)

    def _original(self, exhibit: Exhibit, name: str, content: bytes) -> str:
        """Written where the packet lies: its path there."""
        path = f"{PIECES}/{exhibit.number:02d}-{safe_name(name)}"
        (self._out / path).write_bytes(content)
        return path

    def _named(self, exhibit: Exhibit) -> str:
        """What the exhibit is, in the complaint's own words."""
        module: Any = kinds.environment(self._paper.t.language).get_template("_complaint_exhibits.html").module
        return str(module.named(exhibit.kind, exhibit.letter, self._order.view.request.right.value).unescape())


def letter_pdf(draft: Draft, paper: Paper, more: str = "") -> bytes:
    """A letter on paper; `more` is style added to that of its layout."""
    return paper.print_html(draft.html, envelopes.stylesheet(draft.layout) + more, draft.images)
