"""The tables of what people decided and what services found: rows are added and revoked, never changed."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, Table

from reportedly.store.columns import String, Text
from reportedly.store.report_schema import metadata

grades = Table(
    "grades",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("subject", String, nullable=False),
    Column("mark", String(1), nullable=False),
    Column("why", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Index("grades_by_subject", "subject"),
)

grade_revocations = Table(
    "grade_revocations",
    metadata,
    Column("grade", ForeignKey("grades.id"), primary_key=True),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
)

grade_signatures = Table(
    "grade_signatures",
    metadata,
    Column("grade", ForeignKey("grades.id"), primary_key=True),
    Column("key", String(64), nullable=False),
    Column("signature", String(128), nullable=False),
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
    Index("judgements_by_statement", "one"),
)

judgement_revocations = Table(
    "judgement_revocations",
    metadata,
    Column("judgement", ForeignKey("judgements.id"), primary_key=True),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
)

judgement_signatures = Table(
    "judgement_signatures",
    metadata,
    Column("judgement", ForeignKey("judgements.id"), primary_key=True),
    Column("key", String(64), nullable=False),
    Column("signature", String(128), nullable=False),
)

actor_decisions = Table(
    "actor_decisions",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("reports", Text, nullable=False),
    Column("of", String),
    Column("value", String, nullable=False),
    Column("office", String, nullable=False),
    Column("since", String(10)),
    Column("until", String(10)),
    Column("why", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
)
"""What people decided about actors. `reports` is a list of ids as JSON."""

actor_revocations = Table(
    "actor_revocations",
    metadata,
    Column("decision", ForeignKey("actor_decisions.id"), primary_key=True),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
)

actor_signatures = Table(
    "actor_signatures",
    metadata,
    Column("decision", ForeignKey("actor_decisions.id"), primary_key=True),
    Column("key", String(64), nullable=False),
    Column("signature", String(128), nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("on", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("replaces", String(16)),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Index("notes_by_subject", "subject"),
)

note_revocations = Table(
    "note_revocations",
    metadata,
    Column("note", ForeignKey("notes.id"), primary_key=True),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
)

note_signatures = Table(
    "note_signatures",
    metadata,
    Column("note", ForeignKey("notes.id"), primary_key=True),
    Column("key", String(64), nullable=False),
    Column("signature", String(128), nullable=False),
)

case_edits = Table(
    "case_edits",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("case", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("value", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
)
"""What people did to case files. `value` is the id of a statement, which stands for its claim, of a note, or a name."""

case_signatures = Table(
    "case_signatures",
    metadata,
    Column("edit", ForeignKey("case_edits.id"), primary_key=True),
    Column("key", String(64), nullable=False),
    Column("signature", String(128), nullable=False),
)

findings = Table(
    "findings",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("service", String, nullable=False),
    Column("software", String, nullable=False),
    Column("one", String(16), nullable=False),
    Column("other", String(16), nullable=False),
    Column("chances", JSON, nullable=False),
    Column("one_words", Text),
    Column("other_words", Text),
    Column("at", String, nullable=False),
)
"""How two statements relate, as a service found it, with the words of both that decided."""

topic_edits = Table(
    "topic_edits",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("topic", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("query", Text),
    Column("statement", String(16)),
    Column("why", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
)
"""What people did to topics. `query` is JSON; `statement` stands for its claim."""

topic_signatures = Table(
    "topic_signatures",
    metadata,
    Column("edit", ForeignKey("topic_edits.id"), primary_key=True),
    Column("key", String(64), nullable=False),
    Column("signature", String(128), nullable=False),
)

seen_marks = Table(
    "seen_marks",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("by", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("at", String, nullable=False),
    Index("seen_marks_by_name", "by", "number"),
)
"""Up to which entry of the hash chain a person has seen the record; the highest one counts."""

hash_chain = Table(
    "hash_chain",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("key", String(16), nullable=False),
    Column("content", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("hash_chain_by_key", "key"),
)
