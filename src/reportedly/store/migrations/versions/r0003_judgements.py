"""Judgements."""

import sqlalchemy as sa
from alembic import op

from reportedly.store.columns import String, Text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "judgements",
        sa.Column("id", String(length=16), nullable=False),
        sa.Column("verdict", String(), nullable=False),
        sa.Column("one", String(length=16), nullable=False),
        sa.Column("other", String(length=16), nullable=True),
        sa.Column("why", Text(), nullable=False),
        sa.Column("by", String(), nullable=False),
        sa.Column("at", String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "judgement_revocations",
        sa.Column("judgement", String(length=16), nullable=False),
        sa.Column("by", String(), nullable=False),
        sa.Column("at", String(), nullable=False),
        sa.ForeignKeyConstraint(["judgement"], ["judgements.id"]),
        sa.PrimaryKeyConstraint("judgement"),
    )
    op.add_column("claim_statements", sa.Column("wrong", sa.Boolean(), server_default=sa.false(), nullable=False))
