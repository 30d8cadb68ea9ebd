"""Which report tells of which Event; what was linked before is linked again."""

import sqlalchemy as sa
from alembic import op

from reportedly.store import pending
from reportedly.store.columns import String
from reportedly.store.database import OUTDATED, increment

revision = "0007"
down_revision = "0006"

DERIVED = (
    *("tallies", "source_days", "claim_sources", "report_places", "moments", "forecasts", "claim_numbers", "concerns"),
    *("claim_days", "claim_statements", "claims", "names", "shingles", "linked"),
)
"""In the order in which they can be emptied."""


def upgrade() -> None:
    op.create_table(
        "event_reports",
        sa.Column("report", String(), nullable=False),
        sa.Column("event", String(length=16), nullable=False),
        sa.Column("known_at", String(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("report"),
    )
    op.create_index("event_reports_by_event", "event_reports", ["event", "known_at", "report"], unique=False)
    op.create_index("event_reports_by_time", "event_reports", ["known_at", "report"], unique=False)
    for table in DERIVED:
        op.execute(sa.text(f"DELETE FROM {table}"))
    pending.refill(op.get_bind())
    increment(op.get_bind(), OUTDATED)
