"""Links that were not made but are possible are stored, too, and found by either statement. All is linked again."""

import sqlalchemy as sa
from alembic import op

from reportedly.store import pending
from reportedly.store.database import OUTDATED, increment
from reportedly.store.migrations.versions.r0017_match_vectors import DERIVED

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    for table in ("affiliations", *DERIVED):
        op.execute(sa.text(f"DELETE FROM {table}"))
    op.create_index("suggestions_by_other", "suggestions", ["other"])
    pending.refill(op.get_bind())
    increment(op.get_bind(), OUTDATED)
