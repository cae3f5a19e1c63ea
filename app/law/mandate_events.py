"""What can happen to a mandate: somebody lets another act for her, and takes it back. The one who acts is named as he is on the paper."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from app.law.event_base import Event


class MandateFor(StrEnum):
    """What the mandate is for. The complaint and the request to the controller follow different rules and are two papers."""

    COMPLAINT = "complaint"
    REQUEST = "request"


class MandateHolder(StrEnum):
    """What the one who acts is. The first four are what LIL Art. 38 lists: an association declared for five years at least whose statutes
    name the protection of privacy, an approved association of consumers, a union, another body of that list."""

    ASSOCIATION = "association"
    CONSUMER_BODY = "consumer_body"
    UNION = "union"
    OTHER_LISTED = "other_listed"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class MandateGiven(Event):
    """A mandate was signed on `on`, for `holder`. `ends_on` is its last day where it sets one.

    The yes and no are what a person found on the paper, None what nobody looked at: that it names the person, the one who acts and the
    controller; that the statutes are those of Art. 80(1) GDPR; that it covers the complaint, or the request; that it covers going to court
    too (Arts 78 and 79); that it is signed.

    `lodges` says that the one who acts lodges the complaint and signs it; where it is not yes, the person does so herself.
    `holder_address` has a line of the address on each of its lines, `signatory` is who signs for a body.
    """

    kind: ClassVar[str] = "mandate_given"
    purpose: MandateFor
    holder: str
    holder_address: str = ""
    lodges: bool | None = None
    signatory: str = ""
    body: MandateHolder = MandateHolder.OTHER
    parties_named: bool | None = None
    statutes_fit: bool | None = None
    scope_fits: bool | None = None
    courts_too: bool | None = None
    signed: bool | None = None
    ends_on: date | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MandateRevoked(Event):
    """The person took the mandate back."""

    kind: ClassVar[str] = "mandate_revoked"
    purpose: MandateFor
    files: tuple[str, ...] = ()
