"""Numbers that statements put to claims, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store.database import insert_new, parts
from reportedly.store.schema import claim_numbers, claim_statements
from reportedly.store.supersession import superseded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.engine import Row


def keep(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put down the numbers of a statement."""
    insert_new(connection, claim_numbers, rows)


def of_claims(connection: sa.Connection, claims: Sequence[str]) -> list[Row[Any]]:
    """The numbers of these claims, in the order of their text."""
    found: list[Row[Any]] = []
    for part in parts(claims):
        query = sa.select(claim_numbers).where(claim_numbers.c.claim.in_(part))
        found += connection.execute(query.order_by(claim_numbers.c.statement, claim_numbers.c.position))
    return found


def newest(connection: sa.Connection, until: str | None, limit: int | None, offset: int) -> list[tuple[str, str, int]]:
    """Claim, statement and position of the numbers said last that count, as known by a time."""
    mine = claim_numbers.c
    query = (
        sa.select(mine.claim, mine.statement, mine.position)
        .join(claim_statements, claim_statements.c.statement == mine.statement)
        .where(~claim_statements.c.wrong, sa.or_(mine.low.is_not(None), mine.high.is_not(None)))
        .order_by(mine.said_on.desc(), mine.statement.desc(), mine.position.desc())
    )
    if until is not None:
        query = query.where(mine.known_at <= until, mine.said_on <= until[:10])
    found = connection.execute(query.where(~superseded(claim_statements.c.report, until)).limit(limit).offset(offset))
    return [(row.claim, row.statement, row.position) for row in found]
