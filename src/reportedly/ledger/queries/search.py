"""Statements by what they say, who says it, what it does, where and when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reportedly.ledger.queries import claims
from reportedly.ledger.queries.annotations import Marks
from reportedly.record import Hit
from reportedly.store import search
from reportedly.store.search_terms import in_field, wanted

if TYPE_CHECKING:
    from reportedly.record import Filter
    from reportedly.store.database import Connection


def hits(connection: Connection, query: Filter, limit: int | None, offset: int) -> list[Hit]:
    """Statements that hold all of the words and fit what else is asked, the latest published first."""
    asked = wanted(query.text)
    if query.text.strip() and not asked:
        return []
    for field, value in (("actor", claims.as_known(query.actor)), ("act", query.act), ("place", query.place)):
        if value is not None:
            one = in_field(field, value)
            if not one.terms:
                return []
            asked.append(one)
    if not asked and (query.since, query.until, query.status) == (None, None, None):
        return []
    rows = search.statements_with(connection, asked, query, limit, offset)
    marks = Marks(connection)
    # What was not read right may belong to no claim; what its actor is then stands in the reading alone.
    read = claims.read_of(connection, {row.reading for row in rows if row.claim is None})
    found = []
    for row in rows:
        who = claims.actor_of(row.actor, row.kind, row.speaks_for)
        if row.claim is None:
            who = claims.statement_in(read[row.reading], row.id).actor
        found.append(
            Hit(
                statement=row.id,
                report=row.report,
                claim=row.claim,
                content=claims.content_of(row),
                source=claims.source_of(row),
                actor=who,
                said_on=date.fromisoformat(row.said_on),
                wrong=row.id in marks.wrong,
                grades=marks.of(row.id, row.actor),
            )
        )
    return found
