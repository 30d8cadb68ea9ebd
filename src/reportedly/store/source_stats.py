"""Figures of sources at the end of each day: how much each said, how often others affirmed or denied it later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.model import Party
from reportedly.store import topic_claims
from reportedly.store.database import parts, upsert
from reportedly.store.schema import source_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.engine import Row

    from reportedly.listing import Filter
    from reportedly.store.speakers import SourceInReport


class SourceCount(StrEnum):
    """What is counted of a source; the values are columns of the table."""

    STATEMENTS = "statements"
    REPORTS = "reports"
    ORIGINS = "origins"
    AFFIRMED = "affirmed"
    """Statements that others affirmed later."""
    DENIED = "denied"
    """Statements that others denied later."""
    FORECASTS = "forecasts"
    SETTLED = "settled"
    """Forecasts whose outcome is known."""
    SCORED = "scored"
    """Forecasts with an outcome and a likelihood that can be scored."""
    SQUARES = "squares"
    """The sum of the squared distances between likelihood and outcome of these, in millionths."""


_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A source with its figures at the end of a day."""

    source: str
    """The key that it is counted under."""
    name: str
    party: Party
    outlet: bool
    """True for an outlet in its own voice."""
    first: date
    last: date
    statements: int
    reports: int
    origins: int
    affirmed: int
    denied: int
    forecasts: int
    settled: int
    scored: int
    squares: int
    """The sum of squared distances between likelihood and outcome, in millionths."""


def add(
    connection: sa.Connection,
    day: date,
    changes: Mapping[str, Mapping[SourceCount, int]],
    speaking: Mapping[str, SourceInReport],
) -> None:
    """Change the counts of sources from a day on that is the latest so far; `speaking` are those that speak on it.

    Changes of a source that has never spoken are left out.
    """
    known = {row.source: row for row in _latest(connection, changes)}
    rows, outdated = [], []
    for source, change in sorted(changes.items()):
        before, spoke = known.get(source), speaking.get(source)
        if before is None and spoke is None:
            continue
        row: dict[str, Any] = {"first": day.isoformat(), "most": 0} if before is None else dict(before._mapping)
        if before is not None and before.day != day.isoformat():
            outdated.append({"one": source, "on": before.day})
        if spoke is not None:
            row |= {
                "name": spoke.name,
                "folded": spoke.name.casefold(),
                "party": str(spoke.party),
                "outlet": spoke.outlet,
            }
            row["last"] = day.isoformat()
        row |= {what.value: row.get(what.value, 0) + change.get(what, 0) for what in SourceCount}
        row |= {"source": source, "day": day.isoformat(), "latest": True, "most": max(row["most"], row["statements"])}
        rows.append(row)
    if outdated:
        this = sa.and_(source_days.c.source == sa.bindparam("one"), source_days.c.day == sa.bindparam("on"))
        connection.execute(sa.update(source_days).where(this).values(latest=False), outdated)
    upsert(connection, source_days, rows)


def is_key(connection: sa.Connection, source: str) -> bool:
    """True if a source is counted under this key."""
    return bool(_latest(connection, [source]))


def _latest(connection: sa.Connection, sources: Iterable[str]) -> list[Row[Any]]:
    """The latest rows of these sources."""
    wanted = sorted(sources)
    query = sa.select(source_days).where(source_days.c.latest)
    return [row for part in parts(wanted) for row in connection.execute(query.where(source_days.c.source.in_(part)))]


def page(connection: sa.Connection, wanted: Filter, limit: int | None, offset: int) -> list[SourceRow]:
    """A page of the sources with the figures that they had at the end of a day, those with most statements first."""
    mine, as_of = source_days.c, wanted.as_of
    if as_of is None:
        query = sa.select(source_days).where(mine.latest, mine.statements > 0)
        query = topic_claims.within_sources(connection, query, wanted, mine.source)
        query = query.order_by(mine.statements.desc(), mine.name, mine.source)
        return [_row(row) for row in connection.execute(query.limit(limit).offset(offset))]
    # `most` bounds the statements that a source had at any earlier day: sources are looked through in its order until
    # none that follow can belong to the page.
    found: list[SourceRow] = []
    passed = 0
    known = sa.select(mine.source, mine.most).where(mine.latest).order_by(mine.most.desc(), mine.source)
    known = topic_claims.within_sources(connection, known, wanted, mine.source)
    while True:
        batch = connection.execute(known.limit(_BATCH).offset(passed)).all()
        found += at(connection, as_of, [row.source for row in batch])
        found.sort(key=lambda row: (-row.statements, row.name, row.source))
        passed += len(batch)
        end = len(found) if limit is None else offset + limit
        if len(batch) < _BATCH:
            return found[offset:end]
        if limit is not None and len(found) >= end and found[end - 1].statements > batch[-1].most:
            return found[offset:end]


def at(connection: sa.Connection, as_of: date | None, sources: Sequence[str]) -> list[SourceRow]:
    """A few hundred sources at most with the figures that they had at the end of a day; only those with statements."""
    if as_of is None:
        return [_row(row) for row in _latest(connection, sources) if row.statements]
    # A source may have a row for each of many days: the index leads to its last one up to the given day.
    known, earlier = source_days.alias("known"), source_days.alias("earlier")
    last = (
        sa.select(sa.func.max(earlier.c.day))
        .where(earlier.c.source == known.c.source, earlier.c.day <= as_of.isoformat())
        .scalar_subquery()
    )
    query = (
        sa.select(source_days)
        .select_from(known)
        .join(source_days, sa.and_(source_days.c.source == known.c.source, source_days.c.day == last))
        .where(known.c.source.in_(sources), known.c.latest)
    )
    return [_row(row) for row in connection.execute(query) if row.statements]


def _row(row: Row[Any]) -> SourceRow:
    return SourceRow(
        source=row.source,
        name=row.name,
        party=Party.parse(row.party),
        outlet=row.outlet,
        first=date.fromisoformat(row.first),
        last=date.fromisoformat(row.last),
        statements=row.statements,
        reports=row.reports,
        origins=row.origins,
        affirmed=row.affirmed,
        denied=row.denied,
        forecasts=row.forecasts,
        settled=row.settled,
        scored=row.scored,
        squares=row.squares,
    )


def of_name(connection: sa.Connection, folded: Iterable[str]) -> list[str]:
    """The sources of these names in lower case."""
    query = sa.select(source_days.c.source).where(source_days.c.folded.in_(sorted(folded)), source_days.c.latest)
    return sorted(connection.scalars(query))


def undo(connection: sa.Connection, day: date) -> None:
    """Delete what was counted on a day and later."""
    since = day.isoformat()
    changed = sorted(set(connection.scalars(sa.select(source_days.c.source).where(source_days.c.day >= since))))
    connection.execute(sa.delete(source_days).where(source_days.c.day >= since))
    mine = source_days.c
    for part in parts(changed):
        last = (
            sa.select(mine.source, sa.func.max(mine.day).label("day"))
            .where(mine.source.in_(part))
            .group_by(mine.source)
        )
        for row in connection.execute(last).all():
            this = sa.and_(mine.source == row.source, mine.day == row.day)
            connection.execute(sa.update(source_days).where(this).values(latest=True))
