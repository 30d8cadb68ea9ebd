"""Claims, as they were founded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.store import ids
from reportedly.store.database import insert_new
from reportedly.store.schema import claims

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim with the statement that founded it."""

    id: str
    number: int
    """Counts claims from 1 in the order in which they were founded."""
    founder: str
    report: str


def next_number(connection: sa.Connection) -> int:
    """The number of the next claim."""
    return (connection.scalar(sa.select(sa.func.max(claims.c.number))) or 0) + 1


def insert(connection: sa.Connection, rows: Iterable[ClaimRow]) -> None:
    """Add claims."""
    values = [{"id": row.id, "number": row.number, "founder": row.founder, "report": row.report} for row in rows]
    insert_new(connection, claims, values)


def starting_with(connection: sa.Connection, beginning: str) -> str:
    """The claim whose id begins so; NotFound if there is none, or more than one."""
    return ids.starting_with(connection, claims.c.id, beginning, "claim", "`reportedly claims` lists them")
