"""Search of statements: by words, source, act, place, day and status of the claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.ledger.queries import readings
from reportedly.ledger.queries.annotations import Annotations
from reportedly.record import Hit
from reportedly.store import search, topic_claims
from reportedly.store.search_terms import phrases_of

if TYPE_CHECKING:
    from reportedly.listing import Filter
    from reportedly.store.database import Connection


def hits(connection: Connection, query: Filter, limit: int | None, offset: int) -> list[Hit]:
    """A page of the statements that match a query in all its parts, the latest published first.

    An empty query, or one for words without a letter or figure, finds nothing.
    """
    wanted = phrases_of(query)
    if wanted is None:
        return []
    rows = search.statements_with(connection, wanted, query, topic_claims.of(connection, query), limit, offset)
    annotations = Annotations(connection, (row.statement for row in rows), (row.actor_name for row in rows))
    # A statement that was read wrong may belong to no claim: then only its reading tells the kind of its actor.
    read = readings.by_ids(connection, (row.reading for row in rows if row.claim is None))
    return [
        Hit(
            statement=row.statement,
            report=row.report,
            claim=row.claim,
            content=row.content,
            source=row.source,
            actor=readings.statement_in(read[row.reading], row.statement).actor if row.claim is None else row.actor,
            said_on=row.said_on,
            wrong=row.statement in annotations.wrong,
            grades=annotations.of_statement(row.statement, row.actor_name),
        )
        for row in rows
    ]
