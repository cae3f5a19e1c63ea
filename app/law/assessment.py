"""What a case amounts to on a given day, in codes: the values that `lifecycle.assess` returns. Nothing here is ever stored or edited."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.law.deadlines import Deadlines, Param


class Status(StrEnum):
    """Where a case stands. OVERDUE and REMINDED begin only after the safe date (or the extended one)."""

    DRAFT = "draft"
    SENT = "sent"
    RECEIVED = "received"
    QUESTION_OPEN = "question_open"
    EXTENDED = "extended"
    REPLIED = "replied"
    REFUSED = "refused"
    OVERDUE = "overdue"
    REMINDED = "reminded"
    COMPLAINT = "complaint"
    CLOSED = "closed"


class Action(StrEnum):
    """What the person may do next. COMPLAINT is to draft it, FILE_COMPLAINT to send the one already drafted."""

    SEND = "send"
    RECORD_RECEIPT = "record_receipt"
    WAIT = "wait"
    ANSWER_IDENTITY = "answer_identity"
    READ_REPLY = "read_reply"
    MISE_EN_DEMEURE = "mise_en_demeure"
    COMPLAINT = "complaint"
    FILE_COMPLAINT = "file_complaint"
    AWAIT_AUTHORITY = "await_authority"
    CLOSE = "close"
    NONE = "none"


@dataclass(frozen=True)
class NextStep:
    """One thing to do. `available_from` is the first day on which it may be done (None: any day); `reason` is a code with its `params`."""

    action: Action
    available_from: date | None
    reason: str
    params: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True)
class Breach:
    """A duty the controller broke.

    `code` is silence, late, holding, partial, insistence, bad_extension, refusal, no_remedies, or the label of a limit. `records` are the
    ids of the records it rests on, in the order of the facts; `articles` are canonical ("GDPR Art. 12(3)").
    """

    code: str
    articles: tuple[str, ...]
    on: date | None
    records: tuple[str, ...]
    params: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True)
class Warning_:  # noqa: N801 -- Warning is a built-in exception
    """Something in the records that does not fit, and how it was taken. The person may correct the record."""

    code: str
    params: Mapping[str, Param] = field(default_factory=dict)
    records: tuple[str, ...] = ()


@dataclass(frozen=True)
class Assessment:
    """The derived state of a case on one day. `next_steps` begins with the most useful one and is empty only for a closed case.

    `presumed_receipt` says that no receipt was recorded and one was presumed. `claim` is the date that letters may claim: the strict one,
    or the safe one when a pause was recorded. `escalate` is the last day to wait before the complaint about silence is offered.
    `next_change` is the next day on which this assessment changes by itself.
    """

    status: Status
    deadlines: Deadlines | None
    presumed_receipt: bool
    breaches: tuple[Breach, ...]
    next_steps: tuple[NextStep, ...]
    warnings: tuple[Warning_, ...]
    next_change: date | None
    claim: date | None = None
    escalate: date | None = None
