"""How many claims have which status, forecasts which outcome, days how many statements; updated with each report."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.model import Likelihood, Outcome, Status
from reportedly.store.database import upsert
from reportedly.store.ids import LAST
from reportedly.store.schema import tallies
from reportedly.store.timestamps import iso

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.listing import Filter

STATUS = "status"
OUTCOME = "outcome"
SAID = "said"
"""Statements, by the day on which they were made."""


def statuses(connection: sa.Connection, as_of: date | None) -> dict[Status, int]:
    """How many claims had which status at the end of a day."""
    return {Status(name): number for name, number in _at(connection, STATUS, as_of).items()}


def outcomes(connection: sa.Connection, as_of: date | None) -> dict[tuple[Likelihood, Outcome], int]:
    """How many forecasts of which likelihood had which outcome at the end of a day."""
    found = {tuple(name.split("/")): number for name, number in _at(connection, OUTCOME, as_of).items()}
    return {(Likelihood(name[0]), Outcome(name[1])): number for name, number in found.items()}


def statements_by_day(connection: sa.Connection, wanted: Filter) -> dict[date, int]:
    """How many statements were made on each day."""
    found = _at(connection, SAID, wanted.as_of, first=iso(wanted.since) or "", last=iso(wanted.until) or LAST)
    return {date.fromisoformat(day): number for day, number in found.items()}


def _at(
    connection: sa.Connection, what: str, as_of: date | None, *, first: str = "", last: str = LAST
) -> dict[str, int]:
    """The numbers of a kind that are not 0 at the end of a day, by their names from `first` to `last`."""
    values = {"what": what, "first": first, "last": last, "until": iso(as_of) or LAST}
    return {row.name: row.number for row in connection.execute(_BETWEEN, values) if row.number}


def add_statuses(connection: sa.Connection, day: date, changes: Mapping[Status, int]) -> None:
    """Change how many claims have each status, from a day on that is the latest so far."""
    _add(connection, STATUS, day, {status.value: by for status, by in changes.items()})


def add_outcomes(connection: sa.Connection, day: date, changes: Mapping[tuple[Likelihood, Outcome], int]) -> None:
    """Change how many forecasts of each likelihood have each outcome, from a day on that is the latest so far."""
    names = {f"{likelihood.value}/{outcome.value}": by for (likelihood, outcome), by in changes.items()}
    _add(connection, OUTCOME, day, names)


def add_statements(connection: sa.Connection, day: date, changes: Mapping[date, int]) -> None:
    """Change how many statements were made on each day, as known from a day on that is the latest so far."""
    _add(connection, SAID, day, {said_on.isoformat(): by for said_on, by in changes.items()})


def _add(connection: sa.Connection, what: str, day: date, changes: Mapping[str, int]) -> None:
    rows = []
    for name, by in sorted(changes.items()):
        if by:
            values = {"what": what, "first": name, "last": name, "until": LAST}
            known = connection.execute(_BETWEEN, values).one_or_none()
            number = (known.number if known else 0) + by
            rows.append({"what": what, "name": name, "day": day.isoformat(), "number": number})
    upsert(connection, tallies, rows)


def _between() -> sa.Select[Any]:
    """A loose index scan: from name to name, and for each directly to its last day, as there may be many days."""
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


def undo(connection: sa.Connection, day: date) -> None:
    """Delete what was counted on a day and later."""
    connection.execute(sa.delete(tallies).where(tallies.c.day >= day.isoformat()))
