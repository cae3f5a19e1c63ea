"""The tables of the imported directory. Nothing in them is about a person who uses this program: it is a public list of organisations."""

from datetime import date

from sqlalchemy import Text
from sqlmodel import Field

from app.platform.tables import Row

SLUG_LENGTH = 100


class DirectoryRecordRow(Row, table=True):
    """One record of the imported list. `kind` is a value of `records.Kind`, `content` its JSON, `digest` the SHA-256 of that in hex."""

    __tablename__ = "directory_record"

    kind: str = Field(primary_key=True, max_length=12)
    slug: str = Field(primary_key=True, max_length=SLUG_LENGTH)
    digest: str = Field(max_length=64)
    content: str = Field(sa_type=Text)


class DirectoryImportRow(Row, table=True):
    """The one row that says where the list stands: `generation` grows with every import that changed something.

    `etag` is what the server at `source` called the archive, "" when it came from a file; `reading` is the version of our reading of it.
    """

    __tablename__ = "directory_import"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    generation: int
    reading: int
    source: str = Field(sa_type=Text)
    etag: str = Field(sa_type=Text)
    imported_on: date
