"""Known replies: keyed signatures of what controllers answered, without any text."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table. A signature goes with its case."""
    op.create_table(
        "reply_signature",
        sa.Column("reply_id", sa.String(26), nullable=False),
        sa.Column("case_id", sa.String(26), nullable=False),
        sa.Column("controller", sa.LargeBinary, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("reply_id", name="pk_reply_signature"),
        sa.ForeignKeyConstraint(["case_id"], ["legal_case.id"], "fk_reply_signature_case_id", ondelete="CASCADE"),
    )
    op.create_index("ix_reply_signature_case_id", "reply_signature", ["case_id"])
    op.create_index("ix_reply_signature_controller", "reply_signature", ["controller"])
