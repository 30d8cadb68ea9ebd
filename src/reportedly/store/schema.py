"""The tables of a ledger: what was given, what was read, and what is derived from it.

Types are those that SQLite and PostgreSQL share; text sorts by code point on both. Moments are ISO 8601 text in UTC to
the second, days their first ten characters. `known_at` is the transaction time: when a report was published, or added
if it has no date. Everything under "derived" can be deleted and derived again.

Some tables keep the names of earlier versions: `gists` are embeddings, `concerns` mentions of parties and countries,
`moments` dated items, `tallies` daily counts.
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
    Table,
    false,
)

from reportedly.store.account_schema import accounts as accounts
from reportedly.store.account_schema import api_keys as api_keys
from reportedly.store.account_schema import audit_log as audit_log
from reportedly.store.alert_schema import alert_matches as alert_matches
from reportedly.store.alert_schema import alert_receivers as alert_receivers
from reportedly.store.alert_schema import alerts as alerts
from reportedly.store.channel_schema import channel_entries as channel_entries
from reportedly.store.channel_schema import channels as channels
from reportedly.store.channel_schema import watch_locks as watch_locks
from reportedly.store.columns import String, Text
from reportedly.store.decision_schema import actor_decisions as actor_decisions
from reportedly.store.decision_schema import actor_revocations as actor_revocations
from reportedly.store.decision_schema import actor_signatures as actor_signatures
from reportedly.store.decision_schema import case_edits as case_edits
from reportedly.store.decision_schema import case_signatures as case_signatures
from reportedly.store.decision_schema import findings as findings
from reportedly.store.decision_schema import grade_revocations as grade_revocations
from reportedly.store.decision_schema import grade_signatures as grade_signatures
from reportedly.store.decision_schema import grades as grades
from reportedly.store.decision_schema import hash_chain as hash_chain
from reportedly.store.decision_schema import judgement_revocations as judgement_revocations
from reportedly.store.decision_schema import judgement_signatures as judgement_signatures
from reportedly.store.decision_schema import judgements as judgements
from reportedly.store.decision_schema import note_revocations as note_revocations
from reportedly.store.decision_schema import note_signatures as note_signatures
from reportedly.store.decision_schema import notes as notes
from reportedly.store.decision_schema import seen_marks as seen_marks
from reportedly.store.decision_schema import topic_edits as topic_edits
from reportedly.store.decision_schema import topic_signatures as topic_signatures
from reportedly.store.report_schema import meta as meta
from reportedly.store.report_schema import metadata as metadata
from reportedly.store.report_schema import readings as readings
from reportedly.store.report_schema import refusals as refusals
from reportedly.store.report_schema import reports as reports
from reportedly.store.report_schema import runs as runs
from reportedly.store.report_schema import statements as statements

VERSION = 33
"""The number of the latest revision in `migrations/versions`."""

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
    Column("second", Boolean, nullable=False),
    Index("linked_by_time", "known_at", "report"),
    Index("linked_by_origin", "origin", "known_at"),
    Index("linked_by_superseded", "supersedes"),
    Index("linked_by_second", "second", "known_at", "report"),
)
"""The reports that are linked, each with its origin; `second` marks the first copy of an origin."""

shingles = Table(
    "shingles",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("day", String(10), primary_key=True),
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Index("shingles_by_report", "report"),
    sqlite_with_rowid=False,
)

gists = Table(
    "gists",
    metadata,
    Column("statement", String(16), primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False),
    Column("vector", LargeBinary, nullable=False),
    Column("families", JSON, nullable=False),
    Column("ahead", Boolean, nullable=False),
    Column("seal", String(16)),
    Column("match_vector", LargeBinary),
    Column("match_seal", String(16)),
    Index("gists_by_report", "report"),
)
"""Vectors of statements, which outlast linking again. A seal is the content hash of a vector, of the model that made it
and of what it made it from; a vector that it does not fit is computed again."""

leads = Table(
    "leads",
    metadata,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    Column("seal", String(16)),
)
"""Vectors of the first words of reports, kept in the same way."""

sides = Table(
    "sides",
    metadata,
    Column("statement", String(16), primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False),
    Column("actor", String),
    Column("act", String, nullable=False),
    Column("wording", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("said_on", String(10), nullable=False),
    Column("slots", Text, nullable=False),
    Index("sides_by_report", "report"),
)
"""What later statements are compared with: a statement in context, and its typed slots as JSON."""

affiliations = Table(
    "affiliations",
    metadata,
    Column("name", String, primary_key=True),
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("known_at", String, nullable=False),
    Column("party", String, nullable=False),
    Index("affiliations_by_report", "report"),
)
"""The parties that reports give people by full name: later reports that give none go by the latest."""
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
    Index("claims_by_report", "report"),
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
    Column("name", String),
    Column("kind", String),
    Column("speaks_for", String),
    Column("source", String),
    Column("countries", JSON, nullable=False),
    Column("party", String, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("recalled", Boolean, nullable=False),
    Column("about", String),
    Column("apart", Boolean, nullable=False, server_default=false()),
    Column("fixed", Boolean, nullable=False, server_default=false()),
    Column("side", String),
    Column("boast", Boolean, nullable=False),
    Column("denies", Boolean, nullable=False, server_default=false()),
    Column("worded", String, nullable=False, server_default="affirm"),
    Column("stands_alone", Boolean, nullable=False, server_default=false()),
    Column("confidence", Float, nullable=False, server_default="1"),
    Column("wording", Text, nullable=False),
    Column("plainness", Float, nullable=False),
    Column("linked_to", String(16)),
    Column("contrary", Boolean, nullable=False, server_default=false()),
    Column("chance", Float),
    Column("reasons", JSON, nullable=False),
    Column("wrong", Boolean, nullable=False, server_default=false()),
    Column("number", Integer),
    Column("cell", Integer),
    Index("claim_statements_by_number", "number", unique=True),
    Index("claim_statements_by_cell", "cell", "number"),
    Index("claim_statements_by_claim", "claim", "known_at", "report", "position"),
    Index("claim_statements_by_report", "report"),
    Index("claim_statements_by_time", "known_at"),
    Index("claim_statements_by_source", "source", "known_at", "report", "position"),
)
"""The memberships of statements in claims. `actor` is the key of the actor across reports, `name` what people call it,
`source` the key under which the source is counted; `apart`, `fixed` and `side` are what people decided of it.
`countries` are those that are named in what is said. `linked_to` is the earlier statement that it says the same as, or
the contrary of (`contrary`), with the chance of that; the founder has the chance of the likeliest link that it was not
given. `number` and `cell` belong to the index of candidates: `number` counts the statements that were read right in
order of publication."""

claim_relations = Table(
    "claim_relations",
    metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("other", ForeignKey("claims.id"), primary_key=True),
    Column("kind", String),
    Column("found", String, nullable=False),
    Column("statement", String(16), primary_key=True),
    Column("other_statement", String(16), nullable=False),
    Column("why", Text, nullable=False),
    Column("chance", Float, nullable=False),
    Column("known_at", String, nullable=False),
    Index("claim_relations_by_other", "other"),
    Index("claim_relations_by_time", "known_at"),
)
"""Relations of claims, by a statement of the one and an earlier one of the other that were compared. `found` is the
relation of the statements, `kind` that of the matters put positively, if they have any."""

suggestions = Table(
    "suggestions",
    metadata,
    Column("statement", String(16), primary_key=True),
    Column("other", String(16), nullable=False),
    Column("contrary", Boolean, nullable=False),
    Column("chance", Float, nullable=False),
    Column("why", Text, nullable=False),
    Column("known_at", String, nullable=False),
    Index("suggestions_by_time", "known_at"),
    Index("suggestions_by_other", "other"),
)
"""Links of founders to earlier statements that are likely but not sure."""

claim_days = Table(
    "claim_days",
    metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("status", String, nullable=False),
    Column("before", String),
    Column("moved", Boolean, nullable=False),
    Column("numbers", String),
    Column("several", Boolean, nullable=False),
    Column("why", Text, nullable=False),
    Column("wording", Text, nullable=False),
    Column("statements", JSON, nullable=False),
    Column("changes", Integer, nullable=False, server_default="0"),
    Column("change", String),
    Column("figures", Text),
    Column("notable", Boolean, nullable=False, server_default=false()),
    Column("shown", Boolean, nullable=False, server_default=false()),
    Column("points", Integer, nullable=False, server_default="0"),
    Column("rank", Float, nullable=False, server_default="0"),
    Index("claim_days_by_day", "day", "number"),
    Index("claim_days_by_move", "moved", "day", "number"),
    Index("claim_days_by_status", "status", "day", "number"),
    Index("claim_days_by_numbers", "numbers", "day", "number"),
    Index("claim_days_by_several", "several", "day", "number"),
    Index("claim_days_by_notable", "notable", "day", "number"),
    Index("claim_days_by_rank", "shown", "rank", "number"),
)
"""The state of each claim at the end of each day that changed it. `before` is the status until that day, `moved` is
true if that was another one, `number` is that of the founder in `claim_statements`, `several` is true for more than
one statement. `change` is what the day changed, `figures` which figures moved, `notable` is true if an analyst would
act on it, `changes` counts the changes of status so far. `shown` is true for the default list, which is ordered by
`rank`: `points` and recency."""

concerns = Table(
    "concerns",
    metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("kind", String(7), primary_key=True),
    Column("name", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Index("concerns_by_name", "kind", "name", "day", "number"),
    Index("concerns_by_day", "kind", "day", "name"),
)
"""Which party speaks of a claim on a day, and which country is named in what is said; `number` as in `claim_days`."""

claim_numbers = Table(
    "claim_numbers",
    metadata,
    Column("statement", String(16), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("claim", ForeignKey("claims.id"), nullable=False),
    Column("known_at", String, nullable=False),
    Column("said_on", String(10), nullable=False),
    Column("of", Text),
    Column("low", Float),
    Column("high", Float),
    Column("unit", String),
    Index("claim_numbers_by_claim", "claim"),
    Index("claim_numbers_by_time", "known_at"),
    Index("claim_numbers_by_day", "said_on", "statement", "position"),
)

forecasts = Table(
    "forecasts",
    metadata,
    Column("statement", String(16), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("report", ForeignKey("reports.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("known_at", String, nullable=False),
    Column("source", String),
    Column("horizon", String),
    Column("due", String(10)),
    Column("likelihood", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("settled_at", String),
    Column("settled_by", String(16)),
    Column("resolved_by", ForeignKey("reports.id")),
    Column("cell", Integer, nullable=False),
    Index("forecasts_by_time", "known_at"),
    Index("forecasts_by_due", "due", "number"),
    Index("forecasts_by_outcome", "outcome", "number"),
    Index("forecasts_by_outcome_and_due", "outcome", "due", "number"),
    Index("forecasts_by_settling", "settled_at"),
    Index("forecasts_by_source", "source", "number"),
    Index("forecasts_by_report", "report"),
    Index("forecasts_by_cell", "cell", "number"),
)
"""`settled_by` is the first later statement that tells the outcome, `resolved_by` its report."""

cells = Table(
    "cells",
    metadata,
    Column("kind", String(8), primary_key=True),
    Column("cell", Integer, primary_key=True, autoincrement=False),
    Column("first", Integer, primary_key=True, autoincrement=False),
    Column("members", LargeBinary, nullable=False),
)
"""The cells of the index of candidates (`cells.py`), many entries in a row; `first` is the number of the first one."""

moments = Table(
    "moments",
    metadata,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("date", String, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("known_at", String, nullable=False),
    Column("statement", String(16)),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("type", String),
    Column("factuality", Float),
    Column("ahead", Boolean, nullable=False),
    Index("moments_by_date", "date", "report", "start", "end", "position"),
    Index("moments_by_kind", "kind", "date", "report", "start", "end", "position"),
    Index("moments_ahead", "ahead", "date", "report", "start", "end", "position"),
    Index("moments_by_time", "known_at"),
)

report_places = Table(
    "report_places",
    metadata,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("known_at", String, nullable=False),
    Column("name", String, nullable=False),
    Column("geonameid", Integer),
    Column("country", String(2)),
    Column("lat", Float),
    Column("lon", Float),
    Column("precision", String, nullable=False),
    Index("report_places_by_time", "known_at", "report", "position"),
)

claim_sources = Table(
    "claim_sources",
    metadata,
    Column("claim", ForeignKey("claims.id"), primary_key=True),
    Column("source", String, primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("statements", Integer, nullable=False),
    Column("affirmed", Integer, nullable=False),
    Column("denied", Integer, nullable=False),
    Index("claim_sources_by_day", "day"),
)
"""What a claim adds to the counts of a source, from a day on."""

source_days = Table(
    "source_days",
    metadata,
    Column("source", String, primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("latest", Boolean, nullable=False),
    Column("name", String, nullable=False),
    Column("folded", String, nullable=False),
    Column("party", String, nullable=False),
    Column("outlet", Boolean, nullable=False),
    Column("first", String(10), nullable=False),
    Column("last", String(10), nullable=False),
    Column("most", Integer, nullable=False),
    *(
        Column(name, Integer, nullable=False)
        for name in (
            "statements",
            "reports",
            "origins",
            "affirmed",
            "denied",
            "forecasts",
            "settled",
            "scored",
            "squares",
        )
    ),
    Index("source_days_by_source", "source", "latest"),
    Index("source_days_by_statements", "latest", "statements", "name"),
    Index("source_days_by_most", "latest", "most"),
    Index("source_days_by_name", "folded", "latest"),
    Index("source_days_by_day", "day"),
)
"""The counts of sources at the end of each day that changed them; `most` is the highest number of statements so far,
`squares` is in millionths."""

tallies = Table(
    "tallies",
    metadata,
    Column("what", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("number", Integer, nullable=False),
    Index("tallies_by_day", "day"),
)
"""How many claims have a status, forecasts an outcome and days statements, at the end of each day that changed it."""

pending = Table(
    "pending",
    metadata,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("reading", ForeignKey("readings.id"), nullable=False),
    Column("known_at", String, nullable=False),
    Index("pending_by_time", "known_at", "report"),
)
"""The queue of reports to link."""

event_reports = Table(
    "event_reports",
    metadata,
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("event", String(16), nullable=False),
    Column("known_at", String, nullable=False),
    Column("names", JSON, nullable=False),
    Index("event_reports_by_event", "event", "known_at", "report"),
    Index("event_reports_by_time", "known_at", "report"),
)
"""Which report is about which Event; `names` are those of its lead."""

VECTORS = (gists, leads)
"""What is computed of the words of reports, and need not be computed again when they are linked again."""
DERIVED = (
    event_reports,
    tallies,
    source_days,
    claim_sources,
    report_places,
    moments,
    cells,
    forecasts,
    claim_numbers,
    concerns,
    claim_days,
    suggestions,
    claim_relations,
    claim_statements,
    claims,
    sides,
    affiliations,
    names,
    shingles,
    linked,
)
"""In the order in which they can be emptied. Embeddings are not among them: they follow from a statement alone."""
