"""The queue of reports to link: those that are read and not linked, or linked by an older reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from reportedly.store.database import insert_new, upsert
from reportedly.store.schema import linked, meta, pending, readings, reports
from reportedly.store.timestamps import stamp

_RELINK = "relink"
"""The key in `meta` of the day since which everything has to be linked again."""
_RELINKING = "relinking"
"""The key in `meta` of the day since which a shadow is linked. It stays until the shadow replaces what is derived, so
that a crash is made good; a judgement meanwhile sets the other key, and counts in the next round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A report that is to be linked by its current reading."""

    report: str
    reading: str
    known_at: datetime
    """Transaction time: the moment from which on the ledger counts a report as known. That is when it was published, or
    when it was added if it has no date; it decides the order of linking and what `as of` a day shows."""

    @property
    def day(self) -> date:
        """The day, in UTC, from which on it is known."""
        return self.known_at.date()


def add(connection: sa.Connection, report: str, reading: str, known_at: datetime) -> None:
    """Queue a report with its new reading, which must not have failed."""
    upsert(connection, pending, [{"report": report, "reading": reading, "known_at": stamp(known_at)}])


def first(connection: sa.Connection) -> Pending | None:
    """The next report to link: the one that was published first."""
    row = connection.execute(sa.select(pending).order_by(pending.c.known_at, pending.c.report).limit(1)).one_or_none()
    return (
        None
        if row is None
        else Pending(report=row.report, reading=row.reading, known_at=datetime.fromisoformat(row.known_at))
    )


def count(connection: sa.Connection) -> int:
    """How many reports are queued."""
    return connection.scalar(sa.select(sa.func.count()).select_from(pending)) or 0


def queued(connection: sa.Connection) -> list[str]:
    """The ids of the readings that are queued, in order."""
    return list(connection.scalars(sa.select(pending.c.reading).order_by(pending.c.known_at, pending.c.report)))


def current(connection: sa.Connection) -> list[str]:
    """The ids of the current readings of all reports, in no order."""
    return list(connection.scalars(sa.select(current_ids().c.id)))


def remove(connection: sa.Connection, report: str) -> None:
    """Take a report off the queue, because it is linked."""
    connection.execute(sa.delete(pending).where(pending.c.report == report))


def requeue(connection: sa.Connection, since: date) -> None:
    """Queue again what is linked since a day; a newer reading that is queued already stays."""
    rows = connection.execute(
        sa.select(linked.c.report, linked.c.reading, linked.c.known_at).where(linked.c.known_at >= since.isoformat())
    )
    insert_new(connection, pending, [dict(row._mapping) for row in rows])


def request_relinking(connection: sa.Connection, day: date) -> None:
    """Note that what is linked since a day has to be linked again; until then lists stay as they are."""
    known = connection.scalar(sa.select(meta.c.value).where(meta.c.key == _RELINK))
    wanted = day.isoformat()
    upsert(connection, meta, [{"key": _RELINK, "value": wanted if known is None else min(wanted, known)}])


def relinking_from(connection: sa.Connection) -> date | None:
    """The day since which everything has to be linked again; None if nothing has to."""
    found = connection.scalar(sa.select(sa.func.min(meta.c.value)).where(meta.c.key.in_([_RELINK, _RELINKING])))
    return None if found is None else date.fromisoformat(found)


def begin_relinking(connection: sa.Connection, day: date) -> None:
    """Note that a shadow is linked since a day, for which nothing has to be requested any more."""
    upsert(connection, meta, [{"key": _RELINKING, "value": day.isoformat()}])
    connection.execute(sa.delete(meta).where(meta.c.key == _RELINK))


def shadow_done(connection: sa.Connection) -> None:
    """Forget that a shadow was linked."""
    connection.execute(sa.delete(meta).where(meta.c.key == _RELINKING))


def relinking_done(connection: sa.Connection) -> None:
    """Forget that something had to be linked again."""
    connection.execute(sa.delete(meta).where(meta.c.key.in_([_RELINK, _RELINKING])))


def late(connection: sa.Connection) -> date | None:
    """The day of the first queued report if it is not later than all linked ones."""
    queued = first(connection)
    last = connection.execute(
        sa.select(linked.c.known_at, linked.c.report)
        .order_by(linked.c.known_at.desc(), linked.c.report.desc())
        .limit(1)
    ).first()
    if queued is None or last is None or (stamp(queued.known_at), queued.report) > (last.known_at, last.report):
        return None
    return queued.day


def count_again(connection: sa.Connection, day: date) -> int:
    """How many reports are linked since a day, and would be linked again."""
    query = sa.select(sa.func.count()).select_from(linked).where(linked.c.known_at >= day.isoformat())
    return connection.scalar(query) or 0


def missing(connection: sa.Connection) -> list[str]:
    """The reports that are wrongly queued or not queued: none, unless somebody has changed the database."""
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


def refill(connection: sa.Connection) -> None:
    """Queue exactly the reports that are not linked by their current reading."""
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
