"""Signatures of grades; signatures of judgements lie in the hash chain, too."""

import sqlalchemy as sa
from alembic import op

from reportedly.store import hash_chain
from reportedly.store.columns import String
from reportedly.store.hash_chain import ChainKind

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "grade_signatures",
        sa.Column("grade", String(length=16), nullable=False),
        sa.Column("key", String(length=64), nullable=False),
        sa.Column("signature", String(length=128), nullable=False),
        sa.ForeignKeyConstraint(["grade"], ["grades.id"]),
        sa.PrimaryKeyConstraint("grade"),
    )
    connection = op.get_bind()
    signed = connection.execute(
        sa.text("SELECT judgement, key, signature FROM judgement_signatures ORDER BY judgement")
    )
    for row in signed.mappings().all():
        hash_chain.append_row(connection, ChainKind.JUDGEMENT_SIGNATURE, dict(row))
