"""The imported directory: its records, and where the last import stands."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables; they begin empty, since the list is imported and not shipped."""
    op.create_table(
        "directory_record",
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("slug", sa.String(100), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("kind", "slug", name="pk_directory_record"),
    )
    op.create_table(
        "directory_import",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("reading", sa.Integer, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("imported_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_directory_import"),
    )


def downgrade() -> None:
    """The list can be imported again at any time."""
    op.drop_table("directory_import")
    op.drop_table("directory_record")
