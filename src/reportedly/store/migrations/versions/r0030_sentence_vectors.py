"""The vector of a paragraph is that of its sentences. All is linked again; until then lists stay as they are."""

from datetime import date

from alembic import op

from reportedly.store import pending

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    pending.request_relinking(op.get_bind(), date.min)
