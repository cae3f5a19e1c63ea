"""Opening and erasing dossiers: what is laid out before the transaction, and what one transaction then does."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session, col, delete, select

from app.cases.casefile import CaseFile
from app.cases.chain import START
from app.cases.keys import DossierKeys, wrap_for_code, wrap_for_server
from app.cases.particulars import Particulars
from app.cases.parties import Request
from app.cases.rules import check_first
from app.cases.tables import CaseRow, DossierRow, FileRow
from app.cases.views import NewFile, id_from, new_id
from app.law.events import Event
from app.platform.encryption import new_key
from app.platform.errors import InvalidInput, msg
from app.platform.files import BlobStore

SHORTEST_DRAFT_TOKEN = 16
ATTACHMENT = "attachment"


class AlreadyOpened(InvalidInput):
    """The form opened a dossier before, and a code of it was used since."""

    def __init__(self) -> None:
        super().__init__("code", msg("This form already opened your dossier, and you have entered it. Please use your recovery code."))


@dataclass(frozen=True, kw_only=True)
class NewCase:
    """A case to open: its request, its first events, and files that these name. Attachments of the request come on top."""

    request: Request
    events: Sequence[Event]
    files: Sequence[NewFile] = ()
    linked: str | None = None
    id: str = field(default_factory=new_id)

    def all_files(self) -> tuple[NewFile, ...]:
        """Files and attachments, the attachments last."""
        attached = [NewFile(name=a.name, media_type=a.media_type, content=a.content, purpose=ATTACHMENT) for a in self.request.attachments]
        return (*self.files, *attached)


@dataclass(frozen=True, kw_only=True)
class LaidOut:
    """A new case ready for the database: encrypted, its files already in the file store."""

    case: CaseFile
    files: tuple[FileRow, ...]
    events: Sequence[Event]

    def add_to(self, session: Session) -> None:
        """Insert the case and its files; the records follow. Flushed in this order, because rows name their owners."""
        session.add(self.case.row)
        session.flush()
        session.add_all(self.files)
        session.flush()


def dossier_id_of(draft_token: str, pepper: bytes) -> str:
    """The public id that this form's dossier has or will have: the same for the same form, and not to be guessed from it.

    Raises InvalidInput for a token too short to be of our making: two people's forms must never share one.
    """
    if len(draft_token) < SHORTEST_DRAFT_TOKEN:
        raise InvalidInput("draft_token", msg("This form is too old. Please go back to its first page and start again."))
    digest = hmac.digest(pepper, b"dossier\0" + draft_token.encode("utf-8", "surrogatepass"), sha256)
    return id_from(digest[:16])


def linked_pairs(cases: Sequence[NewCase]) -> list[NewCase]:
    """Two cases opened together against one controller are each other's; any other stands alone."""
    return [replace(case, linked=_partner(case, cases)) for case in cases]


def _partner(case: NewCase, cases: Sequence[NewCase]) -> str | None:
    return next((other.id for other in cases if other.id != case.id and other.request.controller == case.request.controller), None)


def lay_out(new: NewCase, dossier_id: str, keys: DossierKeys, now: datetime, blobs: BlobStore, order: int = 0) -> LaidOut:
    """Encrypt a new case under a fresh key, wrapped both ways, and store its files. `now` is in the installation's time zone."""
    files = new.all_files()
    check_first(new.events, {file.id for file in files})
    key = new_key()
    row = CaseRow(
        id=new.id,
        dossier_id=dossier_id,
        key_for_server=wrap_for_server(key, keys, new.id),
        key_for_code=wrap_for_code(key, keys, new.id),
        particulars=b"",
        head=b"",
    )
    case = CaseFile(row, key)
    attachments = tuple(file.id for file in files[len(new.files) :])
    request = replace(new.request, attachments=())
    case.write_particulars(Particulars(request=request, attachments=attachments, linked=new.linked, opened_at=now, order=order))
    case.write_head(0, START)
    return LaidOut(case=case, files=tuple(case.keep(file, blobs, now.date()) for file in files), events=new.events)


def refuse_if_used(dossier: DossierRow | None) -> None:
    """A code that was used is the person's key by now, and a form sent again must not change the lock. Raises AlreadyOpened."""
    if dossier is not None and dossier.code_used:
        raise AlreadyOpened


def take(session: Session, new: DossierRow) -> None:
    """Put the dossier's row there, or replace the one that is: from then on nobody else writes in it until the transaction ends.

    Raises InvalidInput when a code of it was used, IntegrityError when somebody else put it there at this moment.
    """
    old = session.exec(select(DossierRow).where(DossierRow.id == new.id).with_for_update()).first()
    refuse_if_used(old)
    if old is None:
        session.add(new)
    else:
        old.sqlmodel_update(new)
    session.flush()


def empty(session: Session, dossier_id: str) -> list[str]:
    """Delete a dossier's cases with all that is theirs: the ids of their contents in the file store, to be deleted after the commit."""
    query = select(FileRow.blob).where(FileRow.case_id == CaseRow.id, CaseRow.dossier_id == dossier_id)
    blobs = list(session.exec(query))
    session.exec(delete(CaseRow).where(col(CaseRow.dossier_id) == dossier_id))
    return blobs


def remove(session: Session, dossier_id: str) -> list[str]:
    """Delete a dossier with its cases and sessions: the ids of its contents in the file store, to be deleted after the commit."""
    blobs = empty(session, dossier_id)
    session.exec(delete(DossierRow).where(col(DossierRow.id) == dossier_id))
    return blobs
