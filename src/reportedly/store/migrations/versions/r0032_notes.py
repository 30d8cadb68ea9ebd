"""Notes that people write, with who revoked them and whose key signed them."""

import sqlalchemy as sa
from alembic import op

from reportedly.store.columns import String, Text

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.create_table(
        "notes",
        sa.Column("id", String(length=16), nullable=False),
        sa.Column("on", String(), nullable=False),
        sa.Column("subject", String(), nullable=False),
        sa.Column("text", Text(), nullable=False),
        sa.Column("replaces", String(length=16), nullable=True),
        sa.Column("by", String(), nullable=False),
        sa.Column("at", String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("notes_by_subject", "notes", ["subject"])
    op.create_table(
        "note_revocations",
        sa.Column("note", String(), nullable=False),
        sa.Column("by", String(), nullable=False),
        sa.Column("at", String(), nullable=False),
        sa.ForeignKeyConstraint(["note"], ["notes.id"]),
        sa.PrimaryKeyConstraint("note"),
    )
    op.create_table(
        "note_signatures",
        sa.Column("note", String(), nullable=False),
        sa.Column("key", String(length=64), nullable=False),
        sa.Column("signature", String(length=128), nullable=False),
        sa.ForeignKeyConstraint(["note"], ["notes.id"]),
        sa.PrimaryKeyConstraint("note"),
    )
