"""Findings of services about pairs of statements are kept."""

import sqlalchemy as sa
from alembic import op

from reportedly.store.columns import String, Text

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "findings",
        sa.Column("id", String(length=16), nullable=False),
        sa.Column("service", String(), nullable=False),
        sa.Column("software", String(), nullable=False),
        sa.Column("one", String(length=16), nullable=False),
        sa.Column("other", String(length=16), nullable=False),
        sa.Column("chances", sa.JSON(), nullable=False),
        sa.Column("one_words", Text(), nullable=True),
        sa.Column("other_words", Text(), nullable=True),
        sa.Column("at", String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
