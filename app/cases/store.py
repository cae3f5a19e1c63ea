"""The case store: the one door to dossiers, cases, their records and files. Every method decrypts or encrypts; callers see values only."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from app.cases.parties import Request
from app.cases.recovery import RecoveryCode, Stretching
from app.cases.views import CaseSummary, CaseView, FileInfo, NewFile
from app.law.deadlines import Calendars
from app.law.events import Event, Recorded
from app.law.lifecycle import Assessment
from app.platform.encryption import MasterKeys
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
        raise NotImplementedError

    def today(self) -> date:
        """The day it is in the installation's time zone."""
        raise NotImplementedError

    def open_dossier(
        self, requests: Sequence[Request], first_events: Sequence[Sequence[Event]], draft_token: str, *, files: Sequence[Sequence[NewFile]] = ()
    ) -> tuple[str, RecoveryCode]:
        """A dossier with one case per request (two are linked): its public id and the code, which exists nowhere else afterwards.

        The same `draft_token` again gives the same dossier, with what is sent now and a fresh code, until a code of it was used to enter;
        from then on InvalidInput("code").
        """
        raise NotImplementedError

    def add_case(
        self, dossier_id: str, request: Request, first_events: Sequence[Event], *, linked: str | None = None, files: Sequence[NewFile] = ()
    ) -> str:
        """A further case in a dossier, linked to the case `linked` if given: its public id. Raises NotFound."""
        raise NotImplementedError

    def enter(self, code: RecoveryCode) -> str:
        """A new session's token. Raises WrongCode, the same for a code that never was and for one whose dossier is gone."""
        raise NotImplementedError

    def dossier_of(self, token: str) -> str | None:
        """Public id of the dossier that the session opened, or None when it never was, was left, or lasted too long (2 h idle, 12 h in all)."""
        raise NotImplementedError

    def leave(self, token: str) -> None:
        """End the session."""
        raise NotImplementedError

    def cases(self, dossier_id: str) -> list[CaseSummary]:
        """The dossier's cases in the order they were opened. Raises NotFound."""
        raise NotImplementedError

    def case(self, dossier_id: str, case_id: str) -> CaseView:
        """A whole case. Raises NotFound, also for a case of another dossier."""
        raise NotImplementedError

    def record(
        self,
        dossier_id: str,
        case_id: str,
        events: Sequence[Event],
        *,
        corrects: str | None = None,
        files: Sequence[NewFile] = (),
        submit_token: str | None = None,
    ) -> tuple[Recorded, ...]:
        """Append events and keep files, in one transaction; the first event is the one that corrects the record `corrects`.

        The same `submit_token` again changes nothing and gives the records of the first time. Raises NotFound, InvalidInput.
        """
        raise NotImplementedError

    def file(self, dossier_id: str, case_id: str, file_id: str) -> tuple[FileInfo, bytes]:
        """A kept file with its content. Raises NotFound, also for a file of another case."""
        raise NotImplementedError

    def assessment(self, view: CaseView, today: date) -> Assessment:
        """What the law says of the case on that day."""
        raise NotImplementedError

    def verify_chain(self, dossier_id: str, case_id: str) -> bool:
        """Whether every record is still there, unchanged and in its place. Raises NotFound."""
        raise NotImplementedError

    def erase_dossier(self, dossier_id: str) -> None:
        """Remove a dossier with its cases, records, files, keys and sessions. Erasing what is not there is no error."""
        raise NotImplementedError

    def reindex(self, *, everything: bool = False) -> int:
        """Bring the case index up to today where it was to change by itself, or everywhere: how many cases were read."""
        raise NotImplementedError

    def remove_orphans(self, *, older_than: timedelta = timedelta(hours=1)) -> tuple[str, ...]:
        """Remove stored content that no row names, as a crash may leave it: the ids removed."""
        raise NotImplementedError
