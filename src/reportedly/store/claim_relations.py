"""Relations between claims, stored when the newer one is founded."""

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
    """A relation of a claim to one that was founded before it."""

    claim: str
    other: str
    kind: ClaimRelation | None
    """Of the claim toward the other one, both put positively; None if they have none then."""
    found: ClaimRelation
    """Of what the two statements say."""
    statement: str
    """The statement that founded the claim."""
    other_statement: str
    """The statement of the other claim that it was compared with."""
    why: str
    chance: float
    known_at: datetime


def insert(connection: sa.Connection, rows: Iterable[ClaimRelationRow]) -> None:
    """Store relations of new claims."""
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
    """The relations of these claims in either direction, as known at a date, in a fixed order."""
    mine, until = claim_relations.c, end_of(as_of)
    found: dict[tuple[str, str], ClaimRelationRow] = {}
    for part in parts(claims):
        query = sa.select(claim_relations).where(sa.or_(mine.claim.in_(part), mine.other.in_(part)))
        query = query if until is None else query.where(mine.known_at <= until)
        found.update({(row.claim, row.other): _row(row) for row in connection.execute(query)})
    return [found[key] for key in sorted(found, key=lambda key: (found[key].known_at, *key))]


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
