"""The schema of 0.1.0: what was given, what was read, and what is derived from it."""

import sqlalchemy as sa
from alembic import op

from reportedly.store.columns import String, Text

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "meta",
        sa.Column("key", String(), nullable=False),
        sa.Column("value", String(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "refusals",
        sa.Column("id", String(length=16), nullable=False),
        sa.Column("source", Text(), nullable=False),
        sa.Column("reason", Text(), nullable=False),
        sa.Column("refused_at", String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "reports",
        sa.Column("id", String(), nullable=False),
        sa.Column("digest", String(length=16), nullable=False),
        sa.Column("sha256", String(length=64), nullable=False),
        sa.Column("outlet", String(), nullable=True),
        sa.Column("title", Text(), nullable=True),
        sa.Column("url", Text(), nullable=True),
        sa.Column("published_at", String(), nullable=True),
        sa.Column("language", String(), nullable=True),
        sa.Column("text", Text(), nullable=False),
        sa.Column("added_at", String(), nullable=False),
        sa.Column("known_at", String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("digest"),
    )
    op.create_index("reports_by_address", "reports", ["url", "outlet"], unique=False)
    op.create_index("reports_by_time", "reports", ["known_at", "id"], unique=False)
    op.create_table(
        "runs",
        sa.Column("id", String(length=16), nullable=False),
        sa.Column("software", String(), nullable=False),
        sa.Column("pipeline", String(), nullable=False),
        sa.Column("encoder", String(), nullable=True),
        sa.Column("lexicon", String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "claims",
        sa.Column("id", String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("founder", String(length=16), nullable=False),
        sa.Column("report", String(), nullable=False),
        sa.Column("centre", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_table(
        "gists",
        sa.Column("statement", String(length=16), nullable=False),
        sa.Column("report", String(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("families", sa.JSON(), nullable=False),
        sa.Column("ahead", sa.Boolean(), nullable=False),
        sa.Column("forecast", sa.Boolean(), nullable=False),
        sa.Column("horizon", String(), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("statement"),
    )
    op.create_index("gists_by_report", "gists", ["report"], unique=False)
    op.create_table(
        "names",
        sa.Column("name", String(), nullable=False),
        sa.Column("actor", String(), nullable=False),
        sa.Column("report", String(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_index("names_by_report", "names", ["report"], unique=False)
    op.create_table(
        "readings",
        sa.Column("id", String(length=16), nullable=False),
        sa.Column("report", String(), nullable=False),
        sa.Column("run", String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("read_at", String(), nullable=False),
        sa.Column("failure", Text(), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.ForeignKeyConstraint(["run"], ["runs.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("readings_by_report", "readings", ["report", "number"], unique=True)
    op.create_table(
        "settlements",
        sa.Column("forecast", String(length=16), nullable=False),
        sa.Column("statement", String(length=16), nullable=False),
        sa.Column("report", String(), nullable=False),
        sa.Column("outcome", String(), nullable=False),
        sa.Column("known_at", String(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("forecast", "statement"),
    )
    op.create_index("settlements_by_report", "settlements", ["report"], unique=False)
    op.create_table(
        "shingles",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report", String(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("hash", "report"),
    )
    op.create_index("shingles_by_report", "shingles", ["report"], unique=False)
    op.create_table(
        "claim_days",
        sa.Column("claim", String(length=16), nullable=False),
        sa.Column("day", String(length=10), nullable=False),
        sa.Column("status", String(), nullable=False),
        sa.Column("why", Text(), nullable=False),
        sa.Column("wording", Text(), nullable=False),
        sa.Column("statements", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"]),
        sa.PrimaryKeyConstraint("claim", "day"),
    )
    op.create_index("claim_days_by_day", "claim_days", ["day"], unique=False)
    op.create_table(
        "claim_statements",
        sa.Column("statement", String(length=16), nullable=False),
        sa.Column("claim", String(length=16), nullable=False),
        sa.Column("report", String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("known_at", String(), nullable=False),
        sa.Column("said_on", String(), nullable=False),
        sa.Column("stance", String(), nullable=False),
        sa.Column("actor", String(), nullable=True),
        sa.Column("party", String(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("recalled", sa.Boolean(), nullable=False),
        sa.Column("about", String(), nullable=True),
        sa.Column("boast", sa.Boolean(), nullable=False),
        sa.Column("wording", Text(), nullable=False),
        sa.Column("plainness", sa.Float(), nullable=False),
        sa.Column("fit", sa.Float(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"]),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("statement"),
    )
    op.create_index("claim_statements_by_claim", "claim_statements", ["claim", "known_at"], unique=False)
    op.create_index("claim_statements_by_report", "claim_statements", ["report"], unique=False)
    op.create_table(
        "linked",
        sa.Column("report", String(), nullable=False),
        sa.Column("reading", String(length=16), nullable=False),
        sa.Column("known_at", String(), nullable=False),
        sa.Column("supersedes", String(), nullable=True),
        sa.Column("origin", String(length=16), nullable=False),
        sa.Column("copy_of", String(), nullable=True),
        sa.Column("copy_why", Text(), nullable=True),
        sa.ForeignKeyConstraint(["copy_of"], ["reports.id"]),
        sa.ForeignKeyConstraint(["reading"], ["readings.id"]),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.ForeignKeyConstraint(["supersedes"], ["reports.id"]),
        sa.PrimaryKeyConstraint("report"),
    )
    op.create_index("linked_by_origin", "linked", ["origin"], unique=False)
    op.create_index("linked_by_superseded", "linked", ["supersedes"], unique=False)
    op.create_index("linked_by_time", "linked", ["known_at", "report"], unique=False)
    op.create_table(
        "statements",
        sa.Column("reading", String(length=16), nullable=False),
        sa.Column("id", String(length=16), nullable=False),
        sa.Column("report", String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source_start", sa.Integer(), nullable=True),
        sa.Column("source_end", sa.Integer(), nullable=True),
        sa.Column("source", Text(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("cue", Text(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("actor", String(), nullable=True),
        sa.Column("act", String(), nullable=False),
        sa.Column("said_on", String(), nullable=False),
        sa.Column("words", Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.id"]),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("reading", "id"),
    )
    op.create_index("statements_by_id", "statements", ["id"], unique=False)
    op.create_index("statements_by_report", "statements", ["report"], unique=False)
