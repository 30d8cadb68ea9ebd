"""Actors: what people decided about them, and how statements show it."""

import sqlalchemy as sa
from alembic import op

from reportedly.store.columns import String, Text

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "actor_decisions",
        sa.Column("id", String(length=16), nullable=False),
        sa.Column("kind", String(), nullable=False),
        sa.Column("name", String(), nullable=False),
        sa.Column("reports", Text(), nullable=False),
        sa.Column("of", String(), nullable=True),
        sa.Column("value", String(), nullable=False),
        sa.Column("office", String(), nullable=False),
        sa.Column("since", String(length=10), nullable=True),
        sa.Column("until", String(length=10), nullable=True),
        sa.Column("why", Text(), nullable=False),
        sa.Column("by", String(), nullable=False),
        sa.Column("at", String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "actor_revocations",
        sa.Column("decision", String(), nullable=False),
        sa.Column("by", String(), nullable=False),
        sa.Column("at", String(), nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["actor_decisions.id"]),
        sa.PrimaryKeyConstraint("decision"),
    )
    op.create_table(
        "actor_signatures",
        sa.Column("decision", String(), nullable=False),
        sa.Column("key", String(length=64), nullable=False),
        sa.Column("signature", String(length=128), nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["actor_decisions.id"]),
        sa.PrimaryKeyConstraint("decision"),
    )
    with op.batch_alter_table("claim_statements") as members:
        members.add_column(sa.Column("name", String(), nullable=True))
        members.add_column(sa.Column("apart", sa.Boolean(), nullable=False, server_default=sa.false()))
        members.add_column(sa.Column("fixed", sa.Boolean(), nullable=False, server_default=sa.false()))
        members.add_column(sa.Column("side", String(), nullable=True))
