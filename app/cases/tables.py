"""The tables of dossiers and cases. In the clear: ids, places in an order, a day of opening, and the case index. All else is ciphertext.

An event's row is never updated, and deleted only together with its whole case: triggers of the first migration see to it.
"""

from datetime import date

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from app.platform.tables import ID_LENGTH, Row


def _owner(column: str) -> ForeignKey:
    """A row goes when its owner goes."""
    return ForeignKey(column, ondelete="CASCADE")


class DossierRow(Row, table=True):
    """One person's cases under one recovery code.

    `code_lookup` is the peppered hash that finds the row; `code_cost` and `code_salt` say how the code becomes the key that opens
    `key_for_code`, the dossier's private key. `key_for_server` holds the dossier key and the public key, under the server's master key.
    `code_used` says that somebody entered, and thus has the code.
    """

    __tablename__ = "dossier"

    id: str = Field(primary_key=True, max_length=ID_LENGTH)
    code_lookup: bytes = Field(sa_type=LargeBinary, unique=True)
    code_salt: bytes = Field(sa_type=LargeBinary)
    code_cost: str = Field(max_length=64)
    key_for_code: bytes = Field(sa_type=LargeBinary)
    key_for_server: bytes = Field(sa_type=LargeBinary)
    code_used: bool
    opened_on: date


class CaseRow(Row, table=True):
    """A case. Its key lies here wrapped up to three times; a sealed case has no `key_for_server`.

    `particulars` is the request as encrypted JSON; `head` is the length and the last hash of the chain of events, encrypted.
    """

    __tablename__ = "legal_case"

    id: str = Field(primary_key=True, max_length=ID_LENGTH)
    dossier_id: str = Field(sa_column_args=[_owner("dossier.id")], max_length=ID_LENGTH, index=True)
    key_for_server: bytes | None = Field(sa_type=LargeBinary)
    key_for_code: bytes = Field(sa_type=LargeBinary)
    key_for_organisation: bytes | None = Field(default=None, sa_type=LargeBinary)
    particulars: bytes = Field(sa_type=LargeBinary)
    head: bytes = Field(sa_type=LargeBinary)


class EventRow(Row, table=True):
    """A record of a case: `sealed` holds the facts and the salt, `hash` links it to the one before. Append-only."""

    __tablename__ = "event"
    __table_args__ = (UniqueConstraint("case_id", "sequence"),)

    id: str = Field(primary_key=True, max_length=ID_LENGTH)
    case_id: str = Field(sa_column_args=[_owner("legal_case.id")], max_length=ID_LENGTH)
    sequence: int
    hash: bytes = Field(sa_type=LargeBinary)
    sealed: bytes = Field(sa_type=LargeBinary)


class IndexRow(Row, table=True):
    """The case index: what lists and sweeps read without any key. Rebuilt from the events, never edited.

    `next_change` is the next day on which the watch must look at the case: that of new records until it did, then the assessment's own.
    """

    __tablename__ = "case_index"
    __table_args__ = (Index("ix_case_index_status_due_safe_case_id", "status", "due_safe", "case_id"),)

    case_id: str = Field(sa_column_args=[_owner("legal_case.id")], primary_key=True, max_length=ID_LENGTH)
    organisation: str | None = Field(default=None, max_length=ID_LENGTH, index=True)
    controller: str = Field(max_length=100)
    status: str = Field(max_length=32)
    due_strict: date | None
    due_safe: date | None
    next_change: date | None = Field(index=True)
    labels: list[str] = Field(sa_type=JSON)
    assignee: str | None = Field(default=None, max_length=ID_LENGTH)


class ReferenceRow(Row, table=True):
    """Finds a case by the reference that its letters carry: only a keyed hash of it is kept."""

    __tablename__ = "case_reference"

    case_id: str = Field(sa_column_args=[_owner("legal_case.id")], primary_key=True, max_length=ID_LENGTH)
    lookup: bytes = Field(sa_type=LargeBinary, index=True)


class FileRow(Row, table=True):
    """A kept file: `blob` names its ciphertext in the file store, `sealed` holds its name, type, size, hash, purpose and day."""

    __tablename__ = "stored_file"

    id: str = Field(primary_key=True, max_length=ID_LENGTH)
    case_id: str = Field(sa_column_args=[_owner("legal_case.id")], max_length=ID_LENGTH, index=True)
    blob: str = Field(max_length=64, unique=True)
    sealed: bytes = Field(sa_type=LargeBinary)


class SessionRow(Row, table=True):
    """Somebody is in a dossier. Times are seconds since 1970 UTC; only the hash of the token is kept."""

    __tablename__ = "access_session"

    token_hash: bytes = Field(sa_type=LargeBinary, primary_key=True)
    dossier_id: str = Field(sa_column_args=[_owner("dossier.id")], max_length=ID_LENGTH, index=True)
    idle_until: int = Field(sa_type=BigInteger)
    ends_at: int = Field(sa_type=BigInteger, index=True)
