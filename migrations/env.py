"""How Alembic runs the migrations: on the connection that `app.platform.database.migrate` hands over, inside its transaction."""

from alembic import context

import app.campaigns.tables
import app.cases.tables
import app.directory.tables
import app.mailbox.tables
import app.replies.tables
import app.watching.tables  # noqa: F401 -- every module of tables adds its own to the one metadata
from app.platform.tables import Row

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Row.metadata)
with context.begin_transaction():
    context.run_migrations()
