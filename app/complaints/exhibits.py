"""The papers that show the facts: those on file, numbered in the order of the facts, and those that are missing, named as missing.

An authority closes a file that proves too little, and mistrusts a list that promises papers which are not there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.cases.views import FileInfo
from app.law.events import (
    Channel,
    Event,
    ExtensionNotified,
    LetterDrafted,
    MandateFor,
    MandateGiven,
    Recorded,
    ReminderSent,
    ReplyReceived,
    RequestReceived,
    RequestRefused,
    RequestReturned,
    RequestSent,
)
from app.law.mandates import mandate_on
from app.law.rights import Right
from app.letters.identity_copy import PURPOSE as IDENTITY_SHOWN

COPY_OF_LETTER = ("letter", "request")
"""Purposes of a kept file that is a copy of what was sent; the other files of a sending prove that it left."""

NAMES: dict[type[Event], str] = {
    MandateGiven: "mandate",
    RequestSent: "sending",
    RequestReceived: "receipt",
    RequestReturned: "returned",
    ReplyReceived: "reply",
    RequestRefused: "refusal",
    ReminderSent: "reminder_sending",
    ExtensionNotified: "extension",
}
"""What a paper kept with such an event is."""

DETAIL_CHARS = 300
"""Longest name of a file, or note about a proof, in the list."""

MESSAGES = ("reply", "refusal")
MAILS = (".eml", ".msg")
"""How names of saved messages end."""

KINDS_IN_ORDER = (
    "mandate",
    "request",
    "reminder",
    "sending",
    "reminder_sending",
    "receipt",
    "returned",
    "reply",
    "refusal",
    "extension",
    "identity_shown",
    "other",
)


@dataclass(frozen=True, kw_only=True)
class Exhibit:
    """One paper. `kind` is a code the template words; `number` is 0 when the paper is not on file.

    `detail` is the file's name for a paper on file, what the person noted about the proof for a missing one. `record` is the id of the
    record it belongs to, `file` that of the kept file, "" for a letter that is printed anew. `dated` is False where the day of the paper
    is not known, and `on` only gives its place. `letter` is the kind of our letter that it belongs to; of a mandate, what it is for.
    """

    kind: str
    on: date
    record: str
    number: int = 0
    detail: str = ""
    letter: str = ""
    dated: bool = True
    file: str = ""


@dataclass(frozen=True, kw_only=True)
class Exhibits:
    """All papers of a complaint, and where each record's papers stand in the list."""

    on_file: tuple[Exhibit, ...]
    missing: tuple[Exhibit, ...]

    def of(self, record: str) -> tuple[int, ...]:
        """Numbers of the papers on file that show this record."""
        return tuple(e.number for e in self.on_file if e.record == record)

    def on_day(self, day: date) -> tuple[int, ...]:
        """Numbers of the controller's messages on file that arrived that day."""
        return tuple(e.number for e in self.on_file if e.on == day and e.kind in MESSAGES)


def gather(right: Right, records: Sequence[Recorded], files: Sequence[FileInfo]) -> Exhibits:
    """The papers of the case. `records` are those still standing, in the order of the facts."""
    kept = {file.id: file for file in files}
    found = [exhibit for record in _of_use(records) for exhibit in _of_record(record, kept)]
    found += [*_copies(right, records, found), *_receipt_never_recorded(records), *_loose(records, files)]
    ordered = sorted((e for e in found if not _contained(e, found)), key=lambda e: (e.on, _order(e, records)))
    numbered = [replace(e, number=n) for n, e in enumerate((e for e in ordered if e.number), 1)]
    return Exhibits(on_file=tuple(numbered), missing=tuple(e for e in ordered if not e.number))


ON_FILE = 1
"""A paper on file before the final numbers are given out."""


def _of_record(recorded: Recorded, kept: Mapping[str, FileInfo]) -> Iterator[Exhibit]:
    """The papers kept with one record, or the one that should have been."""
    event = recorded.event
    kind = NAMES.get(type(event))
    if kind is None:
        return
    letter = _about(event)
    here = [kept[id_] for id_ in getattr(event, "files", ()) if id_ in kept]
    for file in here:
        copy = isinstance(event, RequestSent | ReminderSent) and file.purpose in COPY_OF_LETTER
        named = ("reminder" if isinstance(event, ReminderSent) else "request") if copy else kind
        yield Exhibit(kind=named, on=event.on, record=recorded.id, number=ON_FILE, letter=letter, detail=_name(file), file=file.id)
    if all(isinstance(event, RequestSent | ReminderSent) and file.purpose in COPY_OF_LETTER for file in here):
        yield Exhibit(kind=kind, on=event.on, record=recorded.id, detail=getattr(event, "proof", "")[:DETAIL_CHARS], letter=letter)


