"""What can happen in a case: dated facts in the past tense, as the law sees them.

An event carries no names and no prose of its own beyond what the person quoted. Events are never edited: a mistake is mended by a later
record that `corrects` the earlier one, either with the right facts or with `EventWithdrawn`.
"""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

from app.law.authority_events import (
    AuthorityAcknowledged,
    AuthorityDecided,
    AuthorityInformed,
    AuthorityOutcome,
    AuthorityReminded,
    ComplaintFiled,
    CourtSeized,
)
from app.law.event_base import Channel, Event, Outcome, ReplyNature, ReturnReason
from app.law.finding_events import CompletenessChecked, FindingConfirmed, FindingRejected, ItemChecked, ItemState
from app.law.forum_events import PlacesTold
from app.law.mandate_events import MandateFor, MandateGiven, MandateHolder, MandateRevoked
from app.law.rights import Right

__all__ = [
    "KINDS",
    "AuthorityAcknowledged",
    "AuthorityDecided",
    "AuthorityInformed",
    "AuthorityOutcome",
    "AuthorityReminded",
    "CaseClosed",
    "CaseOpened",
    "Channel",
    "ComplaintFiled",
    "CompletenessChecked",
    "CourtSeized",
    "Event",
    "EventWithdrawn",
    "ExtensionNotified",
    "FindingConfirmed",
    "FindingRejected",
    "IdentityAsked",
    "IdentityGiven",
    "ItemChecked",
    "ItemState",
    "LetterDrafted",
    "MandateFor",
    "MandateGiven",
    "MandateHolder",
    "MandateRevoked",
    "NothingCame",
    "Outcome",
    "PlacesTold",
    "Recorded",
    "ReminderSent",
    "ReplyNature",
    "ReplyReceived",
    "RequestReceived",
    "RequestRefused",
    "RequestReturned",
    "RequestSent",
    "ReturnReason",
    "Snoozed",
    "from_payload",
    "standing",
    "to_payload",
]


@dataclass(frozen=True, kw_only=True)
class CaseOpened(Event):
    """First event of every case: the facts that the law needs, frozen.

    Places are ISO 3166-1 alpha-2 codes, or ISO 3166-2 for a subdivision ("FR-67"). `controller_place` is where the controller acts.
    """

    kind: ClassVar[str] = "case_opened"
    right: Right
    controller_place: str
    union_establishment: bool
    subject_place: str
    minor: bool = False
    traits: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LetterDrafted(Event):
    """A letter was written: `letter` is the letter kind ("access", "erasure", "mise_en_demeure", "complaint")."""

    kind: ClassVar[str] = "letter_drafted"
    letter: str
    file: str | None = None


@dataclass(frozen=True, kw_only=True)
class RequestSent(Event):
    """The request left, for the first time or again. `files` are ids of the proofs kept with the case."""

    kind: ClassVar[str] = "request_sent"
    channel: Channel
    proof: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RequestReceived(Event):
    """The request reached the controller on `on`; where two days are possible (presented, then collected), `latest` is the later."""

    kind: ClassVar[str] = "request_received"
    latest: date | None = None
    proof: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RequestReturned(Event):
    """The request came back on `on`; `presented` is the day on which the post tried to deliver it, None where nobody knows."""

    kind: ClassVar[str] = "request_returned"
    reason: ReturnReason
    presented: date | None = None
    proof: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class IdentityAsked(Event):
    """The controller asked who the person is, or what the request covers: it may pause the clock (EDPB 01/2022 §159)."""

    kind: ClassVar[str] = "identity_asked"


@dataclass(frozen=True, kw_only=True)
class IdentityGiven(Event):
    """The person answered that question completely."""

    kind: ClassVar[str] = "identity_given"


@dataclass(frozen=True, kw_only=True)
class ExtensionNotified(Event):
    """The controller claimed two further months (GDPR Art. 12(3)); `reasons` as given, empty when none were."""

    kind: ClassVar[str] = "extension_notified"
    reasons: str = ""


@dataclass(frozen=True, kw_only=True)
class ReplyReceived(Event):
    """A message of the controller arrived. `text` is what it says as kept, `files` the originals; the rest is what its headers say."""

    kind: ClassVar[str] = "reply_received"
    nature: ReplyNature
    text: str = ""
    files: tuple[str, ...] = ()
    sender: str = ""
    subject: str = ""
    message_id: str = ""


