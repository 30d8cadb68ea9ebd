"""Which statements are denials and stand alone, which claims are shown by default and where. All is linked again."""

import sqlalchemy as sa
from alembic import op

from reportedly.store import pending
from reportedly.store.columns import String, Text
from reportedly.store.database import OUTDATED, increment

revision = "0012"
down_revision = "0011"

DERIVED = (
    *("event_reports", "tallies", "source_days", "claim_sources", "report_places", "moments", "forecasts"),
    *("claim_numbers", "concerns", "claim_days", "claim_statements", "claims", "names", "shingles", "linked"),
    "cells",
)
"""In the order in which they can be emptied. Embeddings stay."""


def upgrade() -> None:
    for column in ("denies", "stands_alone"):
        op.add_column("claim_statements", sa.Column(column, sa.Boolean(), server_default=sa.false(), nullable=False))
    for column in ("notable", "shown"):
        op.add_column("claim_days", sa.Column(column, sa.Boolean(), server_default=sa.false(), nullable=False))
    for column in ("changes", "points"):
        op.add_column("claim_days", sa.Column(column, sa.Integer(), server_default="0", nullable=False))
    op.add_column("claim_days", sa.Column("rank", sa.Float(), server_default="0", nullable=False))
    op.add_column("claim_days", sa.Column("change", String(), nullable=True))
    op.add_column("claim_days", sa.Column("figures", Text(), nullable=True))
    op.create_index("claim_days_by_notable", "claim_days", ["notable", "day", "number"], unique=False)
    op.create_index("claim_days_by_rank", "claim_days", ["shown", "rank", "number"], unique=False)
    for table in DERIVED:
        op.execute(sa.text(f"DELETE FROM {table}"))
    pending.refill(op.get_bind())
    increment(op.get_bind(), OUTDATED)
