"""Channels: what a ledger follows, the entries that it listed, and which process follows them now."""

import sqlalchemy as sa
from alembic import op

from reportedly.store.columns import String, Text

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.create_table(
        "channels",
        sa.Column("id", String(length=16), nullable=False),
        sa.Column("address", Text(), nullable=False),
        sa.Column("kind", String(), nullable=True),
        sa.Column("title", Text(), nullable=True),
        sa.Column("outlet", Text(), nullable=True),
        sa.Column("interval", sa.Integer(), nullable=False),
        sa.Column("since", String(), nullable=True),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("by", String(), nullable=False),
        sa.Column("added_at", String(), nullable=False),
        sa.Column("due_at", String(), nullable=False),
        sa.Column("checked_at", String(), nullable=True),
        sa.Column("answer", Text(), nullable=True),
        sa.Column("problem", Text(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("moved_from", Text(), nullable=True),
        sa.Column("etag", Text(), nullable=True),
        sa.Column("last_modified", Text(), nullable=True),
        sa.Column("removed_at", String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("channels_by_time", "channels", ["due_at"], unique=False)
    op.create_table(
        "watch_locks",
        sa.Column("name", String(), nullable=False),
        sa.Column("token", String(length=16), nullable=False),
        sa.Column("host", String(), nullable=False),
        sa.Column("process", sa.Integer(), nullable=False),
        sa.Column("since", String(), nullable=False),
        sa.Column("alive_at", String(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "channel_entries",
        sa.Column("id", String(length=16), nullable=False),
        sa.Column("channel", String(length=16), nullable=False),
        sa.Column("kind", String(), nullable=False),
        sa.Column("address", Text(), nullable=False),
        sa.Column("host", Text(), nullable=False),
        sa.Column("title", Text(), nullable=True),
        sa.Column("published_at", String(), nullable=True),
        sa.Column("changed_at", String(), nullable=True),
        sa.Column("version", String(), nullable=False),
        sa.Column("words", Text(), nullable=True),
        sa.Column("state", String(), nullable=False),
        sa.Column("listed_at", String(), nullable=False),
        sa.Column("due_at", String(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("checks", sa.Integer(), nullable=False),
        sa.Column("fetched_at", String(), nullable=True),
        sa.Column("problem", Text(), nullable=True),
        sa.Column("etag", Text(), nullable=True),
        sa.Column("last_modified", Text(), nullable=True),
        sa.Column("report", String(), nullable=True),
        sa.ForeignKeyConstraint(["channel"], ["channels.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("channel_entries_by_address", "channel_entries", ["address"], unique=False)
    op.create_index("channel_entries_by_channel", "channel_entries", ["channel", "state", "listed_at"], unique=False)
    op.create_index("channel_entries_by_time", "channel_entries", ["due_at", "id"], unique=False)
