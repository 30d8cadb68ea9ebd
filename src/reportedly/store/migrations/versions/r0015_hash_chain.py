"""The hash chain, begun with what is there."""

import sqlalchemy as sa
from alembic import op

from reportedly.store import hash_chain
from reportedly.store.columns import String

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "hash_chain",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", String(), nullable=False),
        sa.Column("key", String(length=16), nullable=False),
        sa.Column("content", String(length=64), nullable=False),
        sa.Column("hash", String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("hash_chain_by_key", "hash_chain", ["key"], unique=False)
    hash_chain.begin(op.get_bind())
