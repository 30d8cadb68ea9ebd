"""Signatures of judgements."""

import sqlalchemy as sa
from alembic import op

from reportedly.store.columns import String

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "judgement_signatures",
        sa.Column("judgement", String(length=16), nullable=False),
        sa.Column("key", String(length=64), nullable=False),
        sa.Column("signature", String(length=128), nullable=False),
        sa.ForeignKeyConstraint(["judgement"], ["judgements.id"]),
        sa.PrimaryKeyConstraint("judgement"),
    )
