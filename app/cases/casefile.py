"""A case with its key at hand: what its rows hold, read and written in the caller's transaction."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, select

from app.cases import chain, particulars
from app.cases.chain import Link
from app.cases.keys import DossierKeys, case_key_by_server, dossier_keys_by_server
from app.cases.particulars import Particulars
from app.cases.tables import CaseRow, DossierRow, EventRow, FileRow
from app.cases.views import FileInfo, NewFile, is_id
from app.law.events import Recorded
from app.platform.encryption import MasterKeys, decrypt, encrypt, place
from app.platform.errors import Damaged, NotFound
from app.platform.files import BlobStore


class ChainBroken(Damaged):
    """A record of the case was changed, removed or moved behind the program's back: nothing may be added as if nothing had happened."""


@dataclass(frozen=True)
class CaseFile:
    """A case's row and the key that opens it."""

    row: CaseRow
    key: bytes = field(repr=False)

    def particulars(self) -> Particulars:
        """The request and what belongs to it. Raises DecryptionFailed."""
        return particulars.from_json(decrypt(self.key, self.row.particulars, place("legal_case", "particulars", self.row.id)))

    def write_particulars(self, new: Particulars) -> None:
        """Replace them on the row."""
        self.row.particulars = encrypt(self.key, particulars.to_json(new), place("legal_case", "particulars", self.row.id))

    def head(self) -> tuple[int, bytes]:
        """Length and last hash of the chain, as the last writer left them. Raises DecryptionFailed."""
        length, last = json.loads(decrypt(self.key, self.row.head, place("legal_case", "head", self.row.id)))
        return length, bytes.fromhex(last)

    def write_head(self, length: int, last: bytes) -> None:
        """Replace them on the row."""
        content = json.dumps([length, last.hex()]).encode("ascii")
        self.row.head = encrypt(self.key, content, place("legal_case", "head", self.row.id))

    def links(self, session: Session) -> tuple[Link, ...]:
        """The chain of records in order. Raises DecryptionFailed."""
        query = select(EventRow.id, EventRow.hash, EventRow.sealed).where(EventRow.case_id == self.row.id)
        return self.opened(session.exec(query.order_by(col(EventRow.sequence))))

    def opened(self, rows: Iterable[tuple[str, bytes, bytes]]) -> tuple[Link, ...]:
        """Links from their rows in order: id, hash and sealed content of each. Raises DecryptionFailed."""
        return tuple(chain.from_bytes(decrypt(self.key, sealed, place("event", "sealed", id_)), hash_) for id_, hash_, sealed in rows)

    def intact(self, links: Sequence[Link]) -> bool:
        """Whether these are all records of the case, unchanged."""
        return chain.unbroken(links, *self.head())

    def append(self, session: Session, links: Sequence[Link], additions: Sequence[Recorded], submitted: str | None) -> None:
        """Add records to the chain of `links`. Raises ChainBroken when that one is not whole."""
        if not self.intact(links):
            raise ChainBroken(self.row.id)
        length, last = self.head()
        for recorded in additions:
            link = chain.extend(last, recorded, submitted)
            length, last = recorded.sequence, link.hash
            sealed = encrypt(self.key, chain.to_bytes(link), place("event", "sealed", recorded.id))
            session.add(EventRow(id=recorded.id, case_id=self.row.id, sequence=recorded.sequence, hash=link.hash, sealed=sealed))
        self.write_head(length, last)
        session.add(self.row)

    def files(self, session: Session) -> dict[str, tuple[FileInfo, str]]:
        """Kept files by id, each with the id of its content in the file store."""
        rows = session.exec(select(FileRow).where(FileRow.case_id == self.row.id))
        return {row.id: (self._info(row), row.blob) for row in rows}

    def keep(self, new: NewFile, blobs: BlobStore, today: date) -> FileRow:
        """Encrypt a file into the file store: the row that names it, not yet in any transaction."""
        blob = blobs.put(encrypt(self.key, new.content, place("stored_file", "content", new.id)))
        facts = {
            "name": new.name,
            "media_type": new.media_type,
            "size": len(new.content),
            "sha256": hashlib.sha256(new.content).hexdigest(),
            "purpose": new.purpose,
            "added_on": today.isoformat(),
        }
        sealed = encrypt(self.key, json.dumps(facts).encode("ascii"), place("stored_file", "sealed", new.id))
        return FileRow(id=new.id, case_id=self.row.id, blob=blob, sealed=sealed)

    def content(self, file_id: str, blob: str, blobs: BlobStore) -> bytes:
        """A kept file's content. Raises BlobMissing, BlobDamaged, DecryptionFailed."""
        return decrypt(self.key, blobs.get(blob), place("stored_file", "content", file_id))

    def _info(self, row: FileRow) -> FileInfo:
        facts = json.loads(decrypt(self.key, row.sealed, place("stored_file", "sealed", row.id)))
        return FileInfo(**{**facts, "id": row.id, "added_on": date.fromisoformat(facts["added_on"])})


def find_case(session: Session, master: MasterKeys, dossier_id: str, case_id: str, *, to_write: bool = False) -> CaseFile:
    """The case of that dossier, opened by the server's way; `to_write` keeps other writers away from it until the transaction ends.

    Raises NotFound, the same for a case that never was and for one of another dossier.
    """
    query = select(CaseRow, DossierRow).where(CaseRow.dossier_id == DossierRow.id, CaseRow.id == case_id, DossierRow.id == dossier_id)
    known = is_id(case_id) and is_id(dossier_id)
    found = session.exec(query.with_for_update(of=CaseRow) if to_write else query).first() if known else None
    if found is None:
        raise NotFound("no such case")
    row, dossier = found
    return CaseFile(row, case_key_by_server(dossier_keys_by_server(master, dossier), row))


def dossier_of_case(session: Session, case_id: str) -> str | None:
    """The public id of a case's dossier; None when there is no such case."""
    return session.exec(select(CaseRow.dossier_id).where(CaseRow.id == case_id)).first() if is_id(case_id) else None


def ids_of(session: Session, dossier_id: str) -> tuple[str, ...]:
    """The public ids of a dossier's cases, whether they can be read or not. Raises NotFound where there is none."""
    query = select(CaseRow.id).where(CaseRow.dossier_id == dossier_id).order_by(col(CaseRow.id))
    found = tuple(session.exec(query)) if is_id(dossier_id) else ()
    if not found:
        raise NotFound("no such dossier")
    return found


def find_dossier_keys(session: Session, master: MasterKeys, dossier_id: str) -> DossierKeys:
    """The keys of a dossier, by the server's way. Raises NotFound."""
    dossier = session.get(DossierRow, dossier_id) if is_id(dossier_id) else None
    if dossier is None:
        raise NotFound("no such dossier")
    return dossier_keys_by_server(master, dossier)


def cases_of(session: Session, master: MasterKeys, dossier_id: str) -> list[CaseFile]:
    """All cases of a dossier, opened by the server's way. Raises NotFound for a dossier that is not there."""
    keys = find_dossier_keys(session, master, dossier_id)
    rows = session.exec(select(CaseRow).where(CaseRow.dossier_id == dossier_id))
    return [CaseFile(row, case_key_by_server(keys, row)) for row in rows]
