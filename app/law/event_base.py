"""What every event is, and the words for its choices: the ground on which `events` and `authority_events` stand."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar


class Channel(StrEnum):
    """How a letter travelled."""

    REGISTERED_POST = "registered_post"
    POST = "post"
    EMAIL = "email"
    WEB_FORM = "web_form"


class ReplyNature(StrEnum):
    """What the person says a reply amounts to. The clock never depends on it (design rule 1), except for an express refusal."""

    ACKNOWLEDGEMENT = "acknowledgement"
    PARTIAL = "partial"
    COMPLETE = "complete"
    OTHER = "other"


class Outcome(StrEnum):
    """How a case was closed."""

    SATISFIED = "satisfied"
    PARTLY = "partly"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ReturnReason(StrEnum):
    """Why a request came back. The first two are for registered post, "undeliverable" also for a message that bounced."""

    UNCLAIMED = "unclaimed"
    REFUSED = "refused"
    WRONG_ADDRESS = "wrong_address"
    UNDELIVERABLE = "undeliverable"


@dataclass(frozen=True, kw_only=True)
class Event:
    """A dated fact. `on` is the day it happened, in the person's calendar."""

    kind: ClassVar[str]
    on: date
