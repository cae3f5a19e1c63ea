"""What was read of a reply: its text, where the newest message stands in it, its dates and parts. Frozen values that travel as JSON."""

from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from app.replies.newest import Span


class Place(StrEnum):
    """Where a date was found, best first: when it arrived, when it was sent, what the letter itself says."""

    RECEIVED = "received"
    HEADER = "header"
    LETTERHEAD = "letterhead"


class Fate(StrEnum):
    """What became of a part. All of them are kept: the original that they came in is."""

    READ = "read"
    UNREAD = "unread"


@dataclass(frozen=True, kw_only=True)
class FoundDate:
    """A day that may be the one that counts. `span` is where it stands in the text, None for one of the headers."""

    on: date
    place: Place
    span: Span | None = None


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something that the person should know: a code, and what its sentence names. The sentences are in `app/replies/remarks.py`."""

    code: str
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Part:
    """A file, attachment or member of an archive. `reason` says why it was not read; `span` is its text in the whole; `pages` how many
    pictures of pages can be drawn. `depth` 0 is a file as the person gave it."""

    name: str
    media_type: str
    sha256: str
    size: int
    fate: Fate
    reason: str = ""
    span: Span | None = None
    pages: int = 0
    ocr: bool = False
    depth: int = 0


@dataclass(frozen=True, kw_only=True)
class Reading:
    """All that was read of one reply. Offsets count characters of `text`, which is what is stored; findings point into it."""

    text: str
    newest: tuple[Span, ...] = ()
    history: tuple[Span, ...] = ()
    disclaimers: tuple[Span, ...] = ()
    signature: Span | None = None
    dates: tuple[FoundDate, ...] = ()
    sender: str = ""
    subject: str = ""
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    language: str = ""
    parts: tuple[Part, ...] = ()
    problems: tuple[Problem, ...] = ()
    pages: int = 0
    ocr: bool = False

    def to_json(self) -> dict[str, Any]:
        """The same as JSON takes it: days as 2026-03-05."""
        told: dict[str, Any] = asdict(self)
        for found in told["dates"]:
            found["on"] = found["on"].isoformat()
        return told

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "Reading":
        """What `to_json` gave. Raises KeyError, TypeError or ValueError for anything else."""
        return cls(
            **{
                **told,
                **{name: tuple(Span(**span) for span in told[name]) for name in ("newest", "history", "disclaimers")},
                "signature": _span(told["signature"]),
                "dates": tuple(
                    FoundDate(on=date.fromisoformat(each["on"]), place=Place(each["place"]), span=_span(each["span"]))
                    for each in told["dates"]
                ),
                "references": tuple(told["references"]),
                "parts": tuple(Part(**{**each, "fate": Fate(each["fate"]), "span": _span(each["span"])}) for each in told["parts"]),
                "problems": tuple(Problem(**each) for each in told["problems"]),
            }
        )


def _span(told: dict[str, int] | None) -> Span | None:
    return Span(**told) if told else None
