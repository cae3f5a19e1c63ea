"""What the watch keeps: contacts, the ledger of notices, feeds, workers; and an index for what is overdue."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.String(26)


def upgrade() -> None:
    """Make the tables. There is no way back from them but to drop them."""
    _contacts()
    _notices()
    op.create_table(
        "feed",
        sa.Column("dossier_id", ID, nullable=False),
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("dossier_id", name="pk_feed"),
        sa.UniqueConstraint("token_hash", name="uq_feed_token_hash"),
        _belongs_to("feed", "dossier_id", "dossier"),
    )
    op.create_table(
        "worker",
        sa.Column("name", ID, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_worker"),
    )
    op.drop_index("ix_case_index_status", "case_index")
    op.create_index("ix_case_index_status_due_safe_case_id", "case_index", ["status", "due_safe", "case_id"])


def _belongs_to(table: str, column: str, owner: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{owner}.id"], f"fk_{table}_{column}", ondelete="CASCADE")


def _contacts() -> None:
    op.create_table(
        "contact",
        sa.Column("dossier_id", ID, nullable=False),
        sa.Column("address", sa.LargeBinary, nullable=False),
        sa.Column("address_hash", sa.LargeBinary, nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("rhythm", sa.String(8), nullable=False),
        sa.Column("nonce", sa.LargeBinary, nullable=False),
        sa.Column("confirm_hash", sa.LargeBinary),
        sa.Column("stop_hash", sa.LargeBinary, nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("confirmed_at", sa.BigInteger),
        sa.Column("refused_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("dossier_id", name="pk_contact"),
        sa.UniqueConstraint("confirm_hash", name="uq_contact_confirm_hash"),
        sa.UniqueConstraint("stop_hash", name="uq_contact_stop_hash"),
        _belongs_to("contact", "dossier_id", "dossier"),
    )
    op.create_index("ix_contact_rhythm", "contact", ["rhythm"])
    op.create_table(
        "asked_address",
        sa.Column("id", ID, nullable=False),
        sa.Column("address_hash", sa.LargeBinary, nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_asked_address"),
    )
    for column in ("address_hash", "asked_at"):
        op.create_index(f"ix_asked_address_{column}", "asked_address", [column])


def _notices() -> None:
    op.create_table(
        "notice",
        sa.Column("id", ID, nullable=False),
        sa.Column("dossier_id", ID, nullable=False),
        sa.Column("case_id", ID),
        sa.Column("subject", ID, nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("about", sa.Date, nullable=False),
        sa.Column("channel", sa.String(8), nullable=False),
        sa.Column("created_on", sa.Date, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("claim", ID),
        sa.Column("claimed_until", sa.BigInteger),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("sent_at", sa.BigInteger),
        sa.Column("why", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
        sa.UniqueConstraint("subject", "code", "about", "channel", name="uq_notice_subject_code_about_channel"),
        _belongs_to("notice", "dossier_id", "dossier"),
        _belongs_to("notice", "case_id", "legal_case"),
    )
    op.create_index("ix_notice_state_due_at", "notice", ["state", "due_at"])
    for column in ("dossier_id", "case_id", "claim"):
        op.create_index(f"ix_notice_{column}", "notice", [column])
