"""Full-text search: statements are numbered by time of publication, and indexed."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

from reportedly.store import readings, search
from reportedly.store.schema import readings as reading_rows
from reportedly.store.schema import reports, statements

revision = "0004"
down_revision = "0003"

UNNUMBERED = -(2**62)
"""Before all times."""


def upgrade() -> None:
    op.drop_column("statements", "words")
    op.add_column("statements", sa.Column("serial", sa.BigInteger(), server_default=str(UNNUMBERED), nullable=False))
    search.create_index(op.get_bind())
    fill(op.get_bind())
    op.create_index("statements_by_serial", "statements", ["serial"], unique=True)


def fill(connection: sa.Connection) -> None:
    """Number and index the statements that are there."""
    query = (
        sa.select(reading_rows.c.id, reports.c.known_at)
        .join(reports, reports.c.id == reading_rows.c.report)
        .order_by(reports.c.known_at, reports.c.id, reading_rows.c.number)
    )
    for key, known_at in list(connection.execute(query)):
        reading = next(readings.by_ids(connection, [key]))
        serials = search.serials(connection, reading, datetime.fromisoformat(known_at))
        for statement, serial in zip(reading.statements, serials, strict=True):
            this = sa.and_(statements.c.reading == key, statements.c.id == statement.id)
            connection.execute(sa.update(statements).where(this).values(serial=serial))
        search.insert(connection, key, reading)
