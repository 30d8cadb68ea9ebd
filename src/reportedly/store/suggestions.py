"""Links that are likely but not sure: a person should judge them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.store.database import insert_new, parts
from reportedly.store.schema import claim_statements, suggestions
from reportedly.store.timestamps import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A statement that founded a claim, and the earlier one that it may say the same as, or the contrary of."""

    statement: str
    other: str
    contrary: bool
    """True if it more likely says the contrary of the other one than the same."""
    chance: float
    why: str


def insert(connection: sa.Connection, rows: Iterable[Suggestion], known_at: datetime) -> None:
    """Store the suggestions that come from one report."""
    values = [
        {
            "statement": row.statement,
            "other": row.other,
            "contrary": row.contrary,
            "chance": row.chance,
            "why": row.why,
            "known_at": stamp(known_at),
        }
        for row in rows
    ]
    insert_new(connection, suggestions, values)


def of_claims(connection: sa.Connection, claims: Sequence[str] | None) -> list[Suggestion]:
    """The suggestions for the founders of these claims, or of all claims, in a fixed order."""
    query = sa.select(suggestions)
    queries = [query]
    if claims is not None:
        query = query.join(claim_statements, claim_statements.c.statement == suggestions.c.statement)
        queries = [query.where(claim_statements.c.claim.in_(part)) for part in parts(claims)]
    found = [
        Suggestion(statement=row.statement, other=row.other, contrary=row.contrary, chance=row.chance, why=row.why)
        for one in queries
        for row in connection.execute(one)
    ]
    return sorted(found, key=lambda s: s.statement)
