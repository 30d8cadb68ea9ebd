"""Which report tells of which Event, as rows with the lead that it was known by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store.database import insert_new
from reportedly.store.schema import event_reports, linked
from reportedly.store.supersession import stands

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.engine import Row


def keep(connection: sa.Connection, row: Mapping[str, Any]) -> None:
    """Put down that a report tells of an Event."""
    insert_new(connection, event_reports, [row])


def latest(connection: sa.Connection, since: str, most: int) -> list[Row[Any]]:
    """The latest reports since a time, at most so many, in order of publication."""
    mine = event_reports.c
    query = sa.select(event_reports).where(mine.known_at >= since)
    rows = connection.execute(query.order_by(mine.known_at.desc(), mine.report.desc()).limit(most)).all()
    return list(reversed(rows))


def page(connection: sa.Connection, until: str | None, *, shared: bool, limit: int | None, offset: int) -> list[str]:
    """The Events of reports that stand at a time, the latest told of first; `shared` leaves those of several."""
    other, place = event_reports.alias("other"), event_reports.c
    known, theirs = linked.alias("known"), linked.alias("theirs")
    others = (
        sa.exists()
        .select_from(other.join(theirs, theirs.c.report == other.c.report))
        .where(other.c.event == place.event, stands(theirs, until))
    )
    mine, its = (sa.tuple_(t.known_at, t.report) for t in (place, other.c))
    query = (
        sa.select(place.event)
        .join(known, known.c.report == place.report)
        .where(stands(known, until), ~others.where(its > mine))
        .order_by(place.known_at.desc(), place.report.desc())
        .limit(limit)
        .offset(offset)
    )
    return list(connection.scalars(query.where(others.where(its < mine)) if shared else query))


def told_of(
    connection: sa.Connection, event: str, until: str | None, *, limit: int | None, offset: int = 0
) -> list[Row[Any]]:
    """A page of the reports of an Event that stand at a time, in order of publication."""
    mine = event_reports.c
    query = _telling(event, until).order_by(mine.known_at, mine.report)
    return list(connection.execute(query.limit(limit).offset(offset)).all())


def ends_of(connection: sa.Connection, event: str, until: str | None, most: int) -> list[Row[Any]]:
    """The first and the latest reports of an Event that stand at a time, so many at most, in order of publication."""
    mine = event_reports.c
    first = told_of(connection, event, until, limit=1)
    later = _telling(event, until).order_by(mine.known_at.desc(), mine.report.desc()).limit(most - 1)
    latest = reversed(connection.execute(later).all())
    return [*first, *(row for row in latest if row.report not in {r.report for r in first})]


def _telling(event: str, until: str | None) -> sa.Select[Any]:
    return (
        sa.select(linked.c.report, linked.c.reading, linked.c.known_at)
        .join(event_reports, linked.c.report == event_reports.c.report)
        .where(event_reports.c.event == event, stands(linked, until))
    )


def counted(connection: sa.Connection, event: str, until: str | None) -> tuple[int, int]:
    """How many reports, and how many origins, tell of an Event at a time."""
    query = (
        sa.select(sa.func.count(), sa.func.count(linked.c.origin.distinct()))
        .select_from(event_reports.join(linked, linked.c.report == event_reports.c.report))
        .where(event_reports.c.event == event, stands(linked, until))
    )
    reports, origins = connection.execute(query).one()
    return reports, origins
