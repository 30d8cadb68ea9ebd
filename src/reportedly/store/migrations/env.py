"""What Alembic runs to reach the database: the connection that `upgrade` gives, within its transaction."""

from alembic import context

from reportedly.store import schema

context.configure(connection=context.config.attributes["connection"], target_metadata=schema.metadata)
with context.begin_transaction():
    context.run_migrations()
