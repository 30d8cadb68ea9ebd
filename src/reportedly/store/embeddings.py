"""What statements are compared by: their vectors and predicate classes (the table `gists`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store.database import parts, upsert
from reportedly.store.schema import gists
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


def from_row(row: Row[Any]) -> EmbeddingRow:
    """The embedding that a row of `gists` holds."""
    return EmbeddingRow(
        statement=row.statement,
        report=row.report,
        classes=row.families,
        ahead=row.ahead,
        vector=unpacked(row.vector),
    )
