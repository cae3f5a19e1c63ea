"""What the watch gives out: values, with everything already decrypted."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.law.assessment import Alert


class Rhythm(StrEnum):
    """How often a person wants mail: as things happen, or gathered once a day or once a week."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"


class Urgency(StrEnum):
    """What a notice is about: something that is late, a day that comes near, something that waits for the person."""

    LATE = "late"
    SOON = "soon"
    TO_DO = "to_do"


class NoticeState(StrEnum):
    """What became of a notice outside the page. UNCERTAIN: it was handed over and no word came back; it is never sent again by itself."""

    PAGE = "page"
    WAITING = "waiting"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class ContactView:
    """Where a person is told. `refused` says that the mail server did not take the address: no more mail goes there."""

    address: str
    language: str
    rhythm: Rhythm
    confirmed: bool
    refused: bool


@dataclass(frozen=True, kw_only=True)
class NoticeLine:
    """Something to tell about a case, since `on`; `about` is the date that it is about, if any.

    `alert` is what the law says today; None for what only the ledger knows. `notice_id` names its row in the ledger, where there is one;
    `told_at` is when the mail server took it, in UTC.
    """

    case_id: str
    code: str
    about: date | None
    on: date
    urgency: Urgency
    alert: Alert | None = None
    state: NoticeState = NoticeState.PAGE
    told_at: datetime | None = None
    notice_id: str | None = None