@dataclass(frozen=True, kw_only=True)
class RequestRefused(Event):
    """The controller refused expressly. Art. 12(4) wants reasons and remedies; None means that the person did not say."""

    kind: ClassVar[str] = "request_refused"
    reasons_given: bool | None = None
    remedies_given: bool | None = None
    text: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NothingCame(Event):
    """The person looked on this day and nothing had come. It proves silence; it moves no date."""

    kind: ClassVar[str] = "nothing_came"


@dataclass(frozen=True, kw_only=True)
class ReminderSent(Event):
    """A follow-up letter to the controller left; `until` is the day it set, if any.

    `letter` is its kind: "reminder", "mise_en_demeure", "contest_extension", "identity_answer", "missing_items", "answer" or "withdrawal".
    """

    kind: ClassVar[str] = "reminder_sent"
    letter: str
    channel: Channel
    until: date | None = None
    proof: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Snoozed(Event):
    """The person wants to hear of nothing before `until`. It quiets alerts, begun or to come, and moves no date and no status."""

    kind: ClassVar[str] = "snoozed"
    until: date


@dataclass(frozen=True, kw_only=True)
class CaseClosed(Event):
    """The person closed the case."""

    kind: ClassVar[str] = "case_closed"
    outcome: Outcome


@dataclass(frozen=True, kw_only=True)
class EventWithdrawn(Event):
    """The record that this one corrects was a mistake and counts no longer."""

    kind: ClassVar[str] = "event_withdrawn"


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """An event as it stands in the case: its id, its place in the order of recording, and what it corrects."""

    id: str
    sequence: int
    recorded_at: datetime
    event: Event
    corrects: str | None = None

    @property
    def on(self) -> date:
        """The day of the event."""
        return self.event.on


KINDS: dict[str, type[Event]] = {
    c.kind: c
    for c in (
        CaseOpened,
        LetterDrafted,
        MandateGiven,
        MandateRevoked,
        RequestSent,
        RequestReceived,
        RequestReturned,
        IdentityAsked,
        IdentityGiven,
        ExtensionNotified,
        ReplyReceived,
        RequestRefused,
        NothingCame,
        FindingConfirmed,
        FindingRejected,
        CompletenessChecked,
        ReminderSent,
        PlacesTold,
        ComplaintFiled,
        AuthorityAcknowledged,
        AuthorityInformed,
        AuthorityReminded,
        AuthorityDecided,
        CourtSeized,
        Snoozed,
        CaseClosed,
        EventWithdrawn,
    )
}


def standing(records: list[Recorded] | tuple[Recorded, ...]) -> tuple[Recorded, ...]:
    """Records that still count, in the order of the facts: corrected ones are replaced, withdrawn ones are gone."""
    corrected = {r.corrects for r in records if r.corrects is not None}
    kept = [r for r in records if r.id not in corrected and not isinstance(r.event, EventWithdrawn)]
    return tuple(sorted(kept, key=lambda r: (r.event.on, r.sequence)))


def to_payload(event: Event) -> dict[str, Any]:
    """JSON-ready fields of an event (dates in ISO form, values inside it as tables); `from_payload` is its inverse."""
    return {f.name: _plain(getattr(event, f.name)) for f in fields(event)}


def from_payload(kind: str, payload: dict[str, Any]) -> Event:
    """The event of that kind. Raises KeyError for an unknown kind, TypeError or ValueError for fields that do not fit."""
    event: Event = _made(KINDS[kind], payload)
    return event


def _made(cls: type[Any], payload: dict[str, Any]) -> Any:
    hints = _hints(cls)  # type: ignore[arg-type]
    return cls(**{name: _typed(hints[name], value) for name, value in payload.items()})


@cache
def _hints(cls: type[Any]) -> dict[str, Any]:
    return get_type_hints(cls)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _typed(hint: Any, value: Any) -> Any:
    if get_origin(hint) in (UnionType, Union):
        (hint,) = [h for h in get_args(hint) if h is not type(None)]
        return None if value is None else _typed(hint, value)
    if hint is date:
        return date.fromisoformat(value)
    if get_origin(hint) is tuple:
        return tuple(_typed(get_args(hint)[0], each) for each in value)
    if is_dataclass(hint) and isinstance(hint, type):
        return _made(hint, value)
    return hint(value) if isinstance(hint, type) and issubclass(hint, StrEnum) else value
