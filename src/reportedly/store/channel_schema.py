"""The tables of what a ledger follows: channels, their entries, and which process follows them now.

They say how reports are come by, not what these say: unlike decisions they change, and no other ledger gets them.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table

from reportedly.store.columns import String, Text
from reportedly.store.report_schema import metadata

channels = Table(
    "channels",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("address", Text, nullable=False),
    Column("kind", String),
    Column("title", Text),
    Column("outlet", Text),
    Column("interval", Integer, nullable=False),
    Column("since", String),
    Column("public", Boolean, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("by", String, nullable=False),
    Column("added_at", String, nullable=False),
    Column("due_at", String, nullable=False),
    Column("checked_at", String),
    Column("answer", Text),
    Column("problem", Text),
    Column("failures", Integer, nullable=False),
    Column("moved_from", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("removed_at", String),
    Index("channels_by_time", "due_at"),
)

channel_entries = Table(
    "channel_entries",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("channel", ForeignKey("channels.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("address", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("title", Text),
    Column("published_at", String),
    Column("changed_at", String),
    Column("version", String, nullable=False),
    Column("words", Text),
    Column("state", String, nullable=False),
    Column("listed_at", String, nullable=False),
    Column("due_at", String),
    Column("tries", Integer, nullable=False),
    Column("checks", Integer, nullable=False),
    Column("fetched_at", String),
    Column("problem", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("report", String),
    Index("channel_entries_by_time", "due_at", "id"),
    Index("channel_entries_by_channel", "channel", "state", "listed_at"),
    Index("channel_entries_by_address", "address"),
)

watch_locks = Table(
    "watch_locks",
    metadata,
    Column("name", String, primary_key=True),
    Column("token", String(16), nullable=False),
    Column("host", String, nullable=False),
    Column("process", Integer, nullable=False),
    Column("since", String, nullable=False),
    Column("alive_at", String, nullable=False),
)
"""The process that follows the channels now: one row at most."""
