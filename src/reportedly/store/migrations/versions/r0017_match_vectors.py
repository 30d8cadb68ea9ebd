"""The matcher's vector of each statement is stored with it. All is linked again."""

import sqlalchemy as sa
from alembic import op

from reportedly.store import pending
from reportedly.store.database import OUTDATED, increment

revision = "0017"
down_revision = "0016"

DERIVED = (
    *("event_reports", "tallies", "source_days", "claim_sources", "report_places", "moments", "forecasts"),
    *("claim_numbers", "concerns", "claim_relations", "suggestions", "claim_days", "claim_statements", "claims"),
    *("names", "sides", "shingles", "linked", "cells"),
)
"""In the order in which they can be emptied. Embeddings stay."""


def upgrade() -> None:
    for table in DERIVED:
        op.execute(sa.text(f"DELETE FROM {table}"))
    with op.batch_alter_table("sides") as sides:
        sides.add_column(sa.Column("match_vector", sa.LargeBinary(), nullable=False))
    pending.refill(op.get_bind())
    increment(op.get_bind(), OUTDATED)
