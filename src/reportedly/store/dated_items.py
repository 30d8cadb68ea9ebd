"""What is dated, in order: when statements were made, when things are said to happen; and which places reports name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.listing import Dated
from reportedly.model import Anchor, Precision
from reportedly.store import topic_claims
from reportedly.store.database import insert_new, parts
from reportedly.store.schema import claim_statements, linked, moments, report_places, reports, statements
from reportedly.store.statements import SHOWN, actor_of, source_of
from reportedly.store.supersession import active, superseded
from reportedly.store.timestamps import end_of, iso, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Row

    from reportedly.listing import Filter
    from reportedly.model import Actor, EventType


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedItemRow:
    """A statement by the day on which it was made, or an event mention by the day that its report gives."""

    date: str
    """ISO 8601, as exactly as it is known: a day, a week, a month or a year."""
    kind: Dated
    report: str
    statement: str | None
    claim: str | None
    words: Anchor
    source: Anchor | None
    actor: Actor | None
    type: str | None
    factuality: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place that a report names as a place."""

    report: str
    name: str
    geonameid: int | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDatedItem:
    """A statement or event mention of a report, as it is stored by its date; for the fields see `DatedItemRow`."""

    date: str
    kind: Dated
    statement: str | None
    start: int
    """Where its words start in the report, in code points."""
    end: int
    type: EventType | None
    factuality: float | None
    ahead: bool
    """True if it was still to come when it was reported."""


def insert(connection: sa.Connection, report: str, known_at: datetime, items: Iterable[NewDatedItem]) -> None:
    """Store the dated items of a report, in this order."""
    own = {"report": report, "known_at": stamp(known_at)}
    values = [
        {
            **own,
            "position": position,
            "date": item.date,
            "kind": item.kind.value,
            "statement": item.statement,
            "start": item.start,
            "end": item.end,
            "type": item.type.value if item.type else None,
            "factuality": item.factuality,
            "ahead": item.ahead,
        }
        for position, item in enumerate(items)
    ]
    insert_new(connection, moments, values)


def page(connection: sa.Connection, wanted: Filter, limit: int | None, offset: int) -> list[DatedItemRow]:
    """A page of what is dated, in order of its date."""
    mine, last = moments.c, iso(wanted.until)
    query: sa.Select[Any] = sa.select(mine.date, mine.report, mine.start, mine.end, mine.position)
    query = query.where(active(moments, end_of(wanted.as_of)))
    query = topic_claims.within_statements(connection, query, wanted, mine.statement)
    query = query.where(mine.kind == wanted.kind) if wanted.kind is not None else query
    query = query.where(mine.date <= last) if last is not None else query
    ordered = [c.desc() if wanted.newest_first else c for c in query.selected_columns]
    end = None if limit is None else offset + limit
    found = [
        row
        for stretch in _stretches(iso(wanted.since), iso(wanted.as_of))
        for row in connection.execute(query.where(*stretch).order_by(*ordered).limit(end))
    ]
    found.sort(key=tuple, reverse=wanted.newest_first)
    return _by_keys(connection, [(row.report, row.position) for row in found[offset:end]])


def _stretches(first: str | None, last_known: str | None) -> list[list[sa.ColumnElement[bool]]]:
    """What to look through, each in the order of an index: a month or a year counts as soon as it is not over."""
    mine = moments.c
    stretches: list[list[sa.ColumnElement[bool]]] = [[]]
    if first is not None:
        stretches = [[mine.date >= first], [mine.date.in_((first[:4], first[:7]))]]
    if last_known is None:
        return stretches
    # Looking back, what is dated later than that day counts only where it was still to come when it was reported.
    return [
        *([*stretch, mine.date <= last_known] for stretch in stretches),
        *([*stretch, mine.date > last_known, mine.ahead] for stretch in stretches),
    ]


def _by_keys(connection: sa.Connection, keys: Sequence[tuple[str, int]]) -> list[DatedItemRow]:
    """The items of these reports and positions, in this order."""
    mine = moments.c
    query: sa.Select[Any] = (
        sa.select(*mine, *SHOWN, reports.c.text, claim_statements.c.claim)
        .join(linked, linked.c.report == mine.report)
        .join(reports, reports.c.id == mine.report)
        .outerjoin(claim_statements, claim_statements.c.statement == mine.statement)
        .outerjoin(statements, sa.and_(statements.c.reading == linked.c.reading, statements.c.id == mine.statement))
    )
    found, wanted = {}, set(keys)
    for part in parts(sorted({report for report, _ in keys})):
        for row in connection.execute(query.where(mine.report.in_(part))):
            if (row.report, row.position) in wanted:
                found[row.report, row.position] = _row(row)
    return [found[key] for key in keys]


def _row(row: Row[Any]) -> DatedItemRow:
    return DatedItemRow(
        date=row.date,
        kind=Dated(row.kind),
        report=row.report,
        statement=row.statement,
        claim=row.claim,
        words=Anchor.of(row.text, row.start, row.end),
        source=source_of(row),
        actor=actor_of(row),
        type=row.type,
        factuality=row.factuality,
    )


def insert_places(connection: sa.Connection, known_at: datetime, places: Iterable[PlaceRow]) -> None:
    """Store the places that a report names, in this order."""
    values = [
        {
            "report": place.report,
            "position": position,
            "known_at": stamp(known_at),
            "name": place.name,
            "geonameid": place.geonameid,
            "country": place.country,
            "lat": place.lat,
            "lon": place.lon,
            "precision": place.precision.value,
        }
        for position, place in enumerate(places)
    ]
    insert_new(connection, report_places, values)


def places(connection: sa.Connection, wanted: Filter) -> list[PlaceRow]:
    """The places that reports published within some days name; the latest report first."""
    mine, first = report_places.c, iso(wanted.since)
    query = sa.select(report_places).where(~superseded(mine.report, end_of(wanted.as_of)))
    query = query.order_by(mine.known_at.desc(), mine.report.desc(), mine.position)
    last = end_of(min((day for day in (wanted.as_of, wanted.until) if day), default=None))
    query = query if last is None else query.where(mine.known_at <= last)
    query = query if first is None else query.where(mine.known_at >= first)
    query = topic_claims.within_reports(connection, query, wanted, mine.report)
    return [
        PlaceRow(
            report=row.report,
            name=row.name,
            geonameid=row.geonameid,
            country=row.country,
            lat=row.lat,
            lon=row.lon,
            precision=Precision(row.precision),
        )
        for row in connection.execute(query)
    ]
