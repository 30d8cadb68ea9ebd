"""The parties of people are remembered from report to report. All is linked again."""

import sqlalchemy as sa
from alembic import op

from reportedly.store import pending
from reportedly.store.database import OUTDATED, increment

revision = "0018"
down_revision = "0017"

DERIVED = (
    *("event_reports", "tallies", "source_days", "claim_sources", "report_places", "moments", "forecasts"),
    *("claim_numbers", "concerns", "claim_relations", "suggestions", "claim_days", "claim_statements", "claims"),
    *("names", "sides", "shingles", "linked", "cells"),
)
"""In the order in which they can be emptied. Embeddings stay."""


def upgrade() -> None:
    for table in DERIVED:
        op.execute(sa.text(f"DELETE FROM {table}"))
    op.create_table(
        "affiliations",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("known_at", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("name", "report"),
    )
    op.create_index("affiliations_by_report", "affiliations", ["report"])
    pending.refill(op.get_bind())
    increment(op.get_bind(), OUTDATED)
