"""The table of known replies: keyed signatures, without any text."""

from sqlalchemy import ForeignKey, LargeBinary
from sqlmodel import Field

from app.platform.tables import ID_LENGTH, Row


class SignatureRow(Row, table=True):
    """The signature of a reply. `controller` is a keyed hash: rows of one controller have the same, and it names nobody."""

    __tablename__ = "reply_signature"

    reply_id: str = Field(primary_key=True, max_length=ID_LENGTH)
    case_id: str = Field(sa_column_args=[ForeignKey("legal_case.id", ondelete="CASCADE")], max_length=ID_LENGTH, index=True)
    controller: bytes = Field(sa_type=LargeBinary, index=True)
    sealed: bytes = Field(sa_type=LargeBinary)
