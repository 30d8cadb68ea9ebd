"""Vectors of the matcher and of leads outlast linking again, as embeddings do; the next linking gives them seals."""

import sqlalchemy as sa
from alembic import op

from reportedly.store.columns import String

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    with op.batch_alter_table("gists") as gists:
        gists.add_column(sa.Column("seal", String(length=16), nullable=True))
        gists.add_column(sa.Column("match_vector", sa.LargeBinary(), nullable=True))
        gists.add_column(sa.Column("match_seal", String(length=16), nullable=True))
    moved = "SELECT sides.match_vector FROM sides WHERE sides.statement = gists.statement"
    op.execute(sa.text(f"UPDATE gists SET match_vector = ({moved})"))
    with op.batch_alter_table("sides") as sides:
        sides.drop_column("match_vector")
    op.create_table(
        "leads",
        sa.Column("report", String(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("seal", String(length=16), nullable=True),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("report"),
    )
    op.execute(sa.text("INSERT INTO leads (report, vector) SELECT report, vector FROM event_reports"))
    with op.batch_alter_table("event_reports") as events:
        events.drop_column("vector")
