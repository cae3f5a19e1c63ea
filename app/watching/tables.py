"""The tables of the watch. In the clear: ids, codes of alerts, dates, states. Addresses are ciphertext, tokens are hashes."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from app.platform.tables import ID_LENGTH, Row


def _owner(column: str) -> ForeignKey:
    """A row goes when its owner goes."""
    return ForeignKey(column, ondelete="CASCADE")


class ContactRow(Row, table=True):
    """Where and how often a dossier's person wants to be told. Instants are seconds since 1970 UTC.

    `address` is encrypted under the dossier key. `nonce` is what the tokens of its mails are made from, with the server's pepper.
    `confirm_hash` is empty once the address was confirmed; `refused_at` says since when the mail server does not know the address.
    """

    __tablename__ = "contact"

    dossier_id: str = Field(sa_column_args=[_owner("dossier.id")], primary_key=True, max_length=ID_LENGTH)
    address: bytes = Field(sa_type=LargeBinary)
    address_hash: bytes = Field(sa_type=LargeBinary)
    language: str = Field(max_length=5)
    rhythm: str = Field(max_length=8, index=True)
    nonce: bytes = Field(sa_type=LargeBinary)
    confirm_hash: bytes | None = Field(sa_type=LargeBinary, unique=True)
    stop_hash: bytes = Field(sa_type=LargeBinary, unique=True)
    asked_at: int = Field(sa_type=BigInteger)
    confirmed_at: int | None = Field(default=None, sa_type=BigInteger)
    refused_at: int | None = Field(default=None, sa_type=BigInteger)


class AskedRow(Row, table=True):
    """An address was sent a confirmation mail: counted for a day, so that nobody is flooded with them. The hash is keyed."""

    __tablename__ = "asked_address"

    id: str = Field(primary_key=True, max_length=ID_LENGTH)
    address_hash: bytes = Field(sa_type=LargeBinary, index=True)
    asked_at: int = Field(sa_type=BigInteger, index=True)


class NoticeRow(Row, table=True):
    """The ledger: one row for each thing that a person is told on one channel, whatever happens in between.

    `subject` is the case, or the dossier for what is about no single case. `claim` is the id of the attempt that holds the row until
    `claimed_until`; an attempt that lost the row can no longer send. `why` is a type of error.
    """

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("subject", "code", "about", "channel"), Index("ix_notice_state_due_at", "state", "due_at"))

    id: str = Field(primary_key=True, max_length=ID_LENGTH)
    dossier_id: str = Field(sa_column_args=[_owner("dossier.id")], max_length=ID_LENGTH, index=True)
    case_id: str | None = Field(default=None, sa_column_args=[_owner("legal_case.id")], max_length=ID_LENGTH, index=True)
    subject: str = Field(max_length=ID_LENGTH)
    code: str = Field(max_length=32)
    about: date
    channel: str = Field(max_length=8)
    created_on: date
    state: str = Field(max_length=12)
    due_at: int = Field(sa_type=BigInteger)
    claim: str | None = Field(default=None, max_length=ID_LENGTH, index=True)
    claimed_until: int | None = Field(default=None, sa_type=BigInteger)
    attempts: int = 0
    sent_at: int | None = Field(default=None, sa_type=BigInteger)
    why: str = Field(default="", max_length=40)


class FeedRow(Row, table=True):
    """A dossier's calendar feed: only the hash of its token is kept."""

    __tablename__ = "feed"

    dossier_id: str = Field(sa_column_args=[_owner("dossier.id")], primary_key=True, max_length=ID_LENGTH)
    token_hash: bytes = Field(sa_type=LargeBinary, unique=True)
    language: str = Field(max_length=5)
    made_at: int = Field(sa_type=BigInteger)


class WorkerRow(Row, table=True):
    """A worker that watches, and when it was last seen."""

    __tablename__ = "worker"

    name: str = Field(primary_key=True, max_length=ID_LENGTH)
    seen_at: int = Field(sa_type=BigInteger)
