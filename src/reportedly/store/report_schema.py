"""The tables of what was given and of what was read."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Integer, MetaData, Table

from reportedly.store.columns import String, Text

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False))

# What was given. Nothing here is ever changed or deleted.

reports = Table(
    "reports",
    metadata,
    Column("id", String, primary_key=True),
    Column("digest", String(16), nullable=False, unique=True),
    Column("sha256", String(64), nullable=False),
    Column("outlet", String),
    Column("title", Text),
    Column("url", Text),
    Column("published_at", String),
    Column("language", String),
    Column("text", Text, nullable=False),
    Column("added_at", String, nullable=False),
    Column("known_at", String, nullable=False),
    Column("added_by", String),
    Index("reports_by_time", "known_at", "id"),
    Index("reports_by_address", "url", "outlet"),
)

refusals = Table(
    "refusals",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("source", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("refused_at", String, nullable=False),
)

# What was read. Readings are added, never changed; the latest of a report is the current one.

runs = Table(
    "runs",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("software", String, nullable=False),
    Column("pipeline", String, nullable=False),
    Column("encoder", String),
    Column("lexicon", String, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("read_at", String, nullable=False),
    Column("failure", Text),
    Column("payload", JSON, nullable=False),
    Index("readings_by_report", "report", "number", unique=True),
)

statements = Table(
    "statements",
    metadata,
    Column("reading", ForeignKey("readings.id"), primary_key=True),
    Column("id", String(16), primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("source_start", Integer),
    Column("source_end", Integer),
    Column("source", Text),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Column("cue", Text),
    Column("content", JSON, nullable=False),
    Column("actor", String),
    Column("act", String, nullable=False),
    Column("said_on", String, nullable=False),
    Column("serial", BigInteger, nullable=False),
    Index("statements_by_id", "id"),
    Index("statements_by_serial", "serial", unique=True),
    Index("statements_by_report", "report"),
)
