"""How many claims have which status, and forecasts which outcome: kept day by day, never counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.store.database import upsert
from reportedly.store.schema import tallies

if TYPE_CHECKING:
    from collections.abc import Mapping

STATUS = "status"
OUTCOME = "outcome"


def at(connection: sa.Connection, what: str, until_day: str | None) -> dict[str, int]:
    """The numbers of a kind as they were at the end of a day; those that are 0 are left out."""
    known = sa.select(tallies.c.name, sa.func.max(tallies.c.day).label("day")).where(tallies.c.what == what)
    if until_day is not None:
        known = known.where(tallies.c.day <= until_day)
    last = known.group_by(tallies.c.name).subquery()
    query = (
        sa.select(tallies.c.name, tallies.c.number)
        .join(last, sa.and_(last.c.name == tallies.c.name, last.c.day == tallies.c.day))
        .where(tallies.c.what == what)
        .order_by(tallies.c.name)
    )
    return {row.name: row.number for row in connection.execute(query) if row.number}


def add(connection: sa.Connection, what: str, day: str, more: Mapping[str, int]) -> None:
    """Let numbers grow or shrink from a day on, the latest so far."""
    if any(more.values()):
        known = at(connection, what, None)
        rows = [
            {"what": what, "name": name, "day": day, "number": known.get(name, 0) + by}
            for name, by in sorted(more.items())
            if by
        ]
        upsert(connection, tallies, rows)


def undo(connection: sa.Connection, day: str) -> None:
    """Forget what came on a day and later."""
    connection.execute(sa.delete(tallies).where(tallies.c.day >= day))
