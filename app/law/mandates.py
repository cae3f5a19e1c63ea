"""Which mandate counts on a day, and what it lacks. A mandate is for the complaint (Art. 80(1) GDPR, LIL Art. 38) or for the request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.law.events import MandateFor, MandateGiven, MandateHolder, MandateRevoked, Recorded


class Gap(StrEnum):
    """What a mandate lacks. ADDRESS is that of the one who lodges the complaint. BODY_UNLISTED is a doubt only: whether a body that Art.
    80(1) describes must also stand on the French list."""

    PAPER = "mandate_not_on_file"
    SIGNATURE = "mandate_unsigned"
    PARTIES = "mandate_parties"
    SCOPE = "mandate_scope"
    STATUTES = "mandate_statutes"
    ENDED = "mandate_ended"
    ADDRESS = "mandate_address"
    BODY_UNLISTED = "mandate_body_unlisted"


@dataclass(frozen=True, kw_only=True)
class Mandate:
    """A mandate that was given and not taken back. `record` is the id of its record."""

    record: str
    given: MandateGiven


def mandate_on(records: Sequence[Recorded], purpose: MandateFor, day: date) -> Mandate | None:
    """The latest mandate for that purpose, None where there was none or it was taken back. `records` are those standing, in their order."""
    found: Mandate | None = None
    for record in records:
        event = record.event
        if record.on > day:
            continue
        if isinstance(event, MandateGiven) and event.purpose == purpose:
            found = Mandate(record=record.id, given=event)
        elif isinstance(event, MandateRevoked) and event.purpose == purpose:
            found = None
    return found


def may_lodge(given: MandateGiven, day: date) -> bool:
    """Whether the one who acts lodges the complaint on that day, and nothing that is known of the paper speaks against it."""
    against = (given.parties_named, given.statutes_fit, given.scope_fits, given.signed)
    ended = given.ends_on is not None and given.ends_on < day
    return given.lodges is True and bool(given.holder.strip()) and not ended and False not in against


def gaps(mandate: Mandate, day: date, *, on_file: bool, french: bool) -> tuple[Gap, ...]:
    """What a mandate lacks on that day. `on_file` says that a paper is kept; `french` that the complaint goes to the French authority.

    A question that nobody answered counts as one that the paper does not meet. Only a body needs statutes, and only for a complaint.
    """
    given, complaint = mandate.given, mandate.given.purpose == MandateFor.COMPLAINT
    found = {
        Gap.PAPER: not on_file,
        Gap.SIGNATURE: not given.signed,
        Gap.PARTIES: not given.parties_named,
        Gap.SCOPE: not given.scope_fits,
        Gap.STATUTES: complaint and not given.statutes_fit,
        Gap.ENDED: given.ends_on is not None and given.ends_on < day,
        Gap.ADDRESS: complaint and given.lodges is True and not given.holder_address.strip(),
        Gap.BODY_UNLISTED: complaint and french and given.body == MandateHolder.OTHER,
    }
    return tuple(gap for gap, open_ in found.items() if open_)
