"""Reckoning every case anew after the law's rules or calendars changed: the index is rebuilt from the records, and what moved is told.

One case after the other, in the order of their ids: stopped anywhere, it goes on after the last id that it named, or begins again without
harm. Whoever is concerned is told first and the index written then: killed in between, the next run tells again, and the ledger of notices
takes that once. Sealed cases stay as they are.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import Engine, func
from sqlmodel import col, select

from app.cases.casefile import CaseFile, find_case
from app.cases.index import index_row, public_slug
from app.cases.keys import CaseIsSealed, case_key_by_server, dossier_keys_by_server
from app.cases.recording import Recorder, records_of
from app.cases.tables import CaseRow, DossierRow, EventRow, IndexRow
from app.law.assessment import Assessment
from app.law.deadlines import Step
from app.law.events import Recorded
from app.platform.database import reading, writing
from app.platform.encryption import MasterKeys
from app.platform.errors import Damaged, NotFound

log = logging.getLogger("saisine.recompute")

CHUNK = 200
"""Cases that are read in one look at the database."""

DATES = ("due_strict", "due_safe")
FIELDS = ("status", *DATES, "labels", "controller")

DATES_CHANGED = "dates_changed"
"""Code of the notice for whoever is concerned."""

Tell = Callable[[str, str, date | None], object]
"""Tells whoever follows a case: its id, the code of the notice, the date that it is about."""


class Cause(StrEnum):
    """Why a field of the index moved: a day came, the rules or calendars are others, or there was no row."""

    TIME = "time"
    RULES = "rules"
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One field of a case's row: dates in ISO form, labels joined by commas, None for nothing."""

    field: str
    old: str | None
    new: str | None
    cause: Cause


@dataclass(frozen=True, kw_only=True)
class MovedCase:
    """A case whose row moved; `steps` lead to its dates now. `told` says that whoever follows it is told of new dates."""

    case_id: str
    changes: tuple[Change, ...]
    steps: tuple[Step, ...]
    told: bool


@dataclass
class Tally:
    """How far a run has come. `last` is the id of the last case that is done."""

    read: int = 0
    moved: int = 0
    told: int = 0
    sealed: int = 0
    unreadable: int = 0
    last: str = ""


@dataclass(frozen=True)
class _Row:
    """A case to look at, as it was read: its rows with that of the index, and its records, still sealed."""

    case: CaseRow
    dossier: DossierRow
    index: IndexRow | None
    events: tuple[tuple[str, bytes, bytes], ...]


