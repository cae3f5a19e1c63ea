"""The ledger of batches: one row per letter, which is the truth about what is written and what is not.

In the clear: row numbers, references, what became of each letter. Who the letter is for is ciphertext, and gone once it is written.
"""

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, UniqueConstraint
from sqlmodel import Field

from app.platform.tables import ID_LENGTH, Row


class BatchRow(Row, table=True):
    """A batch. `lookup` is a peppered hash of what finds it again; `key_for_server` its key under the master key; `orders` is what is to be
    written, encrypted. Instants are seconds since 1970."""

    __tablename__ = "batch"

    id: str = Field(primary_key=True, max_length=ID_LENGTH)
    lookup: bytes = Field(sa_type=LargeBinary, unique=True)
    key_for_server: bytes = Field(sa_type=LargeBinary)
    orders: bytes = Field(sa_type=LargeBinary)
    made_at: int = Field(sa_type=BigInteger)
    expires_at: int = Field(sa_type=BigInteger, index=True)


class BatchLetterRow(Row, table=True):
    """One letter: `number` is the row of the table it came from, `part` the job that writes it.

    `person` is encrypted, and None once the letter is written. `state` is queued, done or failed; `sha256` (hex) and `size` (bytes) are of
    the PDF; `failure` is the code of why there is none, `remark` of what is to be known of the one there is.
    """

    __tablename__ = "batch_letter"
    __table_args__ = (UniqueConstraint("batch_id", "reference", name="uq_batch_letter_reference"),)

    batch_id: str = Field(sa_column_args=[ForeignKey("batch.id", ondelete="CASCADE")], primary_key=True, max_length=ID_LENGTH)
    number: int = Field(primary_key=True)
    part: int
    reference: str = Field(max_length=16)
    language: str = Field(max_length=5)
    state: str = Field(max_length=8)
    person: bytes | None = Field(sa_type=LargeBinary)
    sha256: str = Field(max_length=64, default="")
    size: int = 0
    failure: str = Field(max_length=40, default="")
    remark: str = Field(max_length=40, default="")
