"""Cells of the index of candidates as rows of their own, and the latest counts of each source; all is linked again."""

import sqlalchemy as sa
from alembic import op

from reportedly.store import pending
from reportedly.store.columns import String
from reportedly.store.database import OUTDATED, increment

revision = "0008"
down_revision = "0007"

DERIVED = (
    *("event_reports", "tallies", "source_days", "claim_sources", "report_places", "moments", "forecasts"),
    *("claim_numbers", "concerns", "claim_days", "claim_statements", "claims", "names", "shingles", "linked"),
)
"""In the order in which they can be emptied."""


def upgrade() -> None:
    op.create_table(
        "claim_cells",
        sa.Column("cell", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim", String(length=16), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("cell", "number"),
        sqlite_with_rowid=False,
    )
    op.drop_index("claims_by_cell", table_name="claims")
    op.create_index("source_days_by_source", "source_days", ["source", "latest"], unique=False)
    for table in DERIVED:
        op.execute(sa.text(f"DELETE FROM {table}"))
    pending.refill(op.get_bind())
    increment(op.get_bind(), OUTDATED)
