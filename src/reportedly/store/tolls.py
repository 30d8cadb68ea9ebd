"""Numbers that the reports of an Event give of the people it befell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store import topic_claims
from reportedly.store.schema import claim_numbers, claim_statements, event_reports, linked
from reportedly.store.supersession import active
from reportedly.store.timestamps import end_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from reportedly.listing import Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class TollRow:
    """A number of a statement in a report of an Event."""

    statement: str
    position: int
    """Its place among the quantities of the reading, from 0."""
    report: str
    reading: str
    of: str
    unit: str | None
    low: float | None
    high: float | None


def events_with(
    connection: sa.Connection, wanted: Filter, words: Collection[str], limit: int | None, offset: int
) -> list[str]:
    """A page of the Events with numbers of what a word says, or with several (`multiple`): the latest number first."""
    latest = sa.func.max(claim_numbers.c.said_on)
    query = (
        _numbers(wanted.as_of, words)
        .with_only_columns(event_reports.c.event)
        .group_by(event_reports.c.event)
        .order_by(latest.desc(), event_reports.c.event)
        .limit(limit)
        .offset(offset)
    )
    query = query.having(sa.func.count() > 1) if wanted.multiple else query
    query = topic_claims.within_events(connection, query, wanted, event_reports.c.event)
    return list(connection.scalars(query))


def of_event(
    connection: sa.Connection, as_of: date | None, event: str, words: Collection[str], most: int
) -> list[TollRow]:
    """The latest `most` numbers of what one of the words says in the reports of an Event, oldest first."""
    mine = claim_numbers.c
    query = (
        _numbers(as_of, words)
        .where(event_reports.c.event == event)
        .order_by(mine.said_on.desc(), mine.known_at.desc(), mine.statement.desc(), mine.position.desc())
        .limit(most)
    )
    return [TollRow(**row._mapping) for row in reversed(connection.execute(query).all())]


def _numbers(as_of: date | None, words: Collection[str]) -> sa.Select[Any]:
    """Numbers that count at a date, whose words for what is counted end with one of these words."""
    mine, until = claim_numbers.c, end_of(as_of)
    ends = sa.or_(*(c for word in sorted(words) for c in (mine.of == word, mine.of.endswith(f" {word}"))))
    return (
        sa.select(
            *(mine.statement, mine.position, claim_statements.c.report, linked.c.reading),
            *(mine.of, mine.unit, mine.low, mine.high),
        )
        .join(claim_statements, claim_statements.c.statement == mine.statement)
        .join(linked, linked.c.report == claim_statements.c.report)
        .join(event_reports, event_reports.c.report == claim_statements.c.report)
        .where(ends, ~claim_statements.c.wrong, active(linked, until))
        .where(sa.or_(mine.low.is_not(None), mine.high.is_not(None)))
    )
