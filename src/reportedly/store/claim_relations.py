"""Relations between claims, each found when a statement was compared with earlier ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.model import ClaimRelation
from reportedly.store.database import insert_new, parts
from reportedly.store.schema import claim_relations
from reportedly.store.timestamps import end_of, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sqlalchemy.engine import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRelationRow:
    """A relation of a claim to another one, as two of their statements show it."""

    claim: str
    other: str
    kind: ClaimRelation | None
    """Of the claim toward the other one, both put positively; None if they have none then."""
    found: ClaimRelation
    """Of what the two statements say."""
    statement: str
    """A statement of the claim."""
    other_statement: str
    """The earlier statement of the other claim that it was compared with."""
    why: str
    chance: float
    known_at: datetime


def insert(connection: sa.Connection, rows: Iterable[ClaimRelationRow]) -> None:
    """Store relations between claims."""
    values = [
        {
            "claim": row.claim,
            "other": row.other,
            "kind": row.kind.value if row.kind else None,
            "found": row.found.value,
            "statement": row.statement,
            "other_statement": row.other_statement,
            "why": row.why,
            "chance": row.chance,
            "known_at": stamp(row.known_at),
        }
        for row in rows
    ]
    insert_new(connection, claim_relations, values)


def of_claims(connection: sa.Connection, as_of: date | None, claims: Sequence[str]) -> list[ClaimRelationRow]:
    """All relations of these claims in either direction, as known at a date: the likeliest first, then the oldest."""
    mine, until = claim_relations.c, end_of(as_of)
    found: set[ClaimRelationRow] = set()
    for part in parts(claims):
        query = sa.select(claim_relations).where(sa.or_(mine.claim.in_(part), mine.other.in_(part)))
        query = query if until is None else query.where(mine.known_at <= until)
        found.update(_row(row) for row in connection.execute(query))
    return sorted(found, key=lambda row: (-row.chance, row.known_at, row.statement, row.other))


def likeliest(rows: Iterable[ClaimRelationRow]) -> list[ClaimRelationRow]:
    """Of each pair of claims the first of these relations, in the same order."""
    found: dict[frozenset[str], ClaimRelationRow] = {}
    for row in rows:
        found.setdefault(frozenset((row.claim, row.other)), row)
    return list(found.values())


def _row(row: Row[Any]) -> ClaimRelationRow:
    return ClaimRelationRow(
        claim=row.claim,
        other=row.other,
        kind=ClaimRelation(row.kind) if row.kind else None,
        found=ClaimRelation(row.found),
        statement=row.statement,
        other_statement=row.other_statement,
        why=row.why,
        chance=row.chance,
        known_at=datetime.fromisoformat(row.known_at),
    )
