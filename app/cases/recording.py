"""Adding to a case inside the caller's transaction: the records, their chain, the files they name, and the case index in step with them."""

import hmac
from collections.abc import Callable, Sequence
from datetime import date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from sqlmodel import Session

from app.cases import rules
from app.cases.casefile import CaseFile
from app.cases.chain import Link
from app.cases.dossiers import LaidOut
from app.cases.index import index_row, public_slug
from app.cases.tables import FileRow, ReferenceRow
from app.cases.views import Entry
from app.law.deadlines import Calendars
from app.law.events import Recorded
from app.law.lifecycle import Assessment, assess
from app.platform.errors import SaisineError


class SubmittedBefore(SaisineError):
    """These records were made by the same form already."""

    def __init__(self, records: tuple[Recorded, ...]) -> None:
        super().__init__()
        self.records = records


class Recorder:
    """Knows what time it is, where the law's days off are, and how records enter a case."""

    def __init__(self, calendars: Calendars, clock: Callable[[], datetime], zone: ZoneInfo, pepper: bytes) -> None:
        self._pepper = pepper
        self._calendars = calendars
        self._clock = clock
        self._zone = zone

    def now(self) -> datetime:
        """The instant, in the installation's time zone."""
        return self._clock().astimezone(self._zone)

    def today(self) -> date:
        """The day it is in the installation's time zone."""
        return self.now().date()

    def begin(self, session: Session, new: LaidOut) -> None:
        """Put a new case into the database with its first records."""
        new.add_to(session)
        self._add(session, new.case, (), [Entry(event=event) for event in new.events])

    def append(
        self,
        session: Session,
        case: CaseFile,
        entries: Sequence[Entry],
        files: Sequence[FileRow] = (),
        submitted: str | None = None,
    ) -> tuple[Recorded, ...]:
        """Add entries to a case that was found `to_write`. Raises SubmittedBefore, InvalidInput, ChainBroken."""
        links = case.links(session)
        refuse_twice(links, submitted)
        session.add_all(files)
        rules.check_next(records_of(links), entries, case.files(session).keys())
        return self._add(session, case, links, entries, submitted)

    def index(self, session: Session, case: CaseFile, records: tuple[Recorded, ...], *, watched: bool = False) -> Assessment:
        """Write the case's index row anew, from the assessment that is returned.

        `watched` says that the caller tells people what there is to tell by now. Otherwise the row asks to be looked at today.
        """
        request = case.particulars().request
        controller = public_slug(session, request.controller)
        if session.get(ReferenceRow, case.row.id) is None:
            session.add(ReferenceRow(case_id=case.row.id, lookup=reference_lookup(request.reference, self._pepper)))
        found, today = self.assess(records), self.today()
        row = index_row(case.row.id, controller, records, found)
        if not watched and any(alert.on <= today for alert in found.alerts):
            row.next_change = today
        session.merge(row)
        return found

    def assess(self, records: Sequence[Recorded], today: date | None = None) -> Assessment:
        """What the law says of these records, today if no day is given."""
        return assess(records, today or self.today(), self._calendars)

    def _add(
        self, session: Session, case: CaseFile, links: Sequence[Link], entries: Sequence[Entry], submitted: str | None = None
    ) -> tuple[Recorded, ...]:
        at = self._clock()
        added = tuple(
            Recorded(id=entry.id, sequence=sequence, recorded_at=at, event=entry.event, corrects=entry.corrects)
            for sequence, entry in enumerate(entries, start=len(links) + 1)
        )
        case.append(session, links, added, submitted)
        self.index(session, case, (*records_of(links), *added))
        return added


def reference_lookup(reference: str, pepper: bytes) -> bytes:
    """The keyed hash under which a case is found by the reference on its letters, however it is written."""
    plain = "".join(letter for letter in reference.upper() if letter.isalnum())
    return hmac.digest(pepper, f"reference {plain}".encode(), sha256)


def records_of(links: Sequence[Link]) -> tuple[Recorded, ...]:
    """The records of a chain."""
    return tuple(link.recorded for link in links)


def refuse_twice(links: Sequence[Link], submitted: str | None) -> None:
    """Raises SubmittedBefore with the records that the form `submitted` made already."""
    earlier = tuple(link.recorded for link in links if submitted is not None and link.submitted == submitted)
    if earlier:
        raise SubmittedBefore(earlier)
