"""What statements are compared by: their vectors and predicate classes (the table `gists`); vectors of leads."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.model import content_id
from reportedly.store.database import parts, upsert
from reportedly.store.schema import claim_statements, gists, leads
from reportedly.store.schema import linked as linked_reports
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
    seal: str | None = None
    match_vector: Vector | None = field(default=None, repr=False, compare=False)
    """The matcher's vector."""
    match_seal: str | None = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """A vector as it is stored, with the seal that it should fit."""

    vector: bytes | None
    seal: str | None

    def opened(self, model: str, texts: Sequence[str]) -> Vector | None:
        """The vector; None if this model has not made it from these texts, or it has changed since."""
        if self.vector is None or self.seal != _seal(self.vector, model, texts):
            return None
        return unpacked(self.vector)


def seal(vector: Vector, model: str, texts: Sequence[str]) -> str:
    """The content hash of a vector, of the digest of the model that made it, and of the texts that it made it from."""
    return _seal(packed(vector), model, texts)


def _seal(stored: bytes, model: str, texts: Sequence[str]) -> str:
    return content_id("vector", model, *texts, stored.hex())


def sealed(connection: sa.Connection, statements: Sequence[str]) -> dict[str, tuple[Sealed, Sealed]]:
    """The embedding and the matcher's vector of those of these statements that were linked before."""
    found: dict[str, tuple[Sealed, Sealed]] = {}
    mine = gists.c
    for part in parts(statements):
        query = sa.select(mine.statement, mine.vector, mine.seal, mine.match_vector, mine.match_seal)
        for row in connection.execute(query.where(mine.statement.in_(part))):
            found[row.statement] = Sealed(row.vector, row.seal), Sealed(row.match_vector, row.match_seal)
    return found


def sealed_lead(connection: sa.Connection, report: str) -> Sealed:
    """The vector of the lead of a report, if it was linked before."""
    row = connection.execute(sa.select(leads).where(leads.c.report == report)).first()
    return Sealed(None, None) if row is None else Sealed(row.vector, row.seal)


def upsert_lead(connection: sa.Connection, report: str, vector: Vector, seal: str) -> None:
    """Store the vector of the lead of a report, replacing an older one."""
    upsert(connection, leads, [{"report": report, "vector": packed(vector), "seal": seal}])


def sample(connection: sa.Connection, number: int) -> list[tuple[str, str]]:
    """So many of the statements that are linked, by chance, each with the reading that it is linked by."""
    mine, reports = claim_statements.c, linked_reports.c
    end = (connection.scalar(sa.select(sa.func.max(mine.number))) or 0) + 1
    query = sa.select(mine.statement, reports.reading).join(linked_reports, reports.report == mine.report)
    query = query.where(mine.number.in_(random.sample(range(end), min(number, end)))).order_by(mine.number)
    return [(row.statement, row.reading) for row in connection.execute(query)]


def vectors(connection: sa.Connection, statement: str) -> tuple[Vector, Vector] | None:
    """The embedding of a statement and the matcher's vector; None without one of them."""
    row = connection.execute(sa.select(gists).where(gists.c.statement == statement)).first()
    if row is None or row.match_vector is None:
        return None
    return unpacked(row.vector), unpacked(row.match_vector)


def break_seals(connection: sa.Connection) -> None:
    """Have all vectors computed again when their reports are linked again."""
    connection.execute(sa.update(gists).values(seal=None, match_seal=None))
    connection.execute(sa.update(leads).values(seal=None))


def upsert_embeddings(connection: sa.Connection, rows: Iterable[EmbeddingRow]) -> None:
    """Store embeddings, replacing older ones of the same statements."""
    values = [
        {
            "statement": row.statement,
            "report": row.report,
            "vector": packed(row.vector),
            "families": row.classes,
            "ahead": row.ahead,
            "seal": row.seal,
            "match_vector": None if row.match_vector is None else packed(row.match_vector),
            "match_seal": row.match_seal,
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
