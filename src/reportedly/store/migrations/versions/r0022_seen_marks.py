"""Marks of what people have seen."""

import sqlalchemy as sa
from alembic import op

from reportedly.store.columns import String

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "seen_marks",
        sa.Column("id", String(length=16), nullable=False),
        sa.Column("by", String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", String(length=64), nullable=False),
        sa.Column("at", String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("seen_marks_by_name", "seen_marks", ["by", "number"], unique=False)
