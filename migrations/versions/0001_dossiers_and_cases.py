"""Dossiers, cases, events, the case index, files, sessions; and the triggers that keep events as they were recorded.

There is no way back from the first migration but a new database, so it has no downgrade.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(26)


def upgrade() -> None:
    """Make all tables and guard the events."""
    _dossiers()
    _cases()
    _events()
    _case_index()
    _files()
    _sessions()
    for statement in GUARDS[op.get_context().dialect.name]:
        op.execute(statement)


def _belongs_to(table: str, column: str, owner: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{owner}.id"], f"fk_{table}_{column}", ondelete="CASCADE")


def _dossiers() -> None:
    op.create_table(
        "dossier",
        sa.Column("id", ID, nullable=False),
        sa.Column("code_lookup", sa.LargeBinary, nullable=False),
        sa.Column("code_salt", sa.LargeBinary, nullable=False),
        sa.Column("code_cost", sa.String(64), nullable=False),
        sa.Column("key_for_code", sa.LargeBinary, nullable=False),
        sa.Column("key_for_server", sa.LargeBinary, nullable=False),
        sa.Column("code_used", sa.Boolean, nullable=False),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dossier"),
        sa.UniqueConstraint("code_lookup", name="uq_dossier_code_lookup"),
    )


def _cases() -> None:
    op.create_table(
        "legal_case",
        sa.Column("id", ID, nullable=False),
        sa.Column("dossier_id", ID, nullable=False),
        sa.Column("key_for_server", sa.LargeBinary),
        sa.Column("key_for_code", sa.LargeBinary, nullable=False),
        sa.Column("key_for_organisation", sa.LargeBinary),
        sa.Column("particulars", sa.LargeBinary, nullable=False),
        sa.Column("head", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_legal_case"),
        _belongs_to("legal_case", "dossier_id", "dossier"),
    )
    op.create_index("ix_legal_case_dossier_id", "legal_case", ["dossier_id"])


def _events() -> None:
    op.create_table(
        "event",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sa.UniqueConstraint("case_id", "sequence", name="uq_event_case_id_sequence"),
        _belongs_to("event", "case_id", "legal_case"),
    )


def _case_index() -> None:
    op.create_table(
        "case_index",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("organisation", ID),
        sa.Column("controller", sa.String(100), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("due_strict", sa.Date),
        sa.Column("due_safe", sa.Date),
        sa.Column("next_change", sa.Date),
        sa.Column("labels", sa.JSON, nullable=False),
        sa.Column("assignee", ID),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_index"),
        _belongs_to("case_index", "case_id", "legal_case"),
    )
    for column in ("organisation", "status", "next_change"):
        op.create_index(f"ix_case_index_{column}", "case_index", [column])


def _files() -> None:
    op.create_table(
        "stored_file",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("blob", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stored_file"),
        sa.UniqueConstraint("blob", name="uq_stored_file_blob"),
        _belongs_to("stored_file", "case_id", "legal_case"),
    )
    op.create_index("ix_stored_file_case_id", "stored_file", ["case_id"])


def _sessions() -> None:
    op.create_table(
        "access_session",
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("dossier_id", ID, nullable=False),
        sa.Column("idle_until", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_access_session"),
        _belongs_to("access_session", "dossier_id", "dossier"),
    )
    for column in ("dossier_id", "ends_at"):
        op.create_index(f"ix_access_session_{column}", "access_session", [column])


# An event is never changed, and goes only when its whole case goes: the case's row is deleted first, then the cascade reaches its events.
GUARDS = {
    "sqlite": (
        """
        CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'events are append-only'); END
        """,
        """
        CREATE TRIGGER event_goes_with_its_case BEFORE DELETE ON event
        WHEN EXISTS (SELECT 1 FROM legal_case WHERE id = OLD.case_id)
        BEGIN SELECT RAISE(ABORT, 'events are append-only'); END
        """,
    ),
    "postgresql": (
        """
        CREATE FUNCTION event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM legal_case WHERE id = OLD.case_id) THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'events are append-only';
        END $$
        """,
        "CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION event_is_append_only()",
        "CREATE TRIGGER event_is_never_emptied BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only()",
    ),
}
