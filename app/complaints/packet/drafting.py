"""What a packet is made of, drafted from the case: the complaint, its chronology, its exhibits, and the letters that are printed anew."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from app.cases.archive import CaseArchive
from app.cases.views import CaseView
from app.complaints.case_letters import REQUEST, Posting, case_draft
from app.complaints.chronology import chronology
from app.complaints.complaint import authority_for, draft_complaint, told_by
from app.complaints.exhibits import Exhibit, Exhibits, gather
from app.complaints.packet.form import FormField, form_fields
from app.complaints.packet.paper import linked
from app.complaints.statement import missing
from app.law.assessment import Assessment
from app.law.competence import Authority
from app.law.events import Recorded, ReminderSent, RequestSent
from app.letters.drafts import Draft
from app.platform.i18n import translator


@dataclass(frozen=True, kw_only=True)
class PacketOrder:
    """A case whose packet is to be made as of `on`. `assess` says what the law says of a case on a day."""

    view: CaseView
    archive: CaseArchive
    assess: Callable[[CaseView, date], Assessment]
    on: date
    confidential: bool = False


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """The drafts of a packet, for the authority `to`, named in their language. `told` are the records that the complaint tells."""

    letter: Draft
    to: Authority
    told: tuple[Recorded, ...]
    exhibits: Exhibits
    chronology: tuple[Mapping[str, object], ...]
    missing: tuple[Mapping[str, object], ...]


def draft_packet(order: PacketOrder) -> Drafted:
    """The drafts. Raises InvalidInput where no complaint can be written."""
    view = order.view
    letter = draft_complaint(
        view.request,
        view.records,
        order.assess(view, order.on),
        view.files,
        today=order.on,
        confidential=order.confidential,
        bound=True,
    )
    told = told_by(view.records, order.on)
    exhibits = gather(view.request.right, told, view.files)
    return Drafted(
        letter=replace(letter, html=linked(letter.html)),
        to=authority_for(view.request, view.records).said(letter.language),
        told=told,
        exhibits=exhibits,
        chronology=tuple(asdict(fact) for fact in chronology(told, exhibits, letter.language)),
        missing=tuple(missing(exhibits)),
    )


def form_of(order: PacketOrder, drafted: Drafted) -> list[FormField]:
    """The fields of the authority's form, in its language, without making the packet."""
    return form_fields(order.view.request, drafted.to, drafted.told, drafted.letter.html, (), translator(drafted.letter.language))


def printed_anew(order: PacketOrder, exhibit: Exhibit) -> Draft:
    """A letter of ours as the case stood on the day it was sent. Raises InvalidInput, NotFound for one that cannot be written any more."""
    event = next(record.event for record in order.view.records if record.id == exhibit.record)
    day = event.on
    then = replace(order.view, records=_until(order.view.records, day))
    kind = event.letter if isinstance(event, ReminderSent) else REQUEST
    channel = event.channel if isinstance(event, ReminderSent | RequestSent) else None
    return case_draft(then, order.assess(then, day), day, kind, posting=Posting(channel=channel))


def _until(records: Sequence[Recorded], day: date) -> tuple[Recorded, ...]:
    return tuple(record for record in records if record.event.on <= day)
