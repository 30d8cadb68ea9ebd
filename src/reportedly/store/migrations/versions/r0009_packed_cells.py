"""Statements are looked for instead of claims, in cells that are many in a row. All is embedded and linked again."""

import sqlalchemy as sa
from alembic import op

from reportedly.store import pending
from reportedly.store.columns import String
from reportedly.store.database import OUTDATED, increment

revision = "0009"
down_revision = "0008"

DERIVED = (
    *("event_reports", "tallies", "source_days", "claim_sources", "report_places", "moments", "forecasts"),
    *("claim_numbers", "concerns", "claim_days", "claim_statements", "claims", "names", "shingles", "linked"),
    "gists",
)
"""In the order in which they can be emptied; vectors, too, which were others on some processors."""


def upgrade() -> None:
    op.drop_table("claim_cells")
    op.create_table(
        "cells",
        sa.Column("kind", String(length=8), nullable=False),
        sa.Column("cell", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("members", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "cell", "first"),
    )
    op.drop_index("claims_by_founding", table_name="claims")
    op.drop_index("forecasts_by_founding", table_name="forecasts")
    for column in ("centre", "cell", "founds"):
        op.drop_column("claims", column)
    op.drop_column("forecasts", "founds")
    op.add_column("claim_statements", sa.Column("number", sa.Integer(), nullable=True))
    op.add_column("claim_statements", sa.Column("cell", sa.Integer(), nullable=True))
    op.create_index("claim_statements_by_number", "claim_statements", ["number"], unique=True)
    op.create_index("claim_statements_by_cell", "claim_statements", ["cell", "number"], unique=False)
    for table in DERIVED:
        op.execute(sa.text(f"DELETE FROM {table}"))
    pending.refill(op.get_bind())
    increment(op.get_bind(), OUTDATED)
