"""Claims day by day: where each stood, whom and what it concerns; what pages of claims and changes are cut from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store.database import insert_new, parts, upsert
from reportedly.store.schema import claim_days, concerns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.engine import Row

PARTY = "party"
COUNTRY = "country"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which days of claims are asked for, as known at the end of a day; days are ISO 8601."""

    as_of: str | None = None
    party: str | None = None
    country: str | None = None
    since: str | None = None
    until: str | None = None
    newest_first: bool = True
    limit: int | None = None
    offset: int = 0

    @property
    def concerned(self) -> list[tuple[str, str]]:
        """Kind and name of what the days have to concern."""
        return [(k, n) for k, n in ((PARTY, self.party), (COUNTRY, self.country)) if n is not None]

    @property
    def end(self) -> str | None:
        """The last day that can be meant."""
        return min((d for d in (self.until, self.as_of) if d is not None), default=None)


def standing(connection: sa.Connection, claims: Sequence[str], day: str) -> dict[str, tuple[str | None, str | None]]:
    """Of each of these claims the status that it has now, and the one that it had before a day."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for part in parts(claims):
        for row in connection.execute(_STANDING, {"claims": part, "day": day}):
            known = found.get(row.claim, (None, None))
            found[row.claim] = (known[0], row.status) if row.before else (row.status, known[1])
    return found


def keep(connection: sa.Connection, rows: Sequence[Mapping[str, Any]], concerned: Sequence[Mapping[str, Any]]) -> None:
    """Put down where claims stand at the end of a day, in the place of what stood there for that day.

    `concerned` are the parties and countries of what was said on it.
    """
    upsert(connection, claim_days, rows)
    for part in parts(rows):
        this = concerns.c.claim.in_([row["claim"] for row in part])
        connection.execute(sa.delete(concerns).where(this, concerns.c.day == part[0]["day"]))
    insert_new(connection, concerns, concerned)


def claims_page(
    connection: sa.Connection,
    asked: Asked,
    *,
    status: str | None = None,
    numbers: Sequence[str] = (),
    several: bool = False,
) -> list[str]:
    """Claims by the last day that is asked for, latest first; of one day the one founded last first."""
    first = asked.concerned[0] if asked.concerned else None
    table = (concerns if first else claim_days).alias("latest")
    mine = table.c
    query = sa.select(mine.claim).where(~_later(table, asked.as_of, *((mine.kind, mine.name) if first else ())))
    query = query.order_by(mine.day.desc(), mine.number.desc())
    if first:
        query = query.where(mine.kind == first[0], mine.name == first[1])
    for kind, name in asked.concerned[1:]:
        other = concerns.alias("other")
        also = sa.exists().where(other.c.claim == mine.claim, other.c.kind == kind, other.c.name == name)
        query = query.where(also if asked.as_of is None else also.where(other.c.day <= asked.as_of))
    if status is not None or numbers or several:
        state = table
        if first:
            state = claim_days.alias("state")
            query = query.join(state, state.c.claim == mine.claim).where(~_later(state, asked.as_of))
            query = query if asked.as_of is None else query.where(state.c.day <= asked.as_of)
        query = query.where(state.c.status == status) if status is not None else query
        if len(numbers) == 1:
            query = query.where(state.c.numbers == numbers[0])
        elif numbers:
            # Several stretches of an index are in no order of days: better walk the days.
            query = query.where(sa.func.coalesce(state.c.numbers, "").in_(numbers))
        query = query.where(state.c.several) if several else query
    return list(connection.scalars(_within(query, mine.day, asked)))


def changes_page(
    connection: sa.Connection, asked: Asked, *, claim: str | None = None, moved: bool = False
) -> list[Row[Any]]:
    """The days on which claims got another status or first appeared, in order; `moved` is without the latter."""
    mine = claim_days.c
    query = sa.select(claim_days)
    day, number = mine.day, mine.number
    for n, (kind, name) in enumerate(asked.concerned):
        this = concerns.alias(f"concern{n}")
        query = query.join(this, sa.and_(this.c.claim == mine.claim, this.c.day == mine.day))
        query = query.where(this.c.kind == kind, this.c.name == name)
        if n == 0:
            day, number = this.c.day, this.c.number
    query = query.where(mine.moved if moved else sa.or_(mine.before.is_(None), mine.moved))
    query = query.where(mine.claim == claim) if claim is not None else query
    order = (day.desc(), number.desc()) if asked.newest_first else (day, number)
    return list(connection.execute(_within(query.order_by(*order), day, asked)))


def last_of(connection: sa.Connection, claims: Sequence[str], until_day: str | None) -> dict[str, Row[Any]]:
    """Where each of these claims stood at the end of a day."""
    mine = claim_days.c
    query = sa.select(claim_days).where(~_later(claim_days, until_day))
    query = query if until_day is None else query.where(mine.day <= until_day)
    found = {}
    for part in parts(claims):
        for row in connection.execute(query.where(mine.claim.in_(part))):
            found[row.claim] = row
    return found


def concerned(
    connection: sa.Connection, kind: str, since_day: str, until_day: str | None, limit: int
) -> list[tuple[str, int]]:
    """Parties or countries of the days since one, with the number of days of claims that concern each, most first."""
    mine = concerns.c
    number = sa.func.count()
    # An expression, or SQLite would walk all days in the order of names to have the names of some of them together.
    name = mine.name.concat(sa.literal_column("''"))
    query = sa.select(name.label("name"), number.label("number")).where(mine.kind == kind, mine.day >= since_day)
    query = query if until_day is None else query.where(mine.day <= until_day)
    query = query.group_by(name).order_by(number.desc(), name).limit(limit)
    return [(row.name, row.number) for row in connection.execute(query)]


def moves(connection: sa.Connection, since: str | None, until: str | None) -> dict[str, int]:
    """How many claims got another status on each day; the first day of a claim does not count."""
    mine = claim_days.c
    query = sa.select(mine.day, sa.func.count().label("number")).where(mine.moved)
    query = query if since is None else query.where(mine.day >= since)
    query = query if until is None else query.where(mine.day <= until)
    return {row.day: row.number for row in connection.execute(query.group_by(mine.day))}


def _later(table: sa.FromClause, as_of: str | None, *same: sa.ColumnElement[Any]) -> sa.Exists:
    """Whether a claim has a later day, by the end of a day, in the same table and of the same values."""
    later = (claim_days if "status" in table.c else concerns).alias()
    found = sa.exists().where(later.c.claim == table.c.claim, later.c.day > table.c.day)
    for column in same:
        found = found.where(later.c[column.name] == column)
    return found if as_of is None else found.where(later.c.day <= as_of)


def _within(query: sa.Select[Any], day: sa.ColumnElement[Any], asked: Asked) -> sa.Select[Any]:
    query = query if asked.since is None else query.where(day >= asked.since)
    query = query if asked.end is None else query.where(day <= asked.end)
    return query.limit(asked.limit).offset(asked.offset)


def _standing() -> sa.CompoundSelect[Any]:
    mine = claim_days.c
    wanted: sa.BindParameter[Any] = sa.bindparam("claims", expanding=True)
    now = sa.select(mine.claim, mine.status, sa.literal(0).label("before"))
    now = now.where(mine.claim.in_(wanted), ~_later(claim_days, None))
    last = sa.select(mine.claim, sa.func.max(mine.day).label("day"))
    before = last.where(mine.claim.in_(wanted), mine.day < sa.bindparam("day")).group_by(mine.claim).subquery()
    then = sa.select(mine.claim, mine.status, sa.literal(1).label("before"))
    then = then.join(before, sa.and_(before.c.claim == mine.claim, before.c.day == mine.day))
    return sa.union_all(now, then)


_STANDING = _standing()
