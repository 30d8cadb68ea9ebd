"""The tables of a ledger: what was given, what was read, and what is derived from it.

Types are those that SQLite and PostgreSQL share; text sorts by code point on both. Times are ISO 8601 text in UTC, days
their first ten characters. Everything under "derived" can be dropped and built again.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    false,
)

from reportedly.store.columns import String, Text

VERSION = 4
"""The number of the latest revision in `migrations/versions`."""

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

# What was read. A reading is added, never changed; the latest one is the current one.

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

# Derived.

linked = Table(
    "linked",
    metadata,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("reading", ForeignKey("readings.id"), nullable=False),
    Column("known_at", String, nullable=False),
    Column("supersedes", ForeignKey("reports.id")),
    Column("origin", String(16), nullable=False),
    Column("copy_of", ForeignKey("reports.id")),
    Column("copy_why", Text),
    Index("linked_by_time", "known_at", "report"),
    Index("linked_by_origin", "origin"),
    Index("linked_by_superseded", "supersedes"),
)

shingles = Table(
    "shingles",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Index("shingles_by_report", "report"),
)

gists = Table(
    "gists",
    metadata,
    Column("statement", String(16), primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False),
    Column("vector", LargeBinary, nullable=False),
    Column("families", JSON, nullable=False),
    Column("ahead", Boolean, nullable=False),
    Column("forecast", Boolean, nullable=False),
    Column("horizon", String),
    Index("gists_by_report", "report"),
)

names = Table(
    "names",
    metadata,
    Column("name", String, primary_key=True),
    Column("actor", String, nullable=False),
    Column("report", ForeignKey("reports.id"), nullable=False),
    Index("names_by_report", "report"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("founder", String(16), nullable=False),
    Column("report", ForeignKey("reports.id"), nullable=False),
    Column("centre", LargeBinary, nullable=False),
)

claim_statements = Table(
    "claim_statements",
    metadata,
    Column("statement", String(16), primary_key=True),
    Column("claim", ForeignKey("claims.id"), nullable=False),
    Column("report", ForeignKey("reports.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("known_at", String, nullable=False),
    Column("said_on", String, nullable=False),
    Column("stance", String, nullable=False),
    Column("actor", String),
    Column("party", String, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("recalled", Boolean, nullable=False),
    Column("about", String),
    Column("boast", Boolean, nullable=False),
    Column("wording", Text, nullable=False),
    Column("plainness", Float, nullable=False),
    Column("fit", Float, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("wrong", Boolean, nullable=False, server_default=false()),
    Index("claim_statements_by_claim", "claim", "known_at"),
    Index("claim_statements_by_report", "report"),
)

claim_days = Table(
    "claim_days",
    metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("status", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("wording", Text, nullable=False),
    Column("statements", JSON, nullable=False),
    Index("claim_days_by_day", "day"),
)

settlements = Table(
    "settlements",
    metadata,
    Column("forecast", String(16), primary_key=True),
    Column("statement", String(16), primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False),
    Column("outcome", String, nullable=False),
    Column("known_at", String, nullable=False),
    Index("settlements_by_report", "report"),
)

DERIVED = (settlements, claim_days, claim_statements, claims, names, shingles, linked)
"""In the order in which they can be emptied; gists are kept apart, since words once embedded stay embedded."""

grades = Table(
    "grades",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("subject", String, nullable=False),
    Column("mark", String(1), nullable=False),
    Column("why", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
)

grade_revocations = Table(
    "grade_revocations",
    metadata,
    Column("grade", ForeignKey("grades.id"), primary_key=True),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("verdict", String, nullable=False),
    Column("one", String(16), nullable=False),
    Column("other", String(16)),
    Column("why", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
)

judgement_revocations = Table(
    "judgement_revocations",
    metadata,
    Column("judgement", ForeignKey("judgements.id"), primary_key=True),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
)