@dataclass
class Recomputing:
    """One run over all cases after `after`, an id or "" for all. `tally` counts while `run` goes on."""

    engine: Engine
    keys: MasterKeys
    recorder: Recorder
    tell: Tell
    after: str = ""
    tally: Tally = field(default_factory=Tally)

    def run(self) -> Iterator[MovedCase]:
        """Reckon anew, and yield each case that moved once it is written and whoever is concerned is told."""
        self.tally.last = self.after
        self.tally.sealed = self._sealed()
        while rows := self._chunk():
            for row in rows:
                found = self._recomputed(row)
                self.tally.read += 1
                self.tally.last = row.case.id
                if found is not None:
                    self.tally.moved += 1
                    self.tally.told += found.told
                    yield found

    def _sealed(self) -> int:
        sealed = select(func.count()).select_from(CaseRow).where(col(CaseRow.key_for_server).is_(None), col(CaseRow.id) > self.after)
        with reading(self.engine) as session:
            return session.exec(sealed).one()

    def _chunk(self) -> list[_Row]:
        """The next cases: two queries for all of them."""
        query = select(CaseRow, DossierRow, IndexRow).join(DossierRow, col(DossierRow.id) == col(CaseRow.dossier_id))
        query = query.outerjoin(IndexRow, col(IndexRow.case_id) == col(CaseRow.id))
        query = query.where(col(CaseRow.key_for_server).is_not(None), col(CaseRow.id) > self.tally.last)
        with reading(self.engine) as session:
            found = session.exec(query.order_by(col(CaseRow.id)).limit(CHUNK)).all()
            ids = [case.id for case, _, _ in found]
            sealed = select(EventRow.case_id, EventRow.id, EventRow.hash, EventRow.sealed).where(col(EventRow.case_id).in_(ids))
            events: dict[str, list[tuple[str, bytes, bytes]]] = {case_id: [] for case_id in ids}
            for case_id, event_id, hash_, content in session.exec(sealed.order_by(col(EventRow.case_id), col(EventRow.sequence))):
                events[case_id].append((event_id, hash_, content))
            session.expunge_all()
        return [_Row(case, dossier, index, tuple(events[case.id])) for case, dossier, index in found]

    def _recomputed(self, row: _Row) -> MovedCase | None:
        """What moved, None for nothing. A case that cannot be read is counted and left; one that went or was sealed
        meanwhile is passed over."""
        try:
            case = CaseFile(row.case, case_key_by_server(dossier_keys_by_server(self.keys, row.dossier), row.case))
            records = records_of(case.opened(row.events))
            new, found = self._reckoned(case, records)
            changes = tuple(self._changes(row.index, new, records))
            return self._written(row, found, changes, new) if changes or self._stale(row.index, found) else None
        except NotFound:
            return None
        except CaseIsSealed:
            self.tally.sealed += 1
            return None
        except Damaged as fault:
            self.tally.unreadable += 1
            _note(fault)
            return None

    def _reckoned(self, case: CaseFile, records: Sequence[Recorded]) -> tuple[IndexRow, Assessment]:
        found = self.recorder.assess(records)
        asked = case.particulars().request.controller
        with reading(self.engine) as session:  # asks the database only where the program ships no such controller
            return index_row(case.row.id, public_slug(session, asked), records, found), found

    def _written(self, row: _Row, found: Assessment, changes: tuple[Change, ...], new: IndexRow) -> MovedCase | None:
        """Tell, then write: the row is made from what stands in the case by then, under a lock."""
        told = any(change.field in DATES and change.cause is Cause.RULES for change in changes)
        if told:
            self.tell(row.case.id, DATES_CHANGED, new.due_strict)
        with writing(self.engine) as session:
            case = find_case(session, self.keys, row.dossier.id, row.case.id, to_write=True)
            self.recorder.index(session, case, records_of(case.links(session)))
        steps = found.deadlines.steps if found.deadlines else ()
        return MovedCase(case_id=row.case.id, changes=changes, steps=steps, told=told) if changes else None

    def _stale(self, index: IndexRow | None, found: Assessment) -> bool:
        """Whether the row would be looked at on another day than it should. One to be looked at by today is the sweep's business."""
        today = self.recorder.today()
        return index is not None and index.next_change != found.next_change and not (index.next_change and index.next_change <= today)

    def _changes(self, old: IndexRow | None, new: IndexRow, records: Sequence[Recorded]) -> Iterator[Change]:
        if old is None:
            yield from (Change(field=name, old=None, new=_plain(new, name), cause=Cause.MISSING) for name in FIELDS)
            return
        for name in FIELDS:
            if (before := _plain(old, name)) != (after := _plain(new, name)):
                yield Change(field=name, old=before, new=after, cause=self._cause(old, name, records))

    def _cause(self, old: IndexRow, name: str, records: Sequence[Recorded]) -> Cause:
        """A row is good until the day on which it was to change. If today's rules give it for then, only time has passed since."""
        today = self.recorder.today()
        if old.next_change is None or old.next_change > today:
            return Cause.RULES
        for day in (old.next_change - timedelta(days=1), old.next_change):
            then = index_row(old.case_id, old.controller, records, self.recorder.assess(records, day))
            if _plain(then, name) == _plain(old, name):
                return Cause.TIME
        return Cause.RULES


def _note(fault: Damaged) -> None:
    log.error("a case cannot be read: %s", type(fault).__qualname__)


def _plain(row: IndexRow, name: str) -> str | None:
    value: object = getattr(row, name)
    if isinstance(value, date):
        return value.isoformat()
    return ",".join(value) if isinstance(value, list) else value if isinstance(value, str) else None
