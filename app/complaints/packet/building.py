"""Makes a packet, from the case to the files in a folder.

Nothing in it comes from a clock or a random number: the same case on the same day gives the same bytes, but for time stamps. The folder is
the caller's, who shows it to nobody before all of it is there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.complaints.complaint import Law, law_at
from app.complaints.packet.drafting import Drafted, PacketOrder, draft_packet
from app.complaints.packet.exhibiting import Exhibiting, letter_pdf
from app.complaints.packet.finishing import Finishing, Volume
from app.complaints.packet.form import form_fields
from app.complaints.packet.paper import Paper
from app.complaints.packet.pieces import Desk, Piece, Reader
from app.complaints.packet.stamping import StampFont
from app.complaints.packet.volumes import Arranger, Front, divided
from app.complaints.packet.words import LABELS, stamped, wording
from app.law.rights import Right
from app.letters import kinds
from app.letters.lodgers import lodger
from app.letters.references import neutral_file_name
from app.platform.errors import msg
from app.platform.i18n import Translator, translator
from app.platform.printing import Press
from app.platform.timestamps import Stamper

LINK_STYLE = "\na { color: inherit; text-decoration: none; border-bottom: 0.4pt solid #777; }\n"

PERSON, CONTROLLER, AUTHORITY = msg("Complainant"), msg("Controller"), msg("Authority")
RIGHT, DATED = msg("Right concerned"), msg("Dated")
PERSON_REPORTING = msg("Person reporting")
PERSON_CONCERNED, LODGED_BY = msg("Person concerned"), msg("Lodged on behalf of the person by")
RIGHTS = {
    Law.UNION: {Right.ACCESS: msg("access (Article 15 GDPR)"), Right.ERASURE: msg("erasure (Article 17 GDPR)")},
    Law.BRITISH: {Right.ACCESS: msg("access (Article 15 UK GDPR)"), Right.ERASURE: msg("erasure (Article 17 UK GDPR)")},
    Law.SWISS: {
        Right.ACCESS: msg("access (asked for under Article 15 GDPR)"),
        Right.ERASURE: msg("erasure (asked for under Article 17 GDPR)"),
    },
}
SUBJECT = msg("{person} against {controller}")
STEM = "dossier"
"""How the names of the PDFs begin: neutral, like those of letters, and a word of both languages."""

Progress = Callable[[int, int], None]
"""Told how much is done of how much."""


@dataclass(frozen=True, kw_only=True)
class Tools:
    """What making a packet takes: a press, a reader of foreign files, a private folder for what is not bound yet, and the time-stamping
    authority where one was set."""

    press: Press
    reader: Reader
    work: Path
    stamper: Stamper | None = None


@dataclass(frozen=True, kw_only=True)
class Made:
    """A packet that lies in its folder: its PDFs with their sizes in bytes, its pieces, its pages.

    `too_large` are the PDFs beyond the size that was asked for: a single exhibit is larger. `stamped` says that the manifest has its time
    stamp, None where no authority is set.
    """

    documents: tuple[tuple[str, int], ...]
    pieces: tuple[Piece, ...]
    pages: int
    too_large: tuple[str, ...]
    stamped: bool | None


def build(order: PacketOrder, tools: Tools, out: Path, progress: Progress = lambda _done, _all: None, max_bytes: int | None = None) -> Made:
    """Write the packet into the folder `out`, in PDFs of at most `max_bytes` where that can be.

    Raises InvalidInput where no complaint can be written, what the press raises, OSError.
    """
    drafted = draft_packet(order)
    t = translator(drafted.letter.language)
    paper = Paper(tools.press, t)
    desk = Desk(paper, tools.reader, tools.work)
    exhibits, exhibiting = drafted.exhibits.on_file, Exhibiting(order, paper, desk, out)
    whole = len(exhibits) + 2
    shown = []
    for done, exhibit in enumerate(exhibits):
        progress(done, whole)
        shown.append(exhibiting.show(exhibit))
    progress(len(exhibits), whole)
    front = _front(order, drafted, paper, desk)
    own = front.letter.file.stat().st_size + front.chronology.file.stat().st_size
    arranger = Arranger(paper, desk, front, divided(shown, own, max_bytes))
    arranged = arranger.arranged()
    progress(len(exhibits) + 1, whole)
    names = _file_names(order.view.request.reference, len(arranged))
    volumes = [
        Volume(name=name, wording=wording(arranger.title(number), t), sections=tuple(sections))
        for number, (name, sections) in enumerate(zip(names, arranged, strict=True), 1)
    ]
    pieces = tuple(piece for each in shown for piece in each.pieces)
    finishing = Finishing(order, drafted, StampFont(tools.press, stamped(t)), out, tools.work, tools.stamper)
    fields = form_fields(order.view.request, drafted.to, drafted.told, drafted.letter.html, tuple(names), t)
    found = finishing.finish(volumes, pieces, fields)
    progress(whole, whole)
    return Made(
        documents=found.documents,
        pieces=pieces,
        pages=found.pages,
        too_large=tuple(name for name, size in found.documents if max_bytes is not None and size > max_bytes),
        stamped=found.stamped if tools.stamper else None,
    )


def _front(order: PacketOrder, drafted: Drafted, paper: Paper, desk: Desk) -> Front:
    """What goes before the exhibits, its letter and chronology printed."""
    _, request = paper.t.gettext, order.view.request
    subject, right = _(SUBJECT).format(person=request.subject.name, controller=request.controller.name), request.right.value
    title = LABELS["chronology"]
    chronology = paper.print("chronology", _(title), subject=subject, right=right, chronology=drafted.chronology)
    return Front(
        reference=request.reference,
        subject=subject,
        right=right,
        parties=_parties(order, drafted, paper.t),
        letter=desk.own(letter_pdf(drafted.letter, paper, LINK_STYLE)),
        chronology=desk.own(chronology),
        missing=drafted.missing,
        report=law_at(drafted.to) is Law.SWISS,
    )


def _parties(order: PacketOrder, drafted: Drafted, t: Translator) -> tuple[tuple[str, str], ...]:
    request, law, lodges = order.view.request, law_at(drafted.to), lodger(drafted.told, order.on)
    author = PERSON_CONCERNED if lodges else PERSON_REPORTING if law is Law.SWISS else PERSON
    return (
        (t.gettext(author), request.subject.name),
        *(((t.gettext(LODGED_BY), lodges.name),) if lodges else ()),
        (t.gettext(CONTROLLER), request.controller.name),
        (t.gettext(AUTHORITY), drafted.to.name),
        (t.gettext(RIGHT), t.gettext(RIGHTS[law][request.right])),
        (t.gettext(DATED), kinds.in_words(order.on, t.language)),
    )


def _file_names(reference: str, count: int) -> list[str]:
    name = neutral_file_name(STEM, reference, "pdf")
    stem = name.removesuffix(".pdf")
    return [name] if count == 1 else [f"{stem}-{number}-of-{count}.pdf" for number in range(1, count + 1)]
