"""What the case store gives out and takes in: values, with everything already decrypted."""

import re
import secrets
from base64 import b32encode
from dataclasses import dataclass, field
from datetime import date

from app.cases.parties import Request
from app.law.assessment import Alert
from app.law.events import Event, Recorded
from app.law.lifecycle import Status
from app.law.rights import Right


def new_id() -> str:
    """A public id: 128 random bits in 26 small letters and digits. It names a row and opens nothing by itself."""
    return id_from(secrets.token_bytes(16))


def id_from(bits: bytes) -> str:
    """The id that these 16 bytes spell."""
    return b32encode(bits).decode("ascii").rstrip("=").lower()


def is_id(text: str) -> bool:
    """Whether `id_from` could have made it. A visitor may put anything into an address, and databases choke on some of it."""
    return re.fullmatch("[a-z2-7]{26}", text) is not None


@dataclass(frozen=True, kw_only=True)
class NewFile:
    """A file to keep with a case. The caller may use `id` at once, in the `files` of the event recorded with it.

    `purpose` is a word of the program ("proof", "reply", "attachment"), never shown as it is.
    """

    name: str
    media_type: str
    content: bytes = field(repr=False)
    purpose: str
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An event to record that corrects a record of its own, or whose future id the caller needs, say for the findings in a reply."""

    event: Event
    corrects: str | None = None
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, kw_only=True)
class FileInfo:
    """A kept file without its content. `size` is in bytes; `sha256` is the hex digest of the content as it came."""

    id: str
    name: str
    media_type: str
    size: int
    sha256: str
    purpose: str
    added_on: date


@dataclass(frozen=True, kw_only=True)
class CaseSummary:
    """A line of a dossier's list, as of today. `alerts` are those of the assessment, past and coming ones."""

    public_id: str
    right: Right
    controller: str
    reference: str
    status: Status
    due_strict: date | None
    due_safe: date | None
    next_change: date | None
    linked: str | None
    alerts: tuple[Alert, ...] = ()


@dataclass(frozen=True, kw_only=True)
class UnreadableCase:
    """A case that was damaged, or that is `sealed`. `controller` is its name as far as the index tells, "" where it does not."""

    public_id: str
    controller: str
    sealed: bool


@dataclass(frozen=True, kw_only=True)
class Overview:
    """The cases of a dossier: those that can be read, in the order they were opened, and the others by name."""

    cases: tuple[CaseSummary, ...]
    unreadable: tuple[UnreadableCase, ...]


@dataclass(frozen=True, kw_only=True)
class CaseView:
    """A whole case. `linked` is the public id of the same person's other request to the same controller.

    `intact` is False when the chain of records shows that one was changed, removed or moved.
    """

    public_id: str
    request: Request
    records: tuple[Recorded, ...]
    files: tuple[FileInfo, ...]
    linked: str | None
    intact: bool
