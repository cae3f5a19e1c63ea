"""Who lodges a complaint and signs what is written to the authority: the person, or a body that she mandated (Art. 80(1) GDPR)."""

from collections.abc import Sequence
from datetime import date

from app.law.events import MandateFor, MandateGiven, Recorded
from app.law.mandates import mandate_on, may_lodge
from app.letters.sheet import Agent


def lodger(records: Sequence[Recorded], today: date) -> Agent | None:
    """Who lodges the complaint in the person's name, and signs what is written to the authority; None where she does so herself."""
    found = mandate_on(records, MandateFor.COMPLAINT, today)
    if found is None or not may_lodge(found.given, today):
        return None
    given = found.given
    return Agent(name=given.holder.strip(), since=given.on, address=address_of(given), signatory=given.signatory.strip())


def address_of(given: MandateGiven) -> tuple[str, ...]:
    """The lines of the address of the one who acts."""
    return tuple(filter(None, map(str.strip, given.holder_address.splitlines())))
