"""Grades."""

import sqlalchemy as sa
from alembic import op

from reportedly.store.columns import String, Text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "grades",
        sa.Column("id", String(length=16), nullable=False),
        sa.Column("subject", String(), nullable=False),
        sa.Column("mark", String(length=1), nullable=False),
        sa.Column("why", Text(), nullable=False),
        sa.Column("by", String(), nullable=False),
        sa.Column("at", String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "grade_revocations",
        sa.Column("grade", String(length=16), nullable=False),
        sa.Column("by", String(), nullable=False),
        sa.Column("at", String(), nullable=False),
        sa.ForeignKeyConstraint(["grade"], ["grades.id"]),
        sa.PrimaryKeyConstraint("grade"),
    )
