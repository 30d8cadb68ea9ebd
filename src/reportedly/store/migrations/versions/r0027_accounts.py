"""Accounts."""

import sqlalchemy as sa
from alembic import op

from reportedly.store.columns import String, Text

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("folded", String(), nullable=False),
        sa.Column("name", String(), nullable=False),
        sa.Column("role", String(), nullable=False),
        sa.Column("password", Text(), nullable=True),
        sa.Column("identity", String(), nullable=True),
        sa.Column("subject", Text(), nullable=True),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("made_at", String(), nullable=False),
        sa.Column("disabled_at", String(), nullable=True),
        sa.PrimaryKeyConstraint("folded"),
        sa.UniqueConstraint("identity"),
    )
    op.create_table(
        "audit_log",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", String(), nullable=False),
        sa.Column("kind", String(), nullable=False),
        sa.Column("account", String(), nullable=False),
        sa.Column("what", Text(), nullable=False),
        sa.Column("via", Text(), nullable=False),
        sa.Column("hash", String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "api_keys",
        sa.Column("prefix", String(length=16), nullable=False),
        sa.Column("account", String(), nullable=False),
        sa.Column("purpose", String(), nullable=False),
        sa.Column("digest", String(length=64), nullable=False),
        sa.Column("made_at", String(), nullable=False),
        sa.Column("used_at", String(), nullable=True),
        sa.Column("revoked_at", String(), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["accounts.folded"]),
        sa.PrimaryKeyConstraint("prefix"),
    )
    op.create_index("api_keys_by_account", "api_keys", ["account"], unique=False)
