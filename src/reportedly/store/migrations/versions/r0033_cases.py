"""Case files: what people did to them, and the signatures of that."""

import sqlalchemy as sa
from alembic import op

from reportedly.store.columns import String, Text

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    op.create_table(
        "case_edits",
        sa.Column("id", String(length=16), nullable=False),
        sa.Column("case", String(), nullable=False),
        sa.Column("kind", String(), nullable=False),
        sa.Column("value", String(), nullable=False),
        sa.Column("why", Text(), nullable=False),
        sa.Column("by", String(), nullable=False),
        sa.Column("at", String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "case_signatures",
        sa.Column("edit", String(), nullable=False),
        sa.Column("key", String(length=64), nullable=False),
        sa.Column("signature", String(length=128), nullable=False),
        sa.ForeignKeyConstraint(["edit"], ["case_edits.id"]),
        sa.PrimaryKeyConstraint("edit"),
    )
