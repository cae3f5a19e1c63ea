"""The case store: the one door to dossiers, cases, their records and files. It decrypts and encrypts; callers see values only."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from app.cases import dossiers
from app.cases.archive import CaseArchive, archive_of
from app.cases.casefile import CaseFile, cases_of, dossier_of_case, find_case, find_dossier_keys, ids_of
from app.cases.dossiers import LaidOut, NewCase
from app.cases.erasing import Erasing
from app.cases.index import summary
from app.cases.keys import CaseIsSealed, DossierLocks, dossier_keys_by_server, new_dossier_keys
from app.cases.overview import overview_of
from app.cases.parties import Attachment, Request
from app.cases.recompute import Recomputing, Tell
from app.cases.recording import Recorder, SubmittedBefore, records_of, reference_lookup, refuse_twice
from app.cases.recovery import RecoveryCode, Stretching
from app.cases.sessions import Sessions
from app.cases.tables import CaseRow, DossierRow, FileRow, IndexRow, ReferenceRow
from app.cases.uploads import refuse_too_many, same_file
from app.cases.views import CaseSummary, CaseView, Entry, FileInfo, NewFile, Overview
from app.directory.directory import Lookup
from app.law.deadlines import Calendars
from app.law.events import Event, Recorded
from app.law.lifecycle import Assessment
from app.platform.database import reading, writing
from app.platform.encryption import DecryptionFailed, MasterKeyError, MasterKeys, derived_key
from app.platform.errors import Damaged, NotFound, SaisineError, StorageFailed
from app.platform.files import BlobStore


class CaseStore:
    """Opens, reads, extends and erases dossiers. Safe to share between threads. `clock` gives aware UTC instants."""

    def __init__(
        self,
        engine: Engine,
        keys: MasterKeys,
        blobs: BlobStore,
        calendars: Calendars,
        clock: Callable[[], datetime],
        *,
        time_zone: str = "Europe/Paris",
        stretching: Stretching | None = None,
    ) -> None:
        self._engine = engine
        self._keys = keys
        self._blobs = blobs
        self._recorder = Recorder(calendars, clock, ZoneInfo(time_zone), keys.pepper)
        self._stretching = stretching or Stretching()
        self._sessions = Sessions(engine, keys, clock)
        self._erasing = Erasing(engine, keys, blobs)

    def today(self) -> date:
        """The day it is in the installation's time zone."""
        return self._recorder.today()

    def open_dossier(
        self,
        requests: Sequence[Request],
        first_events: Sequence[Sequence[Event]],
        draft_token: str,
        *,
        files: Sequence[Sequence[NewFile]] = (),
    ) -> tuple[str, RecoveryCode]:
        """A dossier with one case per request (two are linked): its public id and the code, which exists nowhere else afterwards.

        `files` are the proofs that each case's first events name. The same `draft_token` (16 characters or more) again gives the same
        dossier, with what is sent now and a fresh code, until a code of it was used to enter; from then on InvalidInput("code").
        """
        dossier_id = dossiers.dossier_id_of(draft_token, self._keys.pepper)
        with reading(self._engine) as session:
            dossiers.refuse_if_used(session.get(DossierRow, dossier_id))
        code, now = RecoveryCode.generate(), self._recorder.now()
        keys, locks = new_dossier_keys(dossier_id, code, self._stretching, self._keys)
        kept = files or [()] * len(requests)
        parts = zip(requests, first_events, kept, strict=True)
        new = dossiers.linked_pairs([NewCase(request=request, events=events, files=own) for request, events, own in parts])
        laid_out = [dossiers.lay_out(case, dossier_id, keys, now, self._blobs, order) for order, case in enumerate(new)]
        try:
            self._open(dossier_id, locks, laid_out)
        except IntegrityError:  # The same form came twice at once, and the other one was first: this one now takes its place.
            self._open(dossier_id, locks, laid_out)
        return dossier_id, code

    def add_case(
        self,
        dossier_id: str,
        request: Request,
        first_events: Sequence[Event],
        *,
        linked: str | None = None,
        files: Sequence[NewFile] = (),
    ) -> str:
        """A further case in a dossier, linked to the case `linked` if given (and that one to it): its public id. Raises NotFound."""
        with reading(self._engine) as session:
            keys = find_dossier_keys(session, self._keys, dossier_id)
        new = NewCase(request=request, events=first_events, files=files, linked=linked)
        laid_out = dossiers.lay_out(new, dossier_id, keys, self._recorder.now(), self._blobs)
        with self._discarding_unless_committed(laid_out.files), writing(self._engine) as session:
            if linked is not None:
                other = find_case(session, self._keys, dossier_id, linked, to_write=True)
                other.write_particulars(replace(other.particulars(), linked=new.id))
                session.add(other.row)
            self._recorder.begin(session, laid_out)
        return new.id

    def check_keys(self) -> None:
        """Raises MasterKeyError when this database was written with other master keys: every code would then seem wrong."""
        with reading(self._engine) as session:
            dossier = session.exec(select(DossierRow).limit(1)).first()
        try:
            if dossier is not None:
                dossier_keys_by_server(self._keys, dossier)
        except DecryptionFailed as error:
            raise MasterKeyError("This database was written with another master key file; restore that file from your copy") from error

    def enter(self, code: RecoveryCode) -> str:
        """A new session's token. Raises WrongCode, the same for a code that never was and for one whose dossier is gone."""
        return self._sessions.enter(code)

    def dossier_of(self, token: str) -> str | None:
        """Public id of the dossier that the session opened; None when it never was, was left, or is over (2 h idle, 12 h in all)."""
        return self._sessions.dossier_of(token)

    def leave(self, token: str) -> None:
        """End the session."""
        self._sessions.leave(token)

    def cases(self, dossier_id: str) -> list[CaseSummary]:
        """The dossier's cases in the order they were opened. Raises NotFound, and what the first one that cannot be read raises."""
        with reading(self._engine) as session:
            known = [(case, case.particulars(), case.links(session)) for case in cases_of(session, self._keys, dossier_id)]
        known.sort(key=lambda each: (each[1].opened_at, each[1].order))
        return [summary(case.row.id, particulars, self._recorder.assess(records_of(links))) for case, particulars, links in known]

    def overview(self, dossier_id: str, directory: Lookup) -> Overview:
        """The same for a list, which one damaged case must not hide. Raises NotFound."""
        with reading(self._engine) as session:
            return overview_of(session, self._keys, dossier_id, self._recorder.assess, directory)

    def count(self, dossier_id: str) -> int:
        """How many cases the dossier has, also when one of them cannot be read any more."""
        with reading(self._engine) as session:
            return len(ids_of(session, dossier_id))

    def case(self, dossier_id: str, case_id: str) -> CaseView:
        """A whole case. Raises NotFound, also for a case of another dossier."""
        with reading(self._engine) as session:
            case = find_case(session, self._keys, dossier_id, case_id)
            links, files = case.links(session), case.files(session)
        particulars = case.particulars()
        attachments = tuple(self._attachment(case, files[id_]) for id_ in particulars.attachments)
        return CaseView(
            public_id=case_id,
            request=replace(particulars.request, attachments=attachments),
            records=records_of(links),
            files=tuple(sorted((info for info, _ in files.values()), key=lambda info: (info.added_on, info.name))),
            linked=particulars.linked,
            intact=case.intact(links),
        )

    def record(
        self,
        dossier_id: str,
        case_id: str,
        events: Sequence[Event | Entry],
        *,
        corrects: str | None = None,
        files: Sequence[NewFile] = (),
        submit_token: str | None = None,
    ) -> tuple[Recorded, ...]:
        """Append events and keep files, in one transaction; the first event is the one that corrects the record `corrects`.

        An `Entry` says of its event alone what it corrects, and brings the id that its record will have. The same `submit_token` again
        changes nothing and gives the records of the first time. Raises NotFound, InvalidInput.
        """
        submitted = sha256(submit_token.encode("utf-8", "surrogatepass")).hexdigest() if submit_token else None
        try:
            return self._record(dossier_id, case_id, _entries(events, corrects), files, submitted)
        except SubmittedBefore as before:
            return before.records

    def keep(self, dossier_id: str, case_id: str, file: NewFile) -> FileInfo:
        """Keep a file with the case, for an event that will name it. The same content under the same name is kept once.

        Raises NotFound, and InvalidInput when the case takes no more.
        """
        with reading(self._engine) as session:
            case = find_case(session, self._keys, dossier_id, case_id)
            if same := same_file(case.files(session), file):
                return same
        row = case.keep(file, self._blobs, self.today())
        with self._discarding_unless_committed([row]), writing(self._engine) as session:
            case = find_case(session, self._keys, dossier_id, case_id, to_write=True)
            refuse_too_many(case.files(session))
            session.add(row)
            session.flush()
            return case.files(session)[row.id][0]

    def file(self, dossier_id: str, case_id: str, file_id: str) -> tuple[FileInfo, bytes]:
        """A kept file with its content. Raises NotFound, also for a file of another case."""
        with reading(self._engine) as session:
            case = find_case(session, self._keys, dossier_id, case_id)
            found = case.files(session).get(file_id)
        if found is None:
            raise NotFound("no such file")
        info, blob = found
        return info, case.content(info.id, blob, self._blobs)

    def remove_files(self, dossier_id: str, case_id: str, file_ids: Collection[str]) -> None:
        """Remove kept files that nothing in the case names; named ones stay, and one that is gone is no error. Raises NotFound."""
        self._erasing.files(dossier_id, case_id, file_ids)

    def assessment(self, view: CaseView, today: date) -> Assessment:
        """What the law says of the case on that day."""
        return self._recorder.assess(view.records, today)

    def verify_chain(self, dossier_id: str, case_id: str) -> bool:
        """Whether every record is still there, unchanged and in its place. Raises NotFound."""
        with reading(self._engine) as session:
            case = find_case(session, self._keys, dossier_id, case_id)
            try:
                return case.intact(case.links(session))
            except DecryptionFailed:
                return False

    def archive(self, dossier_id: str, case_id: str) -> CaseArchive:
        """Everything that is kept of a case, to hand over. Raises NotFound."""
        with reading(self._engine) as session:
            return archive_of(find_case(session, self._keys, dossier_id, case_id), session, self._blobs)

    def key_for(self, dossier_id: str, case_id: str, purpose: str) -> bytes:
        """A key for what is made from a case and kept beside it for a while. Nobody has it any more once the case is erased or sealed.

        Raises NotFound.
        """
        with reading(self._engine) as session:
            return derived_key(find_case(session, self._keys, dossier_id, case_id).key, purpose)

    def archives(self, dossier_id: str, case_ids: Sequence[str]) -> tuple[list[CaseArchive], tuple[str, ...]]:
        """Everything that is kept of these cases, in the order they were opened, and the ids of those that cannot be read any more.

        Raises NotFound, and what is wrong with the last one when none can be read.
        """
        found, lost = [], []
        for case_id in case_ids:
            try:
                found.append(self.archive(dossier_id, case_id))
            except (Damaged, CaseIsSealed):
                lost.append(case_id)
                if len(lost) == len(case_ids):
                    raise
        return sorted(found, key=lambda each: (each.particulars.opened_at, each.particulars.order)), tuple(lost)

    def locate(self, public_id: str) -> tuple[str, tuple[str, ...]]:
        """The dossier and the cases that a public id names: those of a dossier, or the one case. Raises NotFound."""
        with reading(self._engine) as session:
            dossier_id = dossier_of_case(session, public_id)
            return (dossier_id, (public_id,)) if dossier_id else (public_id, ids_of(session, public_id))

    def with_reference(self, reference: str) -> tuple[str, ...]:
        """Public ids of the cases whose letters carry that reference; several where it was drawn twice."""
        query = select(ReferenceRow.case_id).where(ReferenceRow.lookup == reference_lookup(reference, self._keys.pepper))
        with reading(self._engine) as session:
            return tuple(session.exec(query.order_by(col(ReferenceRow.case_id))))

    def enter_references(self) -> int:
        """Enter the references of cases that are older than the table of them: how many were entered."""
        known = select(ReferenceRow.case_id)
        query = select(CaseRow.id, CaseRow.dossier_id).where(col(CaseRow.key_for_server).is_not(None), col(CaseRow.id).not_in(known))
        with reading(self._engine) as session:
            missing = session.exec(query).all()
        for case_id, dossier_id in missing:
            with suppress(Damaged, NotFound):
                self._reindex(dossier_id, case_id)
        return len(missing)

    def erase_dossier(self, dossier_id: str) -> None:
        """Remove a dossier with its cases, records, files, keys and sessions. Erasing what is not there is no error."""
        self._erasing.dossier(dossier_id)

    def erase_case(self, dossier_id: str, case_id: str) -> None:
        """Remove one case with all that is its own; with the last one goes the dossier. Raises NotFound."""
        self._erasing.case(dossier_id, case_id)

    def erase_expired(self, today: date, days: int) -> int:
        """Remove the cases that were closed `days` ago or earlier, unless an authority still has time to answer: how many went."""
        return self._erasing.expired(today, days)

    def reindex(self, *, everything: bool = False) -> int:
        """Bring the case index up to today where it was to change by itself, or everywhere: how many cases were read."""
        today = self.today()
        query = select(CaseRow.id, CaseRow.dossier_id).where(CaseRow.id == IndexRow.case_id, col(CaseRow.key_for_server).is_not(None))
        with reading(self._engine) as session:
            due = session.exec(query if everything else query.where(col(IndexRow.next_change) <= today)).all()
        for case_id, dossier_id in due:
            self._reindex(dossier_id, case_id)
        return len(due)

    def recomputing(self, tell: Tell, after: str = "") -> Recomputing:
        """A run that reckons every case after the id `after` anew; `tell` is told of cases whose dates moved with the rules."""
        return Recomputing(self._engine, self._keys, self._recorder, tell, after)

    def remove_orphans(self, *, older_than: timedelta = timedelta(hours=1)) -> tuple[str, ...]:
        """Remove stored content that no row names, as a crash may leave it: the ids removed. Younger content may be about to be named."""
        return self._erasing.orphans(self._recorder.now() - older_than)

    def _open(self, dossier_id: str, locks: DossierLocks, laid_out: Sequence[LaidOut]) -> None:
        files = [file for case in laid_out for file in case.files]
        with self._discarding_unless_committed(files), writing(self._engine) as session:
            dossiers.take(session, DossierRow(id=dossier_id, opened_on=self.today(), code_used=False, **asdict(locks)))
            replaced = dossiers.empty(session, dossier_id)
            for case in laid_out:
                self._recorder.begin(session, case)
        self._erasing.discard(replaced)

    def _record(
        self, dossier_id: str, case_id: str, entries: Sequence[Entry], files: Sequence[NewFile], submitted: str | None
    ) -> tuple[Recorded, ...]:
        with reading(self._engine) as session:
            case = find_case(session, self._keys, dossier_id, case_id)
            refuse_twice(case.links(session), submitted)
        kept = [case.keep(file, self._blobs, self.today()) for file in files]
        with self._discarding_unless_committed(kept), writing(self._engine) as session:
            case = find_case(session, self._keys, dossier_id, case_id, to_write=True)
            return self._recorder.append(session, case, entries, kept, submitted)

    def _reindex(self, dossier_id: str, case_id: str) -> None:
        with writing(self._engine) as session:
            case = find_case(session, self._keys, dossier_id, case_id, to_write=True)
            self._recorder.index(session, case, records_of(case.links(session)))

    def _attachment(self, case: CaseFile, file: tuple[FileInfo, str]) -> Attachment:
        info, blob = file
        return Attachment(name=info.name, media_type=info.media_type, content=case.content(info.id, blob, self._blobs))

    @contextmanager
    def _discarding_unless_committed(self, files: Sequence[FileRow]) -> Iterator[None]:
        """Content is stored before the row that names it. It goes again when the program itself refuses the row; what any other failure
        leaves, of which nobody knows how far the commit came, is for `remove_orphans`."""
        try:
            yield
        except StorageFailed:
            raise
        except SaisineError:
            self._erasing.discard(file.blob for file in files)
            raise


def _entries(events: Sequence[Event | Entry], corrects: str | None) -> list[Entry]:
    entries = [event if isinstance(event, Entry) else Entry(event=event) for event in events]
    if corrects is not None and entries:
        entries[0] = replace(entries[0], corrects=corrects)
    return entries
