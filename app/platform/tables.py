"""What all tables share: one metadata for one chain of migrations, and names of constraints that are the same on every database."""

from typing import ClassVar

from sqlalchemy import MetaData
from sqlmodel import SQLModel

ID_LENGTH = 26

# Constraints have the same names on every database, so that a migration can name them.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel):
    """Base of all tables of the program: its metadata is what the migrations are compared with."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)
