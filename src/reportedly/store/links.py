"""Which reports are linked, by which reading and of which origin; and how linking is undone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store import claim_sources, daily_counts, forecasts, pending, source_stats, topic_claims
from reportedly.store.claim_mentions import MentionKind
from reportedly.store.database import increment, insert_new, parts
from reportedly.store.schema import (
    affiliations,
    claim_days,
    claim_numbers,
    claim_relations,
    claim_statements,
    claims,
    concerns,
    event_reports,
    linked,
    moments,
    names,
    report_places,
    reports,
    shingles,
    sides,
    suggestions,
)
from reportedly.store.supersession import active
from reportedly.store.timestamps import end_of, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.listing import Filter

MARK = "linking"
"""The counter (`database.counter`) of what changes links: a linker that sees another value starts over."""
UNLINKED = "unlinking"
"""The counter of what undoes links, and of shadows: one that was begun before is out of date."""
COMMONPLACE = 64
"""Reports that may share a shingle; a more frequent one is no evidence of a common origin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """A report as it is linked."""

    report: str
    reading: str
    known_at: datetime
    supersedes: str | None
    """The earlier report that it revises."""
    origin: str
    copy_of: str | None
    """The earlier report that it is a copy of."""
    copy_why: str | None
    second: bool
    """True if it is the first copy of its origin, which has several reports from then on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedReport:
    """A report with the reading that it is linked by and its origin."""

    report: str
    reading: str
    origin: str


def last(connection: sa.Connection) -> tuple[datetime, str] | None:
    """The report that was linked last, with its transaction time."""
    query = sa.select(linked.c.known_at, linked.c.report).order_by(linked.c.known_at.desc(), linked.c.report.desc())
    row = connection.execute(query.limit(1)).one_or_none()
    return None if row is None else (datetime.fromisoformat(row.known_at), row.report)


def latest_day(connection: sa.Connection, as_of: date | None) -> date | None:
    """The last day up to a date on which a linked report was published."""
    until, query = end_of(as_of), sa.select(sa.func.max(linked.c.known_at))
    found = connection.scalar(query if until is None else query.where(linked.c.known_at <= until))
    return None if found is None else datetime.fromisoformat(found).date()


def earliest_day(connection: sa.Connection, reports: Iterable[str]) -> date | None:
    """The first day on which one of these reports was published that is linked; None if none is."""
    query = sa.select(sa.func.min(linked.c.known_at))
    found = [connection.scalar(query.where(linked.c.report.in_(part))) for part in parts(sorted(reports))]
    return min((date.fromisoformat(day[:10]) for day in found if day is not None), default=None)


def unlink(connection: sa.Connection, day: date) -> int:
    """Delete what was derived from the reports of a day and later ones, and queue them again; returns how many."""
    since = day.isoformat()
    gone = sa.select(linked.c.report).where(linked.c.known_at >= since)
    pending.requeue(connection, day)
    daily_counts.undo(connection, day)
    claim_sources.undo(connection, day)
    source_stats.undo(connection, day)
    forecasts.undo(connection, day)
    for table in (report_places, moments, claim_numbers, event_reports, claim_relations, suggestions):
        connection.execute(sa.delete(table).where(table.c.known_at >= since))
    # The kinds are named for the sake of the index on kind and day.
    connection.execute(
        sa.delete(concerns).where(concerns.c.kind.in_([kind.value for kind in MentionKind]), concerns.c.day >= since)
    )
    connection.execute(sa.delete(claim_days).where(claim_days.c.day >= since))
    connection.execute(sa.delete(claim_statements).where(claim_statements.c.known_at >= since))
    for table in (claims, affiliations, names, sides, shingles):
        connection.execute(sa.delete(table).where(table.c.report.in_(gone)))
    unlinked = connection.execute(sa.delete(linked).where(linked.c.known_at >= since)).rowcount
    increment(connection, MARK)
    increment(connection, UNLINKED)
    return unlinked


def sharing(connection: sa.Connection, sample: Iterable[int], since: date) -> list[str]:
    """The linked reports since a day that share most of these shingles, at most sixteen; the closest first."""
    wanted = sorted(sample)
    shared: Counter[str] = Counter()
    for part in parts(wanted):
        shared.update(connection.scalars(_SHARING, {"hashes": part, "since": since.isoformat()}))
    return sorted(shared, key=lambda r: (-shared[r], r))[:16]


def _sharing() -> sa.Select[Any]:
    mine = shingles.c
    known = mine.hash.in_(sa.bindparam("hashes", expanding=True)), mine.day >= sa.bindparam("since")
    telling = sa.select(mine.hash).where(*known).group_by(mine.hash).having(sa.func.count() <= COMMONPLACE)
    return sa.select(mine.report).where(mine.hash.in_(telling), mine.day >= sa.bindparam("since"))


_SHARING = _sharing()


def at_address(connection: sa.Connection, outlet: str | None, url: str | None) -> str | None:
    """The latest linked report of an outlet at an address."""
    if not url:
        return None
    same_outlet = reports.c.outlet.is_(None) if outlet is None else reports.c.outlet == outlet
    return connection.scalar(
        sa.select(linked.c.report)
        .join(reports, reports.c.id == linked.c.report)
        .where(reports.c.url == url, same_outlet)
        .order_by(linked.c.known_at.desc(), linked.c.report.desc())
        .limit(1)
    )


def origin_of(connection: sa.Connection, report: str) -> str:
    """The origin of a linked report."""
    return str(connection.scalar(sa.select(linked.c.origin).where(linked.c.report == report)))


def has_copies(connection: sa.Connection, origin: str) -> bool:
    """True if an origin has more than one linked report."""
    query = sa.select(linked.c.report).where(linked.c.origin == origin, linked.c.second)
    return connection.scalar(query.limit(1)) is not None


def active_reports(
    connection: sa.Connection, as_of: date | None, origins: Iterable[str] | None = None
) -> list[LinkedReport]:
    """The linked reports (or those of some origins) that no revision has replaced at a date, oldest first."""
    mine = linked.c
    query = sa.select(mine.report, mine.reading, mine.origin).where(active(linked, end_of(as_of)))
    query = query.order_by(mine.known_at, mine.report)
    queries = [query]
    if origins is not None:
        queries = [query.where(mine.origin.in_(part)) for part in parts(sorted(set(origins)))]
    return [
        LinkedReport(report=row.report, reading=row.reading, origin=row.origin)
        for one in queries
        for row in connection.execute(one)
    ]


def origins_page(connection: sa.Connection, wanted: Filter, limit: int | None, offset: int) -> list[str]:
    """A page of the origins with active reports, by their first report, latest first.

    With `multiple` those with several, by their second report.
    """
    mine, until = linked.c, end_of(wanted.as_of)
    other, another = linked.alias("other"), linked.alias("another")
    remaining = sa.exists().where(other.c.origin == mine.origin, active(other, until))
    if wanted.multiple:
        more = sa.exists().where(another.c.origin == mine.origin, another.c.report > other.c.report)
        remaining = remaining.where(more.where(active(another, until)))
    query = sa.select(mine.origin).where(mine.second if wanted.multiple else mine.copy_of.is_(None), remaining)
    query = query if until is None else query.where(mine.known_at <= until)
    query = topic_claims.within_origins(connection, query, wanted, mine.origin)
    query = query.order_by(mine.known_at.desc(), mine.report.desc()).limit(limit).offset(offset)
    return list(connection.scalars(query))


def origins_of(connection: sa.Connection, reports: Iterable[str]) -> list[str]:
    """The origins of these reports."""
    wanted = sorted(set(reports))
    found: list[str] = []
    for part in parts(wanted):
        found += connection.scalars(sa.select(linked.c.origin).where(linked.c.report.in_(part)))
    return found


def firsts(connection: sa.Connection, as_of: date | None, reports: Iterable[str]) -> dict[str, str]:
    """The first active report of the origin of each of these reports, by the report's id."""
    mine, first = linked.c, linked.alias("first")
    earliest = sa.select(first.c.report).where(first.c.origin == mine.origin, active(first, end_of(as_of)))
    earliest = earliest.order_by(first.c.known_at, first.c.report).limit(1)
    wanted = sorted(set(reports))
    found: dict[str, str] = {}
    for part in parts(wanted):
        query = sa.select(mine.report, earliest.scalar_subquery().label("first")).where(mine.report.in_(part))
        found.update({row.report: row.first for row in connection.execute(query) if row.first is not None})
    return found


def insert(connection: sa.Connection, row: LinkRow, sample: Iterable[int]) -> None:
    """Store that a report is linked, with the shingles by which later copies of it are found."""
    values = {
        "report": row.report,
        "reading": row.reading,
        "known_at": stamp(row.known_at),
        "supersedes": row.supersedes,
        "origin": row.origin,
        "copy_of": row.copy_of,
        "copy_why": row.copy_why,
        "second": row.second,
    }
    insert_new(connection, linked, [values])
    day = row.known_at.date().isoformat()
    insert_new(connection, shingles, [{"hash": h, "day": day, "report": row.report} for h in sorted(sample)])
