"""What a case amounts to on a given day, in codes: the values that `lifecycle.assess` returns. Nothing here is ever stored or edited."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from app.law.deadlines import Deadlines, Param


class Status(StrEnum):
    """Where a case stands, in the order of the road.

    TO_READ is a message that nobody classified, CONTESTED a follow-up letter whose time has not passed: neither stops the clock.
    OVERDUE and REMINDED begin only after the safe date (or the extended one), DECIDED when the authority's decision came.
    """

    DRAFT = "draft"
    SENT = "sent"
    RECEIVED = "received"
    QUESTION_OPEN = "question_open"
    EXTENDED = "extended"
    TO_READ = "to_read"
    REPLIED = "replied"
    REFUSED = "refused"
    CONTESTED = "contested"
    OVERDUE = "overdue"
    REMINDED = "reminded"
    COMPLAINT = "complaint"
    AUTHORITY_SILENT = "authority_silent"
    DECIDED = "decided"
    CLOSED = "closed"


class Action(StrEnum):
    """What the person may do next. COMPLAINT is to draft it, FILE_COMPLAINT to send the one already drafted."""

    SEND = "send"
    SEND_AGAIN = "send_again"
    RECORD_RECEIPT = "record_receipt"
    WAIT = "wait"
    ANSWER_IDENTITY = "answer_identity"
    READ_REPLY = "read_reply"
    ANSWER = "answer"
    ASK_MISSING = "ask_missing"
    CONTEST_EXTENSION = "contest_extension"
    REMINDER = "reminder"
    MISE_EN_DEMEURE = "mise_en_demeure"
    COMPLAINT = "complaint"
    FILE_COMPLAINT = "file_complaint"
    AWAIT_AUTHORITY = "await_authority"
    REMIND_AUTHORITY = "remind_authority"
    GO_TO_COURT = "go_to_court"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    NONE = "none"


LETTERS: Mapping[Action, str] = {
    Action.SEND: "request",
    Action.SEND_AGAIN: "request",
    Action.ANSWER_IDENTITY: "identity_answer",
    Action.ANSWER: "answer",
    Action.ASK_MISSING: "missing_items",
    Action.CONTEST_EXTENSION: "contest_extension",
    Action.REMINDER: "reminder",
    Action.MISE_EN_DEMEURE: "mise_en_demeure",
    Action.COMPLAINT: "complaint",
    Action.FILE_COMPLAINT: "complaint",
    Action.REMIND_AUTHORITY: "authority_reminder",
    Action.WITHDRAW: "withdrawal",
}
"""The kind of letter that an action takes; the others take none."""

NO_PARAMS: Mapping[str, Param] = MappingProxyType({})


@dataclass(frozen=True)
class NextStep:
    """One thing to do. `available_from` is the first day on which it may be done (None: any day); `reason` is a code with its `params`.

    `letter` is the kind of the letter that it takes, "" for none: one of the values of LETTERS.
    """

    action: Action
    available_from: date | None
    reason: str
    params: Mapping[str, Param] = field(default_factory=dict)
    letter: str = ""

    @classmethod
    def of(cls, action: Action, available_from: date | None, reason: str, params: Mapping[str, Param] = NO_PARAMS) -> "NextStep":
        """The step with the letter that its action takes."""
        return cls(action, available_from, reason, params, LETTERS.get(action, ""))


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
class Alert:
    """Something that the person should be told from `on` on; `about` is the date that it is about, None where it is about none.

    Codes: not_sent, not_acknowledged, due_soon, strict_passed, overdue, identity_waiting, reply_unread, extension_void, reminder_lapsed,
    complaint_drafted, authority_remind, authority_silent, minor_by, court_soon, court_last. `code` and `about` together name an alert.
    """

    code: str
    on: date
    about: date | None
    params: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True)
class Assessment:
    """The derived state of a case on one day. `next_steps` begins with the most useful one and is empty only for a closed case.

    `presumed_receipt` says that no receipt was recorded and one was presumed. `claim` is the date that letters may claim: the strict one,
    or the safe one when a pause was recorded. `escalate` is the last day to wait before the complaint about silence is offered.
    `alerts` are in the order of their days, past and coming ones, as the facts stand: one that has lost its reason is there no longer.
    `next_change` is the next day on which this assessment changes by itself, or on which an alert begins.
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
    alerts: tuple[Alert, ...] = ()
