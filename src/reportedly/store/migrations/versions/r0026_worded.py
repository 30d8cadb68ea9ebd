"""Members of claims know which stance their wording takes, so that no claim is shown the wrong way round.

All is linked again.
"""

import sqlalchemy as sa
from alembic import op

from reportedly.store import pending
from reportedly.store.columns import String
from reportedly.store.database import OUTDATED, increment
from reportedly.store.migrations.versions.r0017_match_vectors import DERIVED

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    for table in ("affiliations", *DERIVED):
        op.execute(sa.text(f"DELETE FROM {table}"))
    with op.batch_alter_table("claim_statements") as members:
        members.add_column(sa.Column("worded", String(), nullable=False, server_default="affirm"))
    pending.refill(op.get_bind())
    increment(op.get_bind(), OUTDATED)
