"""Signatures of edits of topics."""

import sqlalchemy as sa
from alembic import op

from reportedly.store.columns import String

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    op.create_table(
        "topic_signatures",
        sa.Column("edit", String(), nullable=False),
        sa.Column("key", String(length=64), nullable=False),
        sa.Column("signature", String(length=128), nullable=False),
        sa.ForeignKeyConstraint(["edit"], ["topic_edits.id"]),
        sa.PrimaryKeyConstraint("edit"),
    )
