"""Topics: what people did to them."""

import sqlalchemy as sa
from alembic import op

from reportedly.store.columns import String, Text

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "topic_edits",
        sa.Column("id", String(length=16), nullable=False),
        sa.Column("topic", String(), nullable=False),
        sa.Column("kind", String(), nullable=False),
        sa.Column("query", Text(), nullable=True),
        sa.Column("statement", String(length=16), nullable=True),
        sa.Column("why", Text(), nullable=False),
        sa.Column("by", String(), nullable=False),
        sa.Column("at", String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
