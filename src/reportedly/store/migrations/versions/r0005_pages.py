"""Everything derived is kept in rows that pages are cut from; it is derived again from the readings."""

import sqlalchemy as sa
from alembic import op

from reportedly.store import pending
from reportedly.store.columns import String, Text
from reportedly.store.database import OUTDATED, increment

revision = "0005"
down_revision = "0004"

DERIVED = ("settlements", "claim_days", "claim_statements", "claims", "names", "shingles", "gists", "linked")
"""In the order in which they can be dropped; vectors too, as they may come from another model."""


def upgrade() -> None:
    for table in DERIVED:
        op.drop_table(table)
    op.create_table(
        "source_days",
        sa.Column("source", String(), nullable=False),
        sa.Column("day", String(length=10), nullable=False),
        sa.Column("latest", sa.Boolean(), nullable=False),
        sa.Column("name", String(), nullable=False),
        sa.Column("folded", String(), nullable=False),
        sa.Column("party", String(), nullable=False),
        sa.Column("outlet", sa.Boolean(), nullable=False),
        sa.Column("first", String(length=10), nullable=False),
        sa.Column("last", String(length=10), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("affirmed", sa.Integer(), nullable=False),
        sa.Column("denied", sa.Integer(), nullable=False),
        sa.Column("forecasts", sa.Integer(), nullable=False),
        sa.Column("settled", sa.Integer(), nullable=False),
        sa.Column("scored", sa.Integer(), nullable=False),
        sa.Column("squares", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", "day"),
    )
    op.create_index("source_days_by_day", "source_days", ["day"], unique=False)
    op.create_index("source_days_by_most", "source_days", ["latest", "most"], unique=False)
    op.create_index("source_days_by_name", "source_days", ["folded", "latest"], unique=False)
    op.create_index("source_days_by_statements", "source_days", ["latest", "statements", "name"], unique=False)
    op.create_table(
        "tallies",
        sa.Column("what", String(), nullable=False),
        sa.Column("name", String(), nullable=False),
        sa.Column("day", String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("what", "name", "day"),
    )
    op.create_index("tallies_by_day", "tallies", ["day"], unique=False)
    op.create_table(
        "claims",
        sa.Column("id", String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("founder", String(length=16), nullable=False),
        sa.Column("report", String(), nullable=False),
        sa.Column("centre", sa.LargeBinary(), nullable=False),
        sa.Column("cell", sa.Integer(), nullable=False),
        sa.Column("founds", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index("claims_by_cell", "claims", ["cell", "number"], unique=False)
    op.create_index("claims_by_founding", "claims", ["founds", "number"], unique=False)
    op.create_index("claims_by_report", "claims", ["report"], unique=False)
    op.create_table(
        "forecasts",
        sa.Column("statement", String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report", String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("known_at", String(), nullable=False),
        sa.Column("source", String(), nullable=True),
        sa.Column("horizon", String(), nullable=True),
        sa.Column("due", String(length=10), nullable=True),
        sa.Column("likelihood", String(), nullable=False),
        sa.Column("outcome", String(), nullable=False),
        sa.Column("settled_at", String(), nullable=True),
        sa.Column("settled_by", String(length=16), nullable=True),
        sa.Column("resolved_by", String(), nullable=True),
        sa.Column("cell", sa.Integer(), nullable=False),
        sa.Column("founds", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.ForeignKeyConstraint(["resolved_by"], ["reports.id"]),
        sa.PrimaryKeyConstraint("statement"),
        sa.UniqueConstraint("number"),
    )
    op.create_index("forecasts_by_cell", "forecasts", ["cell", "number"], unique=False)
    op.create_index("forecasts_by_due", "forecasts", ["due", "number"], unique=False)
    op.create_index("forecasts_by_founding", "forecasts", ["founds", "number"], unique=False)
    op.create_index("forecasts_by_outcome", "forecasts", ["outcome", "number"], unique=False)
    op.create_index("forecasts_by_outcome_and_due", "forecasts", ["outcome", "due", "number"], unique=False)
    op.create_index("forecasts_by_report", "forecasts", ["report"], unique=False)
    op.create_index("forecasts_by_settling", "forecasts", ["settled_at"], unique=False)
    op.create_index("forecasts_by_source", "forecasts", ["source", "number"], unique=False)
    op.create_index("forecasts_by_time", "forecasts", ["known_at"], unique=False)
    op.create_table(
        "gists",
        sa.Column("statement", String(length=16), nullable=False),
        sa.Column("report", String(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("families", sa.JSON(), nullable=False),
        sa.Column("ahead", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("statement"),
    )
    op.create_index("gists_by_report", "gists", ["report"], unique=False)
    op.create_table(
        "moments",
        sa.Column("report", String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("date", String(), nullable=False),
        sa.Column("kind", String(length=8), nullable=False),
        sa.Column("known_at", String(), nullable=False),
        sa.Column("statement", String(length=16), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("type", String(), nullable=True),
        sa.Column("factuality", sa.Float(), nullable=True),
        sa.Column("ahead", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("report", "position"),
    )
    op.create_index("moments_ahead", "moments", ["ahead", "date", "report", "start", "end", "position"], unique=False)
    op.create_index("moments_by_date", "moments", ["date", "report", "start", "end", "position"], unique=False)
    op.create_index("moments_by_kind", "moments", ["kind", "date", "report", "start", "end", "position"], unique=False)
    op.create_index("moments_by_time", "moments", ["known_at"], unique=False)
    op.create_table(
        "names",
        sa.Column("name", String(), nullable=False),
        sa.Column("actor", String(), nullable=False),
        sa.Column("report", String(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_index("names_by_report", "names", ["report"], unique=False)
    op.create_table(
        "report_places",
        sa.Column("report", String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("known_at", String(), nullable=False),
        sa.Column("name", String(), nullable=False),
        sa.Column("geonameid", sa.Integer(), nullable=True),
        sa.Column("country", String(length=2), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("precision", String(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("report", "position"),
    )
    op.create_index("report_places_by_time", "report_places", ["known_at", "report", "position"], unique=False)
    op.create_table(
        "shingles",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", String(length=10), nullable=False),
        sa.Column("report", String(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("hash", "day", "report"),
        sqlite_with_rowid=False,
    )
    op.create_index("shingles_by_report", "shingles", ["report"], unique=False)
    op.create_table(
        "claim_days",
        sa.Column("claim", String(length=16), nullable=False),
        sa.Column("day", String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", String(), nullable=False),
        sa.Column("before", String(), nullable=True),
        sa.Column("moved", sa.Boolean(), nullable=False),
        sa.Column("numbers", String(), nullable=True),
        sa.Column("several", sa.Boolean(), nullable=False),
        sa.Column("why", Text(), nullable=False),
        sa.Column("wording", Text(), nullable=False),
        sa.Column("statements", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"]),
        sa.PrimaryKeyConstraint("claim", "day"),
    )
    op.create_index("claim_days_by_day", "claim_days", ["day", "number"], unique=False)
    op.create_index("claim_days_by_move", "claim_days", ["moved", "day", "number"], unique=False)
    op.create_index("claim_days_by_numbers", "claim_days", ["numbers", "day", "number"], unique=False)
    op.create_index("claim_days_by_several", "claim_days", ["several", "day", "number"], unique=False)
    op.create_index("claim_days_by_status", "claim_days", ["status", "day", "number"], unique=False)
    op.create_table(
        "claim_numbers",
        sa.Column("statement", String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim", String(length=16), nullable=False),
        sa.Column("known_at", String(), nullable=False),
        sa.Column("said_on", String(length=10), nullable=False),
        sa.Column("of", Text(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("unit", String(), nullable=True),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"]),
        sa.PrimaryKeyConstraint("statement", "position"),
    )
    op.create_index("claim_numbers_by_claim", "claim_numbers", ["claim"], unique=False)
    op.create_index("claim_numbers_by_day", "claim_numbers", ["said_on", "statement", "position"], unique=False)
    op.create_index("claim_numbers_by_time", "claim_numbers", ["known_at"], unique=False)
    op.create_table(
        "claim_sources",
        sa.Column("claim", String(length=16), nullable=False),
        sa.Column("source", String(), nullable=False),
        sa.Column("day", String(length=10), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("affirmed", sa.Integer(), nullable=False),
        sa.Column("denied", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"]),
        sa.PrimaryKeyConstraint("claim", "source", "day"),
    )
    op.create_index("claim_sources_by_day", "claim_sources", ["day"], unique=False)
    op.create_table(
        "claim_statements",
        sa.Column("statement", String(length=16), nullable=False),
        sa.Column("claim", String(length=16), nullable=False),
        sa.Column("report", String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("known_at", String(), nullable=False),
        sa.Column("said_on", String(), nullable=False),
        sa.Column("stance", String(), nullable=False),
        sa.Column("actor", String(), nullable=True),
        sa.Column("kind", String(), nullable=True),
        sa.Column("speaks_for", String(), nullable=True),
        sa.Column("source", String(), nullable=True),
        sa.Column("countries", sa.JSON(), nullable=False),
        sa.Column("party", String(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("recalled", sa.Boolean(), nullable=False),
        sa.Column("about", String(), nullable=True),
        sa.Column("boast", sa.Boolean(), nullable=False),
        sa.Column("wording", Text(), nullable=False),
        sa.Column("plainness", sa.Float(), nullable=False),
        sa.Column("fit", sa.Float(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("wrong", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"]),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("statement"),
    )
    op.create_index(
        "claim_statements_by_claim", "claim_statements", ["claim", "known_at", "report", "position"], unique=False
    )
    op.create_index("claim_statements_by_report", "claim_statements", ["report"], unique=False)
    op.create_index(
        "claim_statements_by_source", "claim_statements", ["source", "known_at", "report", "position"], unique=False
    )
    op.create_index("claim_statements_by_time", "claim_statements", ["known_at"], unique=False)
    op.create_table(
        "concerns",
        sa.Column("claim", String(length=16), nullable=False),
        sa.Column("day", String(length=10), nullable=False),
        sa.Column("kind", String(length=7), nullable=False),
        sa.Column("name", String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"]),
        sa.PrimaryKeyConstraint("claim", "day", "kind", "name"),
    )
    op.create_index("concerns_by_day", "concerns", ["kind", "day", "name"], unique=False)
    op.create_index("concerns_by_name", "concerns", ["kind", "name", "day", "number"], unique=False)
    op.create_table(
        "linked",
        sa.Column("report", String(), nullable=False),
        sa.Column("reading", String(length=16), nullable=False),
        sa.Column("known_at", String(), nullable=False),
        sa.Column("supersedes", String(), nullable=True),
        sa.Column("origin", String(length=16), nullable=False),
        sa.Column("copy_of", String(), nullable=True),
        sa.Column("copy_why", Text(), nullable=True),
        sa.Column("second", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["copy_of"], ["reports.id"]),
        sa.ForeignKeyConstraint(["reading"], ["readings.id"]),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.ForeignKeyConstraint(["supersedes"], ["reports.id"]),
        sa.PrimaryKeyConstraint("report"),
    )
    op.create_index("linked_by_origin", "linked", ["origin", "known_at"], unique=False)
    op.create_index("linked_by_second", "linked", ["second", "known_at", "report"], unique=False)
    op.create_index("linked_by_superseded", "linked", ["supersedes"], unique=False)
    op.create_index("linked_by_time", "linked", ["known_at", "report"], unique=False)
    op.create_table(
        "pending",
        sa.Column("report", String(), nullable=False),
        sa.Column("reading", String(length=16), nullable=False),
        sa.Column("known_at", String(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.id"]),
        sa.ForeignKeyConstraint(["report"], ["reports.id"]),
        sa.PrimaryKeyConstraint("report"),
    )
    op.create_index("pending_by_time", "pending", ["known_at", "report"], unique=False)
    pending.refill(op.get_bind())
    increment(op.get_bind(), OUTDATED)