def _about(event: Event) -> str:
    """Which of our letters a paper belongs to, or what a mandate is for; "" for the others."""
    if isinstance(event, MandateGiven):
        return event.purpose.value
    return event.letter if isinstance(event, ReminderSent) else ""


def _of_use(records: Sequence[Recorded]) -> list[Recorded]:
    """All records but mandates for the complaint that another one replaced, or that were taken back."""
    until = records[-1].on if records else date.max
    now = mandate_on(records, MandateFor.COMPLAINT, until)
    return [r for r in records if not _for_complaint(r.event) or (now is not None and now.record == r.id)]


def _for_complaint(event: Event) -> bool:
    return isinstance(event, MandateGiven) and event.purpose is MandateFor.COMPLAINT


def _copies(right: Right, records: Sequence[Recorded], found: Sequence[Exhibit]) -> Iterator[Exhibit]:
    """Copies of our own letters: those that this program wrote can be printed again, of the others only an uploaded copy counts."""
    drafted = {r.event.letter for r in records if isinstance(r.event, LetterDrafted)}
    have = {e.record for e in found if e.kind in ("request", "reminder") or _is_message(e, records)}
    first = True
    for recorded in records:
        event = recorded.event
        if isinstance(event, RequestSent):
            ours = first and right.value in drafted
            first = False
        elif isinstance(event, ReminderSent):
            ours = event.letter in drafted
        else:
            continue
        if recorded.id not in have:
            kind, letter = ("reminder", event.letter) if isinstance(event, ReminderSent) else ("request", "")
            yield Exhibit(kind=kind, on=event.on, record=recorded.id, number=ON_FILE if ours else 0, letter=letter)


def _is_message(exhibit: Exhibit, records: Sequence[Recorded]) -> bool:
    """Whether the proof of a further sending by e-mail is the message itself, which then is its copy, too."""
    if exhibit.kind != "sending" or not exhibit.detail.lower().endswith(MAILS):
        return False
    sendings = [r for r in records if isinstance(r.event, RequestSent)]
    return any(r.id == exhibit.record and getattr(r.event, "channel", None) is Channel.EMAIL for r in sendings[1:])


def _receipt_never_recorded(records: Sequence[Recorded]) -> Iterator[Exhibit]:
    """Without any proof of receipt, the list says so once."""
    sent = [r for r in records if isinstance(r.event, RequestSent)]
    if sent and not any(isinstance(r.event, RequestReceived) for r in records):
        yield Exhibit(kind="receipt", on=sent[0].event.on, record=sent[0].id, dated=False)


def _loose(records: Sequence[Recorded], files: Sequence[FileInfo]) -> Iterator[Exhibit]:
    """Files kept with the case that no event names. Enclosures of the request belong to its copy."""
    named = {id_ for r in records for id_ in getattr(r.event, "files", ())}  # a mandate that was replaced is no loose paper either
    for file in files:
        if file.id not in named and file.purpose not in ("attachment", *COPY_OF_LETTER):
            kind = "identity_shown" if file.purpose == IDENTITY_SHOWN else "other"
            yield Exhibit(kind=kind, on=file.added_on, record="", number=ON_FILE, detail=_name(file), file=file.id)


def _name(file: FileInfo) -> str:
    return file.name[:DETAIL_CHARS]


def _contained(exhibit: Exhibit, found: Sequence[Exhibit]) -> bool:
    """A notice of extension that came with a message kept for that day is no paper of its own."""
    return exhibit.kind == "extension" and any(e.on == exhibit.on and e.kind in MESSAGES for e in found)


def _order(exhibit: Exhibit, records: Sequence[Recorded]) -> tuple[int, int]:
    """Papers of one day: in the order of recording, the letter before the proof that it left."""
    place = next((n for n, r in enumerate(records) if r.id == exhibit.record), len(records))
    return place, KINDS_IN_ORDER.index(exhibit.kind)
