"""Which report is about which Event, with the lead (names and vector) that decided it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store.database import insert_new
from reportedly.store.reports import stamp
from reportedly.store.schema import event_reports, linked
from reportedly.store.supersession import stands
from reportedly.store.vectors import packed, unpacked

if TYPE_CHECKING:
    from datetime import date

    from reportedly.store.vectors import Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReportRow:
    """That a report is about an Event."""

    report: str
    event: str
    known_at: datetime
    names: frozenset[str]
    """Names in its lead."""
    vector: Vector = field(repr=False, compare=False)
    """The vector of its lead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReport:
    """A report of an Event, with the reading by which it is linked."""

    report: str
    reading: str
    known_at: datetime


def insert(connection: sa.Connection, row: EventReportRow) -> None:
    """Add a report to its Event."""
    kept = {
        "report": row.report,
        "event": row.event,
        "known_at": stamp(row.known_at),
        "names": sorted(row.names),
        "vector": packed(row.vector),
    }
    insert_new(connection, event_reports, [kept])


def latest(connection: sa.Connection, since: date, most: int) -> list[EventReportRow]:
    """The latest reports since a day, at most so many, in order of publication."""
    mine = event_reports.c
    query = sa.select(event_reports).where(mine.known_at >= since.isoformat())
    rows = connection.execute(query.order_by(mine.known_at.desc(), mine.report.desc()).limit(most)).all()
    return [
        EventReportRow(
            report=row.report,
            event=row.event,
            known_at=datetime.fromisoformat(row.known_at),
            names=frozenset(row.names),
            vector=unpacked(row.vector),
        )
        for row in reversed(rows)
    ]


def page(connection: sa.Connection, until: str | None, *, shared: bool, limit: int | None, offset: int) -> list[str]:
    """A page of the Events known at a time, those first that were reported last; `shared` leaves those of several."""
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


def reports_of(
    connection: sa.Connection, event: str, until: str | None, *, limit: int | None, offset: int = 0
) -> list[EventReport]:
    """A page of the reports of an Event as known at a time, in order of publication."""
    mine = event_reports.c
    query = _reports_of(event, until).order_by(mine.known_at, mine.report)
    return _fetched(connection, query.limit(limit).offset(offset))


def ends_of(connection: sa.Connection, event: str, until: str | None, most: int) -> list[EventReport]:
    """The first report of an Event and its latest ones as known at a time, at most so many, in order of publication."""
    mine = event_reports.c
    first = reports_of(connection, event, until, limit=1)
    later = _reports_of(event, until).order_by(mine.known_at.desc(), mine.report.desc()).limit(most - 1)
    return [*first, *(row for row in reversed(_fetched(connection, later)) if row not in first)]


def _fetched(connection: sa.Connection, query: sa.Select[Any]) -> list[EventReport]:
    return [
        EventReport(report=row.report, reading=row.reading, known_at=datetime.fromisoformat(row.known_at))
        for row in connection.execute(query)
    ]


def _reports_of(event: str, until: str | None) -> sa.Select[Any]:
    return (
        sa.select(linked.c.report, linked.c.reading, linked.c.known_at)
        .join(event_reports, linked.c.report == event_reports.c.report)
        .where(event_reports.c.event == event, stands(linked, until))
    )


def count_of(connection: sa.Connection, event: str, until: str | None) -> tuple[int, int]:
    """How many reports an Event has, and of how many origins, as known at a time."""
    query = (
        sa.select(sa.func.count(), sa.func.count(linked.c.origin.distinct()))
        .select_from(event_reports.join(linked, linked.c.report == event_reports.c.report))
        .where(event_reports.c.event == event, stands(linked, until))
    )
    reports, origins = connection.execute(query).one()
    return reports, origins
