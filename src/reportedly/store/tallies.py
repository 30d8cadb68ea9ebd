"""How many claims have which status, and forecasts which outcome: kept day by day, never counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store.database import upsert
from reportedly.store.schema import tallies

if TYPE_CHECKING:
    from collections.abc import Mapping

STATUS = "status"
OUTCOME = "outcome"


def at(connection: sa.Connection, what: str, until_day: str | None) -> dict[str, int]:
    """The numbers of a kind as they were at the end of a day; those that are 0 are left out."""
    found = connection.execute(_AT, {"what": what, "until": until_day or "9999-12-31"})
    return {row.name: row.number for row in found if row.number}


def _at() -> sa.Select[Any]:
    """From name to name, and for each at once to its last day: there are few names, and many days."""
    mine = tallies.c
    of_kind = mine.what == sa.bindparam("what")
    names = sa.select(sa.func.min(mine.name).label("name")).where(of_kind).cte("names", recursive=True)
    following = sa.select(sa.func.min(mine.name)).where(of_kind, mine.name > names.c.name).scalar_subquery()
    names = names.union_all(sa.select(following).where(names.c.name.is_not(None)))
    last = sa.select(mine.number).where(of_kind, mine.name == names.c.name, mine.day <= sa.bindparam("until"))
    number = last.order_by(mine.day.desc()).limit(1).scalar_subquery()
    return sa.select(names.c.name, number.label("number")).where(names.c.name.is_not(None)).order_by(names.c.name)


_AT = _at()


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
