"""Looking at cases that nobody is visiting: which ones are due, and what the law says of each. Sealed cases stay closed here too."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlmodel import Session, and_, col, or_, select

from app.cases.casefile import CaseFile, find_case
from app.cases.recording import Recorder, records_of
from app.cases.tables import CaseRow, IndexRow
from app.law.assessment import Assessment
from app.law.deadlines import Calendars
from app.law.events import Recorded
from app.platform.database import reading, writing
from app.platform.encryption import MasterKeys
from app.platform.errors import Damaged, NotFound, SaisineError

log = logging.getLogger("saisine.review")


@dataclass(frozen=True)
class Due:
    """A case that is to be looked at, and since when."""

    case_id: str
    dossier_id: str
    since: date


@dataclass(frozen=True)
class Reviewed:
    """A case as it stands today."""

    case_id: str
    dossier_id: str
    records: tuple[Recorded, ...]
    assessment: Assessment


class CaseReview:
    """Reads cases by the server's way. `clock` gives aware UTC instants."""

    def __init__(self, engine: Engine, keys: MasterKeys, calendars: Calendars, clock: Callable[[], datetime], time_zone: str) -> None:
        self._engine = engine
        self._keys = keys
        self._recorder = Recorder(calendars, clock, ZoneInfo(time_zone), keys.pepper)

    def now(self) -> datetime:
        """The instant, in the installation's time zone."""
        return self._recorder.now()

    def today(self) -> date:
        """The day it is in the installation's time zone."""
        return self._recorder.today()

    def due(self, limit: int, after: Due | None = None) -> list[Due]:
        """Cases to be looked at by today that the server can open, oldest first, after `after` if given."""
        since = col(IndexRow.next_change)
        query = select(CaseRow.id, CaseRow.dossier_id, since).join(IndexRow, col(IndexRow.case_id) == col(CaseRow.id))
        query = query.where(since <= self.today(), col(CaseRow.key_for_server).is_not(None))
        if after is not None:
            query = query.where(or_(since > after.since, and_(since == after.since, col(IndexRow.case_id) > after.case_id)))
        with reading(self._engine) as session:
            rows = session.exec(query.order_by(since, col(IndexRow.case_id)).limit(limit)).all()
        return [Due(case_id, dossier_id, day) for case_id, dossier_id, day in rows if day is not None]

    def review(self, due: Sequence[Due], visit: Callable[[Session, Reviewed], object]) -> int:
        """Bring the index rows of these cases up to today and let `visit` write what follows, in one transaction: how many cases.

        A case that went meanwhile is passed over; so is one that cannot be read, with a line in the log: it stays due.
        """
        done = 0
        with writing(self._engine) as session:
            for each in due:
                found = self._looked_at(session, each)
                if found is not None:
                    visit(session, found)
                    done += 1
        return done

    def of_dossier(self, dossier_id: str) -> list[Reviewed]:
        """All cases of a dossier that the server can open, as they stand today. None for a dossier that is not there."""
        query = select(CaseRow.id).where(CaseRow.dossier_id == dossier_id, col(CaseRow.key_for_server).is_not(None))
        with reading(self._engine) as session:
            return list(self._readable(session, dossier_id, session.exec(query.order_by(col(CaseRow.id))).all()))

    def of_cases(self, dossier_id: str, case_ids: Sequence[str]) -> list[Reviewed]:
        """These cases of the dossier, as far as they are there and can be read."""
        with reading(self._engine) as session:
            return list(self._readable(session, dossier_id, case_ids))

    def _looked_at(self, session: Session, due: Due) -> Reviewed | None:
        case = self._open(session, due.dossier_id, due.case_id, to_write=True)
        if case is None:
            return None
        try:
            records = records_of(case.links(session))
            return Reviewed(due.case_id, due.dossier_id, records, self._recorder.index(session, case, records, watched=True))
        except Damaged as fault:
            _tell(fault)
            return None

    def _readable(self, session: Session, dossier_id: str, case_ids: Sequence[str]) -> Iterator[Reviewed]:
        for case_id in case_ids:
            case = self._open(session, dossier_id, case_id)
            if case is None:
                continue
            try:
                records = records_of(case.links(session))
            except Damaged as fault:
                _tell(fault)
                continue
            yield Reviewed(case_id, dossier_id, records, self._recorder.assess(records))

    def _open(self, session: Session, dossier_id: str, case_id: str, *, to_write: bool = False) -> CaseFile | None:
        try:
            return find_case(session, self._keys, dossier_id, case_id, to_write=to_write)
        except NotFound:
            return None
        except SaisineError as fault:
            _tell(fault)
            return None


def _tell(fault: SaisineError) -> None:
    log.error("a case cannot be read: %s", type(fault).__qualname__)
