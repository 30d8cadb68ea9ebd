"""A statement is linked to one earlier statement, and claims have relations. All is linked again."""

import sqlalchemy as sa
from alembic import op

from reportedly.store import pending
from reportedly.store.columns import String, Text
from reportedly.store.database import OUTDATED, increment

revision = "0013"
down_revision = "0012"

DERIVED = (
    *("event_reports", "tallies", "source_days", "claim_sources", "report_places", "moments", "forecasts"),
    *("claim_numbers", "concerns", "claim_days", "claim_statements", "claims", "names", "shingles", "linked"),
    "cells",
)
"""In the order in which they can be emptied. Embeddings stay."""


def upgrade() -> None:
    for table in DERIVED:
        op.execute(sa.text(f"DELETE FROM {table}"))
    op.drop_column("claim_statements", "fit")
    op.add_column("claim_statements", sa.Column("linked_to", String(length=16), nullable=True))
    op.add_column("claim_statements", sa.Column("contrary", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("claim_statements", sa.Column("chance", sa.Float(), nullable=True))
    op.create_table(
        "sides",
        sa.Column("statement", String(length=16), nullable=False),
        sa.Column("report", String(), nullable=False),
        sa.Column("actor", String(), nullable=True),
        sa.Column("act", String(), nullable=False),
        sa.Column("wording", Text(), nullable=False),
        sa.Column("content", Text(), nullable=False),
        sa.Column("sentence", Text(), nullable=False),
        sa.Column("said_on", String(length=10), nullable=False),
        sa.Column("slots", Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("statement"),
    )
    op.create_index("sides_by_report", "sides", ["report"], unique=False)
    op.create_table(
        "claim_relations",
        sa.Column("claim", String(length=16), nullable=False),
        sa.Column("other", String(length=16), nullable=False),
        sa.Column("kind", String(), nullable=True),
        sa.Column("found", String(), nullable=False),
        sa.Column("statement", String(length=16), nullable=False),
        sa.Column("other_statement", String(length=16), nullable=False),
        sa.Column("why", Text(), nullable=False),
        sa.Column("chance", sa.Float(), nullable=False),
        sa.Column("known_at", String(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"]),
        sa.ForeignKeyConstraint(["other"], ["claims.id"]),
        sa.PrimaryKeyConstraint("claim", "other", "statement"),
    )
    op.create_index("claim_relations_by_other", "claim_relations", ["other"], unique=False)
    op.create_index("claim_relations_by_time", "claim_relations", ["known_at"], unique=False)
    op.create_table(
        "suggestions",
        sa.Column("statement", String(length=16), nullable=False),
        sa.Column("other", String(length=16), nullable=False),
        sa.Column("contrary", sa.Boolean(), nullable=False),
        sa.Column("chance", sa.Float(), nullable=False),
        sa.Column("why", Text(), nullable=False),
        sa.Column("known_at", String(), nullable=False),
        sa.PrimaryKeyConstraint("statement"),
    )
    op.create_index("suggestions_by_time", "suggestions", ["known_at"], unique=False)
    pending.refill(op.get_bind())
    increment(op.get_bind(), OUTDATED)
