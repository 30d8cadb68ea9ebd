"""Members of claims know how likely they were read right, from which the sureness of a status follows.

All is linked again.
"""

import sqlalchemy as sa
from alembic import op

from reportedly.store import pending
from reportedly.store.database import OUTDATED, increment
from reportedly.store.migrations.versions.r0017_match_vectors import DERIVED

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    for table in ("affiliations", *DERIVED):
        op.execute(sa.text(f"DELETE FROM {table}"))
    with op.batch_alter_table("claim_statements") as members:
        members.add_column(sa.Column("confidence", sa.Float, nullable=False, server_default="1"))
    pending.refill(op.get_bind())
    increment(op.get_bind(), OUTDATED)
