"""Which of some statements, and which of some claims, a search finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.store import search, topic_claims
from reportedly.store.database import parts
from reportedly.store.schema import claim_statements, statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.listing import Filter
    from reportedly.store.search_terms import Phrase


def found_in(
    connection: sa.Connection,
    wanted: Sequence[Phrase],
    query: Filter,
    reports: Sequence[str],
) -> frozenset[str]:
    """The statements of these reports that match."""
    select = search.matching(connection, wanted, query, statements.c.id)
    select = topic_claims.within(connection, select, query, claim_statements.c.claim)
    found = (connection.scalars(select.where(statements.c.report.in_(part))) for part in parts(reports))
    return frozenset(key for keys in found for key in keys)


def claims_with(
    connection: sa.Connection,
    wanted: Sequence[Phrase],
    query: Filter,
    among: Sequence[str],
) -> frozenset[str]:
    """Those among some claims that have a statement that matches."""
    mine = claim_statements.c
    select = search.matching(connection, wanted, query, mine.claim).where(~mine.wrong)
    select = topic_claims.within(connection, select, query, mine.claim)
    found = (connection.scalars(select.where(mine.claim.in_(part))) for part in parts(among))
    return frozenset(key for keys in found for key in keys)
