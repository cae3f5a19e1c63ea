"""Replies that come in by mail: finding a case by its reference, and what arrived."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.String(26)


def upgrade() -> None:
    """Make the tables. References of cases that are there already are entered when the case is reckoned next."""
    op.create_table(
        "case_reference",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("lookup", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_reference"),
        sa.ForeignKeyConstraint(["case_id"], ["legal_case.id"], "fk_case_reference_case_id", ondelete="CASCADE"),
    )
    op.create_index("ix_case_reference_lookup", "case_reference", ["lookup"])
    op.create_table(
        "arrival",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("arrived_on", sa.Date, nullable=False),
        sa.Column("claimed_until", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("sealed", sa.LargeBinary),
        sa.Column("wrapped_key", sa.LargeBinary),
        sa.Column("told_on", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_arrival"),
        sa.UniqueConstraint("key", name="uq_arrival_key"),
    )
    op.create_index("ix_arrival_state", "arrival", ["state"])
