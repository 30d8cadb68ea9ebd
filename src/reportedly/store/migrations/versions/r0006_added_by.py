"""Who added a report; of those that are there already nobody knows."""

import sqlalchemy as sa
from alembic import op

from reportedly.store.columns import String

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("reports", sa.Column("added_by", String(), nullable=True))
