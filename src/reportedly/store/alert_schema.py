"""The tables of alerts: what was saved, where it is delivered, and the outbox. They are set up, not derived."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table

from reportedly.store.columns import String, Text
from reportedly.store.report_schema import metadata

alerts = Table(
    "alerts",
    metadata,
    Column("key", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("query", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("quiet", String),
    Column("muted_until", String),
    Column("cursor", Integer, nullable=False),
    Column("day", String(10), nullable=False),
    Column("problem", Text),
)
"""`key` is the name without case; `cursor` is the entry of the hash chain up to which reports were looked through."""

alert_receivers = Table(
    "alert_receivers",
    metadata,
    Column("alert", ForeignKey("alerts.key"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("target", Text, nullable=False),
    Column("pace", String, nullable=False),
    Column("sent", Integer, nullable=False),
    Column("sent_at", String),
    Column("tries", Integer, nullable=False),
    Column("next_at", String),
    Column("problem", Text),
    Column("disabled", Boolean, nullable=False),
)
"""`sent` is the number of the last match that this receiver took."""

alert_matches = Table(
    "alert_matches",
    metadata,
    Column("alert", ForeignKey("alerts.key"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String(16), nullable=False),
    Column("muted", Boolean, nullable=False),
    Column("item", Text, nullable=False),
    Index("alert_matches_by_id", "alert", "id", unique=True),
)
"""The outbox: what is to be delivered, in order; a match is added in the transaction that moves the cursor."""
