"""Indexes that lead from a source or a statement to its grades, and from a statement to its judgements."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_index("grades_by_subject", "grades", ["subject"], unique=False)
    op.create_index("judgements_by_statement", "judgements", ["one"], unique=False)
