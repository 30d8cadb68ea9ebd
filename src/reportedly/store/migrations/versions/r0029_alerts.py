"""Alerts, their receivers and their outbox."""

import sqlalchemy as sa
from alembic import op

from reportedly.store.columns import String, Text

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.create_table(
        "alerts",
        sa.Column("key", String(), nullable=False),
        sa.Column("name", String(), nullable=False),
        sa.Column("query", Text(), nullable=False),
        sa.Column("by", String(), nullable=False),
        sa.Column("at", String(), nullable=False),
        sa.Column("quiet", String(), nullable=True),
        sa.Column("muted_until", String(), nullable=True),
        sa.Column("cursor", sa.Integer(), nullable=False),
        sa.Column("day", String(length=10), nullable=False),
        sa.Column("problem", Text(), nullable=True),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "alert_receivers",
        sa.Column("alert", String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", String(), nullable=False),
        sa.Column("target", Text(), nullable=False),
        sa.Column("pace", String(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("sent_at", String(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", String(), nullable=True),
        sa.Column("problem", Text(), nullable=True),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["alert"], ["alerts.key"]),
        sa.PrimaryKeyConstraint("alert", "number"),
    )
    op.create_table(
        "alert_matches",
        sa.Column("alert", String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", String(length=16), nullable=False),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.Column("item", Text(), nullable=False),
        sa.ForeignKeyConstraint(["alert"], ["alerts.key"]),
        sa.PrimaryKeyConstraint("alert", "number"),
    )
    op.create_index("alert_matches_by_id", "alert_matches", ["alert", "id"], unique=True)
