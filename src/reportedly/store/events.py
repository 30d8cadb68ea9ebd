"""Which report is about which Event, with the lead (names and vector) that decided it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store import ids, topic_claims
from reportedly.store.database import insert_new, parts
from reportedly.store.schema import event_reports, leads, linked
from reportedly.store.supersession import active
from reportedly.store.timestamps import end_of, stamp
from reportedly.store.vectors import unpacked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.engine import Row

    from reportedly.listing import Filter
    from reportedly.store.vectors import Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReportRow:
    """The membership of a report in an Event."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCounts:
    """How many reports tell of an Event, and how many origins they have."""

    reports: int
    origins: int


def insert(connection: sa.Connection, row: EventReportRow) -> None:
    """Add a report to its Event; the vector of its lead is stored by itself."""
    values = {
        "report": row.report,
        "event": row.event,
        "known_at": stamp(row.known_at),
        "names": sorted(row.names),
    }
    insert_new(connection, event_reports, [values])


def latest(connection: sa.Connection, since: date, most: int) -> list[EventReportRow]:
    """The latest reports since a day, at most so many, in order of publication."""
    mine = event_reports.c
    query = sa.select(event_reports, leads.c.vector).join(leads, leads.c.report == mine.report)
    query = query.where(mine.known_at >= since.isoformat())
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


def starting_with(connection: sa.Connection, beginning: str) -> str:
    """The Event whose id begins so; NotFound if there is none, or more than one."""
    return ids.starting_with(connection, event_reports.c.event, beginning, "Event", "`reportedly events` lists them")


def page(connection: sa.Connection, wanted: Filter, limit: int | None, offset: int) -> list[str]:
    """A page of the Events with active reports, or with several (`multiple`), those first that were reported last."""
    other, place, until = event_reports.alias("other"), event_reports.c, end_of(wanted.as_of)
    known, theirs = linked.alias("known"), linked.alias("theirs")
    others = (
        sa.exists()
        .select_from(other.join(theirs, theirs.c.report == other.c.report))
        .where(other.c.event == place.event, active(theirs, until))
    )
    mine, its = (sa.tuple_(t.known_at, t.report) for t in (place, other.c))
    query = (
        sa.select(place.event)
        .join(known, known.c.report == place.report)
        .where(active(known, until), ~others.where(its > mine))
        .order_by(place.known_at.desc(), place.report.desc())
        .limit(limit)
        .offset(offset)
    )
    query = topic_claims.within_events(connection, query, wanted, place.event)
    return list(connection.scalars(query.where(others.where(its < mine)) if wanted.multiple else query))


def reports_of(
    connection: sa.Connection, as_of: date | None, events: Sequence[str], most: int | None
) -> dict[str, list[EventReport]]:
    """The reports of these Events that are active at a date, in order of publication.

    With `most` the first report of each and its latest ones, so many in all.
    """
    order = (linked.c.known_at, linked.c.report)
    event = event_reports.c.event
    first = sa.func.row_number().over(partition_by=event, order_by=order)
    last = sa.func.row_number().over(partition_by=event, order_by=[c.desc() for c in order])
    found: dict[str, list[EventReport]] = {}
    for part in parts(events):
        ranked = _reports(as_of).add_columns(first.label("first"), last.label("last")).where(event.in_(part)).subquery()
        query = sa.select(ranked).order_by(ranked.c.known_at, ranked.c.report)
        if most is not None:
            query = query.where(sa.or_(ranked.c.first == 1, ranked.c.last < most))
        for row in connection.execute(query):
            found.setdefault(row.event, []).append(_row(row))
    return found


def reports_page(
    connection: sa.Connection, as_of: date | None, event: str, *, limit: int | None, offset: int
) -> list[EventReport]:
    """A page of the reports of an Event that are active at a date, in order of publication."""
    mine = event_reports.c
    query = _reports(as_of).where(mine.event == event).order_by(mine.known_at, mine.report)
    return [_row(row) for row in connection.execute(query.limit(limit).offset(offset))]


def counts(connection: sa.Connection, as_of: date | None, events: Sequence[str]) -> dict[str, EventCounts]:
    """How many reports and origins each of these Events has at a date."""
    event = event_reports.c.event
    query = (
        sa.select(event, sa.func.count().label("reports"), sa.func.count(linked.c.origin.distinct()).label("origins"))
        .select_from(event_reports.join(linked, linked.c.report == event_reports.c.report))
        .where(active(linked, end_of(as_of)))
        .group_by(event)
    )
    return {
        row.event: EventCounts(reports=row.reports, origins=row.origins)
        for part in parts(events)
        for row in connection.execute(query.where(event.in_(part)))
    }


def _reports(as_of: date | None) -> sa.Select[Any]:
    return (
        sa.select(event_reports.c.event, linked.c.report, linked.c.reading, linked.c.known_at)
        .join(event_reports, linked.c.report == event_reports.c.report)
        .where(active(linked, end_of(as_of)))
    )


def _row(row: Row[Any]) -> EventReport:
    return EventReport(report=row.report, reading=row.reading, known_at=datetime.fromisoformat(row.known_at))
