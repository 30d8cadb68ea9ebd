"""The parties of people are remembered from report to report. All is linked again."""

import sqlalchemy as sa
from alembic import op

from reportedly.store import pending
from reportedly.store.database import OUTDATED, increment
from reportedly.store.migrations.versions.r0017_match_vectors import DERIVED

revision = "0018"
down_revision = "0017"


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
