"""Numbers that statements give in claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store import topic_claims
from reportedly.store.database import insert_new, parts
from reportedly.store.schema import claim_numbers, claim_statements
from reportedly.store.supersession import superseded
from reportedly.store.timestamps import end_of, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.engine import Row

    from reportedly.listing import Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """A number of something, as a range, that a statement gives in its claim."""

    claim: str
    statement: str
    position: int
    """Its place among the quantities of the reading, from 0."""
    known_at: datetime
    """When the statement was published."""
    said_on: date
    of: str | None
    """What is counted or measured: "village"."""
    unit: str | None
    low: float | None
    high: float | None
    """None if a bound is open: "over 10,000" has no high."""


def insert(connection: sa.Connection, rows: Iterable[NumberRow]) -> None:
    """Add the numbers that statements give in their claims."""
    values = [
        {
            "statement": row.statement,
            "position": row.position,
            "claim": row.claim,
            "known_at": stamp(row.known_at),
            "said_on": row.said_on.isoformat(),
            "of": row.of,
            "low": row.low,
            "high": row.high,
            "unit": row.unit,
        }
        for row in rows
    ]
    insert_new(connection, claim_numbers, values)


def of_claims(connection: sa.Connection, claims: Sequence[str]) -> dict[str, list[NumberRow]]:
    """The numbers of each of these claims that has any, statement by statement in the order of their text."""
    mine = claim_numbers.c
    found: dict[str, list[NumberRow]] = {}
    for part in parts(claims):
        query = sa.select(claim_numbers).where(mine.claim.in_(part)).order_by(mine.statement, mine.position)
        for row in connection.execute(query):
            found.setdefault(row.claim, []).append(_row(row))
    return found


def newest(connection: sa.Connection, wanted: Filter, limit: int | None, offset: int) -> list[NumberRow]:
    """A page of the numbers that count at a date and have a bound, those said last first."""
    mine, until = claim_numbers.c, end_of(wanted.as_of)
    query = (
        sa.select(claim_numbers)
        .join(claim_statements, claim_statements.c.statement == mine.statement)
        .where(~claim_statements.c.wrong, sa.or_(mine.low.is_not(None), mine.high.is_not(None)))
        .order_by(mine.said_on.desc(), mine.statement.desc(), mine.position.desc())
    )
    if until is not None:
        query = query.where(mine.known_at <= until, mine.said_on <= until[:10])
    query = topic_claims.within(connection, query, wanted, mine.claim)
    query = query.where(~superseded(claim_statements.c.report, until)).limit(limit).offset(offset)
    return [_row(row) for row in connection.execute(query)]


def _row(row: Row[Any]) -> NumberRow:
    return NumberRow(
        claim=row.claim,
        statement=row.statement,
        position=row.position,
        known_at=datetime.fromisoformat(row.known_at),
        said_on=date.fromisoformat(row.said_on),
        of=row.of,
        unit=row.unit,
        low=row.low,
        high=row.high,
    )
