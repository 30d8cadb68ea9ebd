"""How many claims have which status, forecasts which outcome, days how many statements: kept, never counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store.database import upsert
from reportedly.store.ids import LAST
from reportedly.store.schema import tallies

if TYPE_CHECKING:
    from collections.abc import Mapping

STATUS = "status"
OUTCOME = "outcome"
SAID = "said"
"""Statements, by the day on which they were made."""


def at(connection: sa.Connection, what: str, until_day: str | None) -> dict[str, int]:
    """The numbers of a kind as they were at the end of a day; those that are 0 are left out."""
    return between(connection, what, "", LAST, until_day)


def between(connection: sa.Connection, what: str, first: str, last: str, until_day: str | None) -> dict[str, int]:
    """The same for the names from one to another."""
    asked = {"what": what, "first": first, "last": last, "until": until_day or LAST}
    return {row.name: row.number for row in connection.execute(_BETWEEN, asked) if row.number}


def add(connection: sa.Connection, what: str, day: str, more: Mapping[str, int]) -> None:
    """Let numbers grow or shrink from a day on, the latest so far."""
    rows = []
    for name, by in sorted(more.items()):
        if by:
            asked = {"what": what, "first": name, "last": name, "until": LAST}
            known = connection.execute(_BETWEEN, asked).one_or_none()
            rows.append({"what": what, "name": name, "day": day, "number": (known.number if known else 0) + by})
    upsert(connection, tallies, rows)


def _between() -> sa.Select[Any]:
    """From name to name, and for each at once to its last day: there may be many days."""
    mine = tallies.c
    of_kind = sa.and_(mine.what == sa.bindparam("what"), mine.name <= sa.bindparam("last"))
    first = sa.select(sa.func.min(mine.name).label("name")).where(of_kind, mine.name >= sa.bindparam("first"))
    names = first.cte("names", recursive=True)
    following = sa.select(sa.func.min(mine.name)).where(of_kind, mine.name > names.c.name).scalar_subquery()
    names = names.union_all(sa.select(following).where(names.c.name.is_not(None)))
    last = sa.select(mine.number).where(mine.what == sa.bindparam("what"), mine.name == names.c.name)
    number = last.where(mine.day <= sa.bindparam("until")).order_by(mine.day.desc()).limit(1).scalar_subquery()
    return sa.select(names.c.name, number.label("number")).where(names.c.name.is_not(None)).order_by(names.c.name)


_BETWEEN = _between()


def undo(connection: sa.Connection, day: str) -> None:
    """Forget what came on a day and later."""
    connection.execute(sa.delete(tallies).where(tallies.c.day >= day))
