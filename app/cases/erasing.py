"""Erasing dossiers and cases with all that is theirs: rows, keys, files, sessions. No trace says that they were there."""

import logging
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import Engine, and_
from sqlmodel import Session, col, delete, select

from app.cases import dossiers
from app.cases.casefile import CaseFile, find_case
from app.cases.keys import CaseIsSealed
from app.cases.recording import records_of
from app.cases.retention import erasable_from
from app.cases.tables import CaseRow, DossierRow, FileRow, IndexRow
from app.law.assessment import Status
from app.law.events import Recorded
from app.platform.database import StillReading, clear_deleted, reading, writing
from app.platform.encryption import MasterKeys
from app.platform.errors import Damaged, NotFound, SaisineError, StorageFailed
from app.platform.files import BlobStore

log = logging.getLogger("saisine.erasing")


class Erasing:
    """Erases on demand, and what was kept long enough."""

    def __init__(self, engine: Engine, keys: MasterKeys, blobs: BlobStore) -> None:
        self._engine = engine
        self._keys = keys
        self._blobs = blobs

    def dossier(self, dossier_id: str) -> None:
        """Remove a dossier with everything in it. Erasing what is not there is no error."""
        with writing(self._engine) as session:
            blobs = dossiers.remove(session, dossier_id)
        self.discard(blobs)
        clear_deleted(self._engine)

    def files(self, dossier_id: str, case_id: str, ids: Collection[str]) -> None:
        """Remove kept files that no record and no particular of the case names. Raises NotFound for a case that is not there."""
        with writing(self._engine) as session:
            case = find_case(session, self._keys, dossier_id, case_id, to_write=True)
            named = set(case.particulars().attachments).union(*map(_files_named, records_of(case.links(session))))
            theirs = and_(col(FileRow.case_id) == case_id, col(FileRow.id).in_(set(ids) - named))
            blobs = list(session.exec(select(FileRow.blob).where(theirs)))
            session.exec(delete(FileRow).where(theirs))
        self.discard(blobs)

    def case(self, dossier_id: str, case_id: str) -> None:
        """Remove a case; with the last one goes its dossier, and the code opens nothing any more. Raises NotFound."""
        with writing(self._engine) as session:
            self._lock(session, dossier_id)
            blobs = self._remove(session, dossier_id, case_id)
        self.discard(blobs)
        clear_deleted(self._engine)

    def expired(self, today: date, days: int) -> int:
        """Remove the cases that were closed long enough ago: how many. Two linked ones go together, once both may.

        A case that cannot be read is left alone and does not keep the others.
        """
        gone = 0
        for case_id, dossier_id in self._closed(today - timedelta(days=days)):
            try:
                gone += self._remove_expired(dossier_id, case_id, today, days)
            except SaisineError as fault:
                log.error("a closed case could not be erased: %s", type(fault).__qualname__)  # noqa: TRY400 -- a traceback may quote
        try:
            clear_deleted(self._engine)
        except StillReading:
            log.info("what was erased is cleared from the log at the next round")
        return gone

    def orphans(self, before: datetime) -> tuple[str, ...]:
        """Remove stored content older than that which no row names, as a crash may leave it: the ids removed."""
        old = {blob for blob, stored_at in self._blobs.stored() if stored_at < before}
        with reading(self._engine) as session:
            orphans = old.difference(session.exec(select(FileRow.blob)).all())
        self.discard(sorted(orphans))
        self._blobs.discard_unfinished(before)
        return tuple(sorted(orphans))

    def _closed(self, opened_by: date) -> list[tuple[str, str]]:
        """Closed cases that the server can read, of dossiers at least that old: nothing in a dossier was written before it was opened."""
        query = select(CaseRow.id, CaseRow.dossier_id).where(
            CaseRow.id == IndexRow.case_id,
            CaseRow.dossier_id == DossierRow.id,
            IndexRow.status == Status.CLOSED.value,
            DossierRow.opened_on <= opened_by,
            col(CaseRow.key_for_server).is_not(None),
        )
        with reading(self._engine) as session:
            return [(case_id, dossier_id) for case_id, dossier_id in session.exec(query)]

    def _remove_expired(self, dossier_id: str, case_id: str, today: date, days: int) -> int:
        with reading(self._engine) as session:
            if not self._together(session, dossier_id, case_id, today, days):
                return 0
        with writing(self._engine) as session:  # looked at again: the person may have written something meanwhile
            self._lock(session, dossier_id)
            going = self._together(session, dossier_id, case_id, today, days, to_write=True)
            blobs = [blob for each in going for blob in self._remove(session, dossier_id, each)]
        self.discard(blobs)
        return len(going)

    def _together(self, session: Session, dossier_id: str, case_id: str, today: date, days: int, *, to_write: bool = False) -> list[str]:
        """The case and the one linked to it, if all of them may go; nothing otherwise, or when they went already."""
        try:
            case = find_case(session, self._keys, dossier_id, case_id, to_write=to_write)
        except NotFound:
            return []
        linked = self._linked(session, case, to_write=to_write)
        both = [case, linked] if linked else [case]
        ends = [erasable_from(records_of(each.links(session)), today, days) for each in both]
        return [each.row.id for each in both] if all(end is not None and end <= today for end in ends) else []

    def _linked(self, session: Session, case: CaseFile, *, to_write: bool) -> CaseFile | None:
        other = case.particulars().linked
        try:
            return find_case(session, self._keys, case.row.dossier_id, other, to_write=to_write) if other else None
        except NotFound:
            return None

    def _lock(self, session: Session, dossier_id: str) -> None:
        """Nobody adds a case to the dossier, and nobody else erases in it, until the transaction ends."""
        session.exec(select(DossierRow.id).where(DossierRow.id == dossier_id).with_for_update()).first()

    def _remove(self, session: Session, dossier_id: str, case_id: str) -> list[str]:
        """Delete a case's rows, also those of one that nobody can read any more: the ids of its contents in the file store."""
        with suppress(Damaged, CaseIsSealed):
            case = find_case(session, self._keys, dossier_id, case_id, to_write=True)
            linked = self._linked(session, case, to_write=True)
            if linked is not None:
                linked.write_particulars(replace(linked.particulars(), linked=None))
                session.add(linked.row)
                session.flush()
        blobs = list(session.exec(select(FileRow.blob).where(FileRow.case_id == case_id)))
        session.exec(delete(CaseRow).where(col(CaseRow.id) == case_id))
        if session.exec(select(CaseRow.id).where(CaseRow.dossier_id == dossier_id).limit(1)).first() is None:
            session.exec(delete(DossierRow).where(col(DossierRow.id) == dossier_id))
        return blobs

    def discard(self, blobs: Iterable[str]) -> None:
        """Remove contents from the file store, after the commit that took the rows which name them, and their keys.

        What the disk does not let go now is an orphan from then on: `orphans` tries again.
        """
        for blob in blobs:
            try:
                self._blobs.delete(blob)
            except StorageFailed as failed:
                log.error("stored content without a key could not be removed: %s", failed.reason)  # noqa: TRY400 -- it is tried again


def _files_named(record: Recorded) -> set[str]:
    """Ids of the files that a record names, struck through or not."""
    one = getattr(record.event, "file", None)
    return {*getattr(record.event, "files", ()), *([one] if one else [])}
