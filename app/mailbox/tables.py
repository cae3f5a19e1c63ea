"""The table of mails that arrived: one row for each, so that none is taken in twice, and the content of those that found no case."""

from datetime import date

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field

from app.platform.tables import ID_LENGTH, Row


class ArrivalRow(Row, table=True):
    """A mail. `key` is a keyed hash of its bytes; `state` one of `arrivals.State`; `claimed_until` seconds since 1970 UTC.

    `sealed` is the mail itself, encrypted under a key that `wrapped_key` holds under the master key: only while it waits in the inbox.
    `told_on` is the day on which the operator was last told of it.
    """

    __tablename__ = "arrival"

    id: str = Field(primary_key=True, max_length=ID_LENGTH)
    key: bytes = Field(sa_type=LargeBinary, unique=True)
    state: str = Field(max_length=8, index=True)
    arrived_on: date
    claimed_until: int = Field(sa_type=BigInteger)
    reason: str = Field(max_length=16)
    sealed: bytes | None = Field(default=None, sa_type=LargeBinary)
    wrapped_key: bytes | None = Field(default=None, sa_type=LargeBinary)
    told_on: date | None = None
