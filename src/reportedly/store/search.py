"""Statements by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store.schema import claim_statements, linked, reports, statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Row

MOST_HITS = 200


def statements_with(connection: sa.Connection, wanted: Sequence[str], until: str | None) -> list[Row[Any]]:
    """Linked statements whose content or source holds all of these strings, the latest first."""
    query = (
        sa.select(
            statements.c.id,
            statements.c.reading,
            statements.c.report,
            statements.c.said_on,
            statements.c.words,
            claim_statements.c.claim,
        )
        .join(linked, linked.c.reading == statements.c.reading)
        .join(reports, reports.c.id == statements.c.report)
        .outerjoin(claim_statements, claim_statements.c.statement == statements.c.id)
        .order_by(reports.c.known_at.desc(), statements.c.report, statements.c.position)
        .limit(MOST_HITS)
    )
    for word in wanted:
        query = query.where(statements.c.words.contains(word.casefold(), autoescape=True))
    if until is not None:
        query = query.where(reports.c.known_at <= until)
    return list(connection.execute(query))
