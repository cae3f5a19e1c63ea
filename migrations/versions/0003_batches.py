"""Batches: what is to be written, and one row per letter."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.String(26)


def upgrade() -> None:
    """Make the two tables. There is no way back from them but to drop them: batches live for days."""
    op.create_table(
        "batch",
        sa.Column("id", ID, nullable=False),
        sa.Column("lookup", sa.LargeBinary, nullable=False),
        sa.Column("key_for_server", sa.LargeBinary, nullable=False),
        sa.Column("orders", sa.LargeBinary, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_batch"),
        sa.UniqueConstraint("lookup", name="uq_batch_lookup"),
    )
    op.create_index("ix_batch_expires_at", "batch", ["expires_at"])
    op.create_table(
        "batch_letter",
        sa.Column("batch_id", ID, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("reference", sa.String(16), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("person", sa.LargeBinary),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("failure", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("batch_id", "number", name="pk_batch_letter"),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], "fk_batch_letter_batch_id", ondelete="CASCADE"),
        sa.UniqueConstraint("batch_id", "reference", name="uq_batch_letter_reference"),
    )
