"""What is read and not linked yet, or linked by an older reading: kept as it comes, so that nobody looks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from reportedly.store.database import insert_new, upsert
from reportedly.store.schema import linked, pending, readings, reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A report that is to be linked by its current reading."""

    report: str
    reading: str
    known_at: datetime
    """Transaction time: the moment from which on the ledger counts a report as known. That is when it was published, or
    when it was added where it has no date; it decides the order of linking and what `as of` a day shows."""


def keep(connection: sa.Connection, report: str, reading: str, known_at: str) -> None:
    """Let a report wait with its new reading; failed readings have nothing to link."""
    upsert(connection, pending, [{"report": report, "reading": reading, "known_at": known_at}])


def first(connection: sa.Connection) -> Pending | None:
    """What is to be linked next: the report that was published first."""
    row = connection.execute(sa.select(pending).order_by(pending.c.known_at, pending.c.report).limit(1)).one_or_none()
    return (
        None
        if row is None
        else Pending(report=row.report, reading=row.reading, known_at=datetime.fromisoformat(row.known_at))
    )


def count(connection: sa.Connection) -> int:
    """How many reports wait."""
    return connection.scalar(sa.select(sa.func.count()).select_from(pending)) or 0


def drop(connection: sa.Connection, report: str) -> None:
    """A report is linked."""
    connection.execute(sa.delete(pending).where(pending.c.report == report))


def wait_again(connection: sa.Connection, since: str) -> None:
    """Let what is linked since a time wait again; a newer reading that waits already stays."""
    rows = connection.execute(
        sa.select(linked.c.report, linked.c.reading, linked.c.known_at).where(linked.c.known_at >= since)
    )
    insert_new(connection, pending, [dict(row._mapping) for row in rows])


def missing(connection: sa.Connection) -> list[str]:
    """The reports that should wait and do not, or wait in vain: none, unless somebody changed the database."""
    current = current_ids()
    wanted = {
        (row.report, row.id)
        for row in connection.execute(
            sa.select(current.c.report, current.c.id)
            .join(readings, readings.c.id == current.c.id)
            .outerjoin(linked, linked.c.report == current.c.report)
            .where(readings.c.failure.is_(None))
            .where(sa.or_(linked.c.reading.is_(None), linked.c.reading != current.c.id))
        )
    }
    known = {(row.report, row.reading) for row in connection.execute(sa.select(pending))}
    return sorted({report for report, _ in wanted ^ known})


def fill(connection: sa.Connection) -> None:
    """Let everything wait that is not linked by its current reading."""
    connection.execute(sa.delete(pending))
    current = current_ids()
    query = (
        sa.select(current.c.report, current.c.id, reports.c.known_at)
        .join(reports, reports.c.id == current.c.report)
        .join(readings, readings.c.id == current.c.id)
        .outerjoin(linked, linked.c.report == current.c.report)
        .where(readings.c.failure.is_(None))
        .where(sa.or_(linked.c.reading.is_(None), linked.c.reading != current.c.id))
    )
    connection.execute(sa.insert(pending).from_select(["report", "reading", "known_at"], query))


def current_ids() -> sa.Subquery:
    """The id of every report's current reading: the latest that did not fail, or the latest failure."""
    rank = sa.func.row_number().over(
        partition_by=readings.c.report, order_by=(readings.c.failure.is_not(None), readings.c.number.desc())
    )
    ranked = sa.select(readings.c.id, readings.c.report, rank.label("rank")).subquery()
    return sa.select(ranked.c.id, ranked.c.report).where(ranked.c.rank == 1).subquery()
