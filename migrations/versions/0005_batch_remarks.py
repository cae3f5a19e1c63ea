"""Batches: what is to be known of a letter that was written."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for a code beside each letter."""
    op.add_column("batch_letter", sa.Column("remark", sa.String(40), nullable=False, server_default=""))
