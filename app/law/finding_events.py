"""What a person found in a reply: limits and answers that she confirmed, suggestions that she turned down, and what the reply lacks.

A passage is given by its own words and, where the reply's text is kept, by their place in it: `start` and `end` are offsets in characters
of the stored text, so that `text[start:end]` is the quotation. Records from before there were offsets have none.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from app.law.event_base import Event


class ItemState(StrEnum):
    """How a reply deals with one thing that was asked. An item that nobody judged is in no check."""

    ANSWERED = "answered"
    PARTLY = "partly"
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True)
class Finding(Event):
    """What both kinds of finding say: `label` is a file of `law/data/limits`, `reply` the id of the reply's record, `by` who decided."""

    label: str
    quote: str = ""
    reply: str | None = None
    start: int | None = None
    end: int | None = None
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class FindingConfirmed(Finding):
    """A person confirmed that a reply sets a limit, or answers without one."""

    kind: ClassVar[str] = "finding_confirmed"


@dataclass(frozen=True, kw_only=True)
class FindingRejected(Finding):
    """A person turned down what was suggested for a passage. It proves and moves nothing; it keeps the suggestion from returning."""

    kind: ClassVar[str] = "finding_rejected"


@dataclass(frozen=True, kw_only=True)
class ItemChecked:
    """One item of a check: its `code` (`law.completeness`), how the reply deals with it, and the passage that does."""

    code: str
    state: ItemState
    quote: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, kw_only=True)
class CompletenessChecked(Event):
    """A person compared a reply with what was asked, item by item. `reply` is the id of the reply's record."""

    kind: ClassVar[str] = "completeness_checked"
    items: tuple[ItemChecked, ...]
    reply: str | None = None
    by: str = ""
