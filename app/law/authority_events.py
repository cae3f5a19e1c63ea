"""What can happen once a complaint is with a supervisory authority. `authority` is always the id of a file of `law/data/authorities`."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from app.law.event_base import Channel, Event


class AuthorityOutcome(StrEnum):
    """What an authority decided on a complaint. "closed" is a file closed without saying who was right."""

    UPHELD = "upheld"
    PARTLY = "partly"
    REJECTED = "rejected"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class ComplaintFiled(Event):
    """The complaint went to the authority."""

    kind: ClassVar[str] = "complaint_filed"
    authority: str
    number: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AuthorityAcknowledged(Event):
    """The authority confirmed the arrival of the complaint, on `received_on` if it says so. That is no information on its progress."""

    kind: ClassVar[str] = "authority_acknowledged"
    authority: str
    number: str = ""
    received_on: date | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AuthorityInformed(Event):
    """The authority told of the progress of the complaint, or that it is handling it: its three months begin anew (GDPR Art. 78(2))."""

    kind: ClassVar[str] = "authority_informed"
    authority: str
    text: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AuthorityDecided(Event):
    """The authority's decision arrived. `remedies_stated` says whether it names court and time limit; None means nobody looked."""

    kind: ClassVar[str] = "authority_decided"
    authority: str
    outcome: AuthorityOutcome
    remedies_stated: bool | None = None
    text: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AuthorityReminded(Event):
    """The person asked the authority what has become of the complaint."""

    kind: ClassVar[str] = "authority_reminded"
    authority: str
    channel: Channel
    proof: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CourtSeized(Event):
    """The person went to court against the authority (GDPR Art. 78)."""

    kind: ClassVar[str] = "court_seized"
    number: str = ""
    files: tuple[str, ...] = ()
