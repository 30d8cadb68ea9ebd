"""Numbers by who gives them, what is dated in order, places by who names them: questions across all claims."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from reportedly.ledger import claim_state
from reportedly.ledger.queries import claims as view
from reportedly.ledger.queries import numbers as counting
from reportedly.model import Anchor, Party, Precision
from reportedly.record import Dated, DayRecord, Moment, Numbered, NumberRecord, PlaceRecord
from reportedly.store import claim_days as day_store
from reportedly.store import claims as claim_store
from reportedly.store import daily_counts, dated_items, links
from reportedly.store import numbers as number_store
from reportedly.store.ids import LAST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.engine import Row

    from reportedly.ledger.queries.numbers import Given
    from reportedly.record import Filter
    from reportedly.store.database import Connection

AT_ONCE = 50
"""Claims whose numbers are looked at together."""


def numbers(connection: Connection, wanted: Filter, limit: int | None, offset: int) -> list[NumberRecord]:
    """Numbers claim by claim (or of one claim), of one thing together, oldest first; or all, newest first."""
    if wanted.claim is not None:
        return _numbers(connection, wanted.as_of, [wanted.claim])[offset : None if limit is None else offset + limit]
    if wanted.newest_first:
        return _newest_numbers(connection, wanted.as_of, limit, offset)
    found: list[NumberRecord] = []
    for part in _numbered(connection, wanted.as_of):
        found += _numbers(connection, wanted.as_of, part)
        if limit is not None and len(found) >= offset + limit:
            break
    return found[offset : None if limit is None else offset + limit]


def _newest_numbers(connection: Connection, as_of: date | None, limit: int | None, offset: int) -> list[NumberRecord]:
    """Numbers of all claims, those said last first."""
    wanted = number_store.newest(connection, view.end_of(as_of), limit, offset)
    known: dict[tuple[str, int], NumberRecord] = {}
    for key, given, wording in _given(connection, as_of, list(dict.fromkeys(claim for claim, _, _ in wanted))):
        known.update({(g.number.statement, g.number.position): _record(key, wording, g) for g in given})
    return [known[statement, position] for _, statement, position in wanted if (statement, position) in known]


def _numbered(connection: Connection, as_of: date | None) -> Iterator[list[str]]:
    """All claims with numbers, some at a time, those that something was last said of first."""
    kinds = counting.kinds(Numbered.SOME)
    known, offset = as_of.isoformat() if as_of else None, 0
    while True:
        asked = day_store.Asked(as_of=known, limit=AT_ONCE, offset=offset)
        part = day_store.claims_page(connection, asked, numbers=kinds)
        if part:
            yield part
        if len(part) < AT_ONCE:
            return
        offset += AT_ONCE


def _numbers(connection: Connection, as_of: date | None, claims: Sequence[str]) -> list[NumberRecord]:
    found = {key: (given, wording) for key, given, wording in _given(connection, as_of, claims)}
    return [_record(key, found[key][1], g) for key in claims if key in found for g in found[key][0]]


def _given(connection: Connection, as_of: date | None, claims: Sequence[str]) -> Iterator[tuple[str, list[Given], str]]:
    """Each of these claims with its numbers and its wording."""
    rows = claim_store.rows(connection, view.end_of(as_of), claims)
    told: dict[str, list[Row[Any]]] = {}
    for number in number_store.of_claims(connection, claims):
        told.setdefault(number.claim, []).append(number)
    for key, own in groupby(rows, key=lambda row: row.claim):
        mine = list(own)
        yield key, counting.given(mine, told.get(key, ())), claim_state.wording(mine)


def _record(claim: str, wording: str, given: Given) -> NumberRecord:
    return NumberRecord(
        claim=claim,
        wording=wording,
        of=given.number.of,
        unit=given.number.unit,
        low=given.number.low,
        high=given.number.high,
        party=Party.parse(given.statement.party),
        actor=given.statement.name,
        statement=given.statement.statement,
        report=given.statement.report,
        date=date.fromisoformat(given.statement.said_on),
        latest=given.latest,
        excludes=given.excludes,
    )


def timeline(connection: Connection, wanted: Filter, limit: int | None, offset: int) -> list[Moment]:
    """Statements by the day on which they were made, event mentions by the day that reports give them, in order."""
    first, last = (day.isoformat() if day else None for day in (wanted.since, wanted.until))
    rows = dated_items.page(
        connection,
        view.end_of(wanted.as_of),
        first=first,
        last=last,
        kind=wanted.kind,
        newest_first=wanted.newest_first,
        limit=limit,
        offset=offset,
    )
    return [
        Moment(
            date=row.date,
            kind=Dated(row.kind),
            report=row.report,
            statement=row.statement,
            claim=row.claim,
            words=Anchor.of(row.text, row.start, row.end),
            source=view.source_of(row),
            actor=view.actor_of(row.actor, row.actor_kind, row.speaks_for),
            type=row.type,
            factuality=row.factuality,
        )
        for row in rows
    ]


def days(connection: Connection, wanted: Filter) -> list[DayRecord]:
    """How many statements and changes each day had; days without either are left out."""
    first, last, known = (day.isoformat() if day else None for day in (wanted.since, wanted.until, wanted.as_of))
    said = daily_counts.between(connection, daily_counts.SAID, first or "", last or LAST, known)
    ends = [day for day in (last, known) if day]
    moved = day_store.moves(connection, first, min(ends, default=None))
    return [
        DayRecord(day=date.fromisoformat(day), statements=said.get(day, 0), changes=moved.get(day, 0))
        for day in sorted({*said, *moved})
    ]


def places(connection: Connection, wanted: Filter) -> list[PlaceRecord]:
    """Places that reports of these days name, those named by most reports first."""
    first, last = (day.isoformat() if day else None for day in (wanted.since, wanted.until))
    named: dict[tuple[object, ...], tuple[Row[Any], dict[str, None]]] = {}
    for row in dated_items.places(connection, view.end_of(wanted.as_of), first, last):
        key = (row.name, row.geonameid, row.country, row.precision)
        named.setdefault(key, (row, {}))[1][row.report] = None
    found = [
        PlaceRecord(
            name=row.name,
            geonameid=row.geonameid,
            country=row.country,
            lat=row.lat,
            lon=row.lon,
            precision=Precision(row.precision),
            reports=tuple(reports),
        )
        for row, reports in named.values()
    ]
    return sorted(found, key=lambda p: (-len(p.reports), p.name))


def latest_day(connection: Connection, as_of: date | None) -> date | None:
    """The last day of which a report is linked."""
    last = links.last(connection, view.end_of(as_of))
    return last[0].date() if last else None


def concerned(connection: Connection, as_of: date | None, kind: str, days: int, limit: int) -> list[str]:
    """The parties or countries that most claims of the last days concern, most first."""
    last = latest_day(connection, as_of)
    if last is None:
        return []
    since = (last - timedelta(days=days - 1)).isoformat()
    until = as_of.isoformat() if as_of else None
    return [name for name, _ in day_store.concerned(connection, kind, since, until, limit)]
