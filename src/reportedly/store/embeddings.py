"""What statements are compared by: their vectors and predicate classes (the table `gists`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store.database import parts, upsert
from reportedly.store.schema import claim_statements, gists
from reportedly.store.vectors import packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.engine import Row

    from reportedly.store.vectors import Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddingRow:
    """The vector of a statement, with what else it is compared by."""

    statement: str
    report: str
    classes: dict[str, int]
    """The predicate classes that it speaks of, with their signs: "is lawful" has the opposite sign of "is illegal"."""
    ahead: bool
    """True if it is about what is still to come."""
    vector: Vector = field(repr=False, compare=False)


def vectors_of(connection: sa.Connection, statements: Sequence[str]) -> dict[str, Vector]:
    """The vectors of those of these statements that were embedded before."""
    found: dict[str, Vector] = {}
    for part in parts(statements):
        query = sa.select(gists.c.statement, gists.c.vector).where(gists.c.statement.in_(part))
        found.update({row.statement: unpacked(row.vector) for row in connection.execute(query)})
    return found


def upsert_embeddings(connection: sa.Connection, rows: Iterable[EmbeddingRow]) -> None:
    """Store embeddings, replacing older ones of the same statements."""
    values = [
        {
            "statement": row.statement,
            "report": row.report,
            "vector": packed(row.vector),
            "families": row.classes,
            "ahead": row.ahead,
        }
        for row in rows
    ]
    upsert(connection, gists, values)


def of_claims(connection: sa.Connection, claims: Sequence[str], most: int) -> dict[str, list[EmbeddingRow]]:
    """Of each claim the embeddings of its first statement and its latest ones, at most so many, oldest first.

    Statements that were read wrong are left out.
    """
    found: dict[str, list[EmbeddingRow]] = {}
    for part in parts(claims):
        for row in connection.execute(_OF_CLAIMS, {"claims": part, "most": most}):
            found.setdefault(row.claim, []).append(from_row(row))
    return found


def from_row(row: Row[Any]) -> EmbeddingRow:
    """The embedding that a row of `gists` holds."""
    return EmbeddingRow(
        statement=row.statement,
        report=row.report,
        classes=row.families,
        ahead=row.ahead,
        vector=unpacked(row.vector),
    )


def _of_claims() -> sa.Select[Any]:
    mine = claim_statements.c
    order = (mine.known_at, mine.report, mine.position)
    first = sa.func.row_number().over(partition_by=mine.claim, order_by=order)
    last = sa.func.row_number().over(partition_by=mine.claim, order_by=[c.desc() for c in order])
    numbered = sa.select(mine.claim, mine.statement, first.label("first"), last.label("last"))
    ranked = numbered.where(mine.claim.in_(sa.bindparam("claims", expanding=True)), ~mine.wrong).subquery()
    return (
        sa.select(gists, ranked.c.claim)
        .join(ranked, ranked.c.statement == gists.c.statement)
        .where(sa.or_(ranked.c.first == 1, ranked.c.last < sa.bindparam("most")))
        .order_by(ranked.c.claim, ranked.c.first)
    )


_OF_CLAIMS = _of_claims()
