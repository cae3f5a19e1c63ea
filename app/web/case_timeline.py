"""The records of a case as lines of its timeline: what counts, and what was corrected or taken back, struck through and still there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.cases import wording
from app.cases.statements import withdrawable
from app.cases.views import CaseView, FileInfo
from app.law.events import EventWithdrawn, FindingConfirmed, Recorded, ReplyReceived, RequestRefused
from app.platform.i18n import Translator
from app.web.forms.events import form_of


class State(StrEnum):
    """Whether a record still counts."""

    STANDING = "standing"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class TimelineLine:
    """One record. `said` are words of the controller kept with it, `proof` is what the person noted as proof of it.

    `correctable`, `withdrawable` and `readable` say which links it offers.
    """

    id: str
    on: date
    text: str
    said: str
    proof: str
    files: tuple[FileInfo, ...]
    state: State
    correctable: bool
    withdrawable: bool
    readable: bool


def timeline(view: CaseView, t: Translator) -> list[TimelineLine]:
    """Every record in the order of the facts. What was replaced stands just before what replaced it."""
    files = {file.id: file for file in view.files}
    fates = _fates(view.records)
    shown = [r for r in view.records if not isinstance(r.event, EventWithdrawn) and not _only_repointed(r, view.records)]
    shown.sort(key=lambda r: (_place(r, view.records), r.sequence))
    return [_line(record, fates.get(record.id, State.STANDING), files, t) for record in shown]


def line_of(record: Recorded, t: Translator) -> TimelineLine:
    """One record alone, without its files."""
    return _line(record, State.STANDING, {}, t)


def correctable(record: Recorded) -> bool:
    """Whether a form can replace it."""
    return form_of(record.event) is not None


def _fates(records: Sequence[Recorded]) -> dict[str, State]:
    return {
        record.corrects: State.WITHDRAWN if isinstance(record.event, EventWithdrawn) else State.CORRECTED
        for record in records
        if record.corrects is not None
    }


def _only_repointed(record: Recorded, records: Sequence[Recorded]) -> bool:
    """A finding replaced by its like, because its reply was corrected: showing both would tell the reader nothing."""
    follower = next((r for r in records if r.corrects == record.id), None)
    old, new = record.event, follower.event if follower else None
    if not (isinstance(old, FindingConfirmed) and isinstance(new, FindingConfirmed)):
        return False
    return (old.label, old.quote) == (new.label, new.quote)


def _place(record: Recorded, records: Sequence[Recorded]) -> date:
    """The day under which a record is shown: a corrected one stays beside its correction."""
    follower = next((r for r in records if r.corrects == record.id and not isinstance(r.event, EventWithdrawn)), None)
    return _place(follower, records) if follower else record.event.on


def _line(record: Recorded, state: State, files: Mapping[str, FileInfo], t: Translator) -> TimelineLine:
    standing_now = state is State.STANDING
    kept = getattr(record.event, "files", ())
    return TimelineLine(
        id=record.id,
        on=record.event.on,
        text=wording.event_text(record, t),
        said=next((said for name in ("text", "reasons", "quote") if (said := getattr(record.event, name, ""))), ""),
        proof=getattr(record.event, "proof", ""),
        files=tuple(files[file_id] for file_id in kept if file_id in files),
        state=state,
        correctable=standing_now and correctable(record),
        withdrawable=standing_now and withdrawable(record),
        readable=standing_now and isinstance(record.event, ReplyReceived | RequestRefused),
    )
