"""Linking takes negation, agents and classes of predicates from propositions. All is linked again.

Readings made before have no propositions; their reports get them when they are added again.
"""

import sqlalchemy as sa
from alembic import op

from reportedly.store import pending
from reportedly.store.database import OUTDATED, increment

revision = "0011"
down_revision = "0010"

DERIVED = (
    *("event_reports", "tallies", "source_days", "claim_sources", "report_places", "moments", "forecasts"),
    *("claim_numbers", "concerns", "claim_days", "claim_statements", "claims", "names", "shingles", "linked"),
    "cells",
)
"""In the order in which they can be emptied. Embeddings stay: they do not depend on propositions."""


def upgrade() -> None:
    """Forget what was derived, and let it be derived again."""
    for table in DERIVED:
        op.execute(sa.text(f"DELETE FROM {table}"))
    pending.refill(op.get_bind())
    increment(op.get_bind(), OUTDATED)
