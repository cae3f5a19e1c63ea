"""The page of a complaint packet: what is in it, what is missing, how far it is, and what goes into the authority's form."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.cases.lodging import competence_of, forums_of
from app.cases.views import CaseView
from app.complaints.exhibits import Exhibit
from app.complaints.packet.drafting import Drafted
from app.complaints.packet.form import FormField
from app.complaints.packet.route import filing
from app.complaints.packet.shelf import Progress
from app.complaints.packet.words import REMARKS, size_text
from app.complaints.readiness import NotYet, readiness
from app.complaints.standing import checked
from app.law.assessment import Assessment
from app.platform.errors import InvalidInput, msg
from app.platform.i18n import Translator
from app.web.case_list import asked
from app.web.packet_standing import StandingPart, standing_part

KINDS = {
    "mandate": msg("Mandate"),
    "request": msg("Copy of your request"),
    "sending": msg("Proof that it was sent"),
    "receipt": msg("Proof that it was received"),
    "returned": msg("What came back undelivered"),
    "reply": msg("Their answer"),
    "refusal": msg("Their refusal"),
    "extension": msg("Their announcement of more time"),
    "reminder": msg("Copy of your further letter"),
    "reminder_sending": msg("Proof that the further letter was sent"),
    "identity_shown": msg("Copy of an identity document that you sent them"),
    "other": msg("Another document"),
}
"""What an exhibit is, for the person whose case it is; on paper it is said in the complaint's words."""

SIZES = (0, 5, 10, 20)
"""Megabytes to which the PDFs can be limited on the page; 0 for one PDF."""

MEGABYTE = 1_000_000
NOT_MADE = msg(
    "The packet could not be made. Nothing of your case was changed: try again, and tell whoever runs this installation if it fails again."
)


@dataclass(frozen=True, kw_only=True)
class Line:
    """An exhibit of the list. `number` is 0 for one that is missing."""

    number: int
    what: str
    on: date | None
    name: str


@dataclass(frozen=True, kw_only=True)
class Document:
    """A finished file."""

    name: str
    size: str


@dataclass(frozen=True, kw_only=True)
class PacketPage:
    """Everything the page prints. `early` is the day from which the complaint is ready where it is not yet, `unsent` that nothing was sent.
    `language` is that of the form's fields, `filing` says where and how the file is lodged."""

    case_id: str
    asked: str
    exhibits: tuple[Line, ...]
    missing: tuple[Line, ...]
    early: date | None
    unsent: bool
    progress: Progress
    documents: tuple[Document, ...]
    told: tuple[str, ...]
    failure: str
    fields: tuple[FormField, ...]
    language: str
    filing: tuple[FormField, ...]
    standing: StandingPart
    sizes: tuple[int, ...] = SIZES


def packet_page(
    view: CaseView,
    assessment: Assessment,
    drafted: Drafted,
    fields: list[FormField],
    progress: Progress,
    result: dict[str, Any],
    today: date,
    t: Translator,
) -> PacketPage:
    """The page as of today. `result` is what the shelf says of a packet that was made."""
    state = readiness(assessment, today)
    early = state.available_from if isinstance(state, NotYet) else None
    return PacketPage(
        case_id=view.public_id,
        asked=asked(view.request.right, view.request.controller.name, t),
        exhibits=tuple(_line(exhibit, t) for exhibit in drafted.exhibits.on_file),
        missing=tuple(_line(exhibit, t) for exhibit in drafted.exhibits.missing),
        early=early,
        unsent=isinstance(state, NotYet) and early is None,
        progress=progress,
        documents=tuple(Document(name=each["file"], size=size_text(each["size"], t)) for each in result.get("documents", [])),
        told=tuple(_told(result, t)),
        failure=_failure(progress, result, t),
        fields=tuple(fields),
        language=drafted.letter.language,
        filing=tuple(filing(drafted.to, drafted.letter.language, t.language)),
        standing=_standing(view, assessment, drafted, today, t),
    )


def _standing(view: CaseView, assessment: Assessment, drafted: Drafted, today: date, t: Translator) -> StandingPart:
    lacks = checked(view.request, drafted.told, drafted.exhibits, assessment, today)
    where = forums_of(view.request, view.records, today)
    return standing_part(lacks, where, t, competence_of(view.request, view.records).authority or "")


def _line(exhibit: Exhibit, t: Translator) -> Line:
    what = t.gettext(KINDS.get(exhibit.kind, KINDS["other"]))
    return Line(number=exhibit.number, what=what, on=exhibit.on if exhibit.dated else None, name=exhibit.detail)


def _told(result: dict[str, Any], t: Translator) -> list[str]:
    """What is to be known of a finished packet, in sentences."""
    lines = [f"{label} – {name} – {t.gettext(REMARKS[remark])}" for label, name, remark in result.get("remarks", []) if remark in REMARKS]
    if result.get("stamped") is False:
        lines.append(t.gettext(msg("The time-stamping authority gave no stamp; the packet is whole without it.")))
    if result.get("too_large"):
        lines.append(t.gettext(msg("One exhibit alone is larger than the size you chose.")))
    return lines


def _failure(progress: Progress, result: dict[str, Any], t: Translator) -> str:
    if progress.state != "failed":
        return ""
    told = result.get("failure")
    if not told:
        return t.gettext(NOT_MADE)
    field, why, params = told["field"], told["message"], told["params"]
    return InvalidInput(field, why, **params).text(t)
