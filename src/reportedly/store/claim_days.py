"""The state of each claim at the end of each day that changed it: what pages of claims and changes are made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.lexicon.actors import known_name
from reportedly.listing import Numbered
from reportedly.model import ChangeKind, Status
from reportedly.store import actor_decisions, topic_claims
from reportedly.store.claim_mentions import MentionKind
from reportedly.store.database import parts, upsert
from reportedly.store.schema import claim_days, concerns
from reportedly.store.timestamps import iso

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.engine import Row

    from reportedly.listing import Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDayRow:
    """The state of a claim at the end of a day on which something was said of it."""

    claim: str
    day: date
    number: int
    """That of its first statement as an entry of the index: orders claims by when they were founded."""
    before: Status | None
    """The status until that day; None if the claim first appears on it."""
    status: Status
    why: str
    wording: str
    statements: tuple[str, ...]
    """What was said on that day and counts."""
    numbers: Numbered | None
    """SOME if statements give numbers in it, CONFLICTING if these exclude each other; None without numbers."""
    multi_statement: bool
    """True if more than one statement belongs to it."""
    changes: int
    """How often its status has changed, up to that day."""
    change: ChangeKind | None
    """What the day changed; None if nothing."""
    notable: bool
    """True if an analyst would act on the change."""
    figures: str | None
    """Which figures moved, in words; None if none did."""
    shown: bool
    """True if the default list of claims has it."""
    points: int
    """How much it matters, without recency."""
    rank: float
    """Its place in the default list, highest first: points and recency."""

    @property
    def status_changed(self) -> bool:
        """True if it had another status before."""
        return self.before is not None and self.before is not self.status


@dataclass(frozen=True, slots=True, kw_only=True)
class Statuses:
    """The statuses of a claim that are stored; None if it was not known."""

    now: Status | None = None
    before: Status | None = None
    """Before a certain day."""
    changes: int = 0
    """How often it had changed before that day."""


def statuses(connection: sa.Connection, claims: Sequence[str], day: date) -> dict[str, Statuses]:
    """The status that each of these claims has now, and the one that it had before a day; new claims are left out."""
    found: dict[str, Statuses] = {}
    for part in parts(claims):
        for row in connection.execute(_STATUSES, {"claims": part, "day": day.isoformat()}):
            known, status = found.get(row.claim, Statuses()), Status(row.status)
            earlier = replace(known, before=status, changes=row.changes)
            found[row.claim] = earlier if row.before else replace(known, now=status)
    return found


def upsert_days(connection: sa.Connection, rows: Iterable[ClaimDayRow]) -> None:
    """Store the states of claims at the end of days, replacing those stored for the same days."""
    upsert(connection, claim_days, [_columns(row) for row in rows])


def _columns(row: ClaimDayRow) -> dict[str, object]:
    return {
        "claim": row.claim,
        "day": row.day.isoformat(),
        "number": row.number,
        "status": row.status.value,
        "before": row.before.value if row.before else None,
        "moved": row.status_changed,
        "numbers": row.numbers.value if row.numbers else None,
        "several": row.multi_statement,
        "why": row.why,
        "wording": row.wording,
        "statements": list(row.statements),
        "changes": row.changes,
        "change": row.change.value if row.change else None,
        "notable": row.notable,
        "figures": row.figures,
        "shown": row.shown,
        "points": row.points,
        "rank": row.rank,
    }


def claims_page(connection: sa.Connection, wanted: Filter, limit: int | None, offset: int) -> list[str]:
    """A page of claims by their last day within the days wanted, latest first; of one day the one founded last first.

    Notable ones come by rank.

    With an actor or a place it is the last day on which that party spoke of the claim, or that country was named.
    """
    mentioned, until = _mentioned(connection, wanted), iso(wanted.as_of)
    first = mentioned[0] if mentioned else None
    table = (concerns if first else claim_days).alias("latest")
    mine = table.c
    query = sa.select(mine.claim).where(~_later(table, until, *((mine.kind, mine.name) if first else ())))
    state = claim_days.alias("state") if first else table
    ranked = (state.c.rank.desc(), state.c.number.desc()) if wanted.notable else ()
    query = query.order_by(*ranked, mine.day.desc(), mine.number.desc())
    if first:
        query = query.where(mine.kind == first[0], mine.name == first[1])
    for kind, name in mentioned[1:]:
        other = concerns.alias("other")
        also = sa.exists().where(other.c.claim == mine.claim, other.c.kind == kind, other.c.name == name)
        query = query.where(also if until is None else also.where(other.c.day <= until))
    if wanted.status is not None or wanted.numbers is not None or wanted.multiple or wanted.notable:
        if first:
            query = query.join(state, state.c.claim == mine.claim).where(~_later(state, until))
            query = query if until is None else query.where(state.c.day <= until)
        query = query.where(*_in_state(state, wanted))
    query = topic_claims.within(connection, query, wanted, mine.claim)
    return list(connection.scalars(_within(query, mine.day, wanted).limit(limit).offset(offset)))


def _mentioned(connection: sa.Connection, wanted: Filter) -> list[tuple[str, str]]:
    """The party, as people named it, and the country that the days have to concern, each with its kind."""
    party = None if wanted.actor is None else known_name(actor_decisions.goes_by(connection, wanted.actor))
    found = [] if party is None else [(MentionKind.PARTY.value, party)]
    return [*found, (MentionKind.COUNTRY.value, wanted.place.upper())] if wanted.place else found


def _in_state(state: sa.FromClause, wanted: Filter) -> list[sa.ColumnElement[bool]]:
    """What the last day of a claim has to be like."""
    conditions = [state.c.status == wanted.status] if wanted.status is not None else []
    if wanted.numbers is Numbered.CONFLICTING:
        conditions.append(state.c.numbers == wanted.numbers)
    elif wanted.numbers is Numbered.SOME:
        # An expression: in the index on `numbers` the days of two values are in no order, so walk the days instead.
        conditions.append(sa.func.coalesce(state.c.numbers, "").in_(list(Numbered)))
    if wanted.notable:
        conditions.append(state.c.shown)
    return [*conditions, state.c.several] if wanted.multiple else conditions


def changes_page(connection: sa.Connection, wanted: Filter, limit: int | None, offset: int) -> list[ClaimDayRow]:
    """A page of the days on which claims got another status, first appeared, or had figures that moved; in order.

    `status_changed` leaves in the first alone, `notable` what an analyst would act on.
    """
    mine = claim_days.c
    query = sa.select(claim_days)
    day, number = mine.day, mine.number
    for n, (kind, name) in enumerate(_mentioned(connection, wanted)):
        this = concerns.alias(f"concern{n}")
        query = query.join(this, sa.and_(this.c.claim == mine.claim, this.c.day == mine.day))
        query = query.where(this.c.kind == kind, this.c.name == name)
        if n == 0:
            day, number = this.c.day, this.c.number
    if wanted.notable:
        query = query.where(mine.notable)
    query = query.where(mine.moved if wanted.status_changed else mine.change.is_not(None))
    query = query.where(mine.claim == wanted.claim) if wanted.claim else query
    query = topic_claims.within(connection, query, wanted, mine.claim)
    order = (day.desc(), number.desc()) if wanted.newest_first else (day, number)
    query = _within(query, day, wanted).order_by(*order)
    return [_row(row) for row in connection.execute(query.limit(limit).offset(offset))]


def latest(connection: sa.Connection, as_of: date | None, claims: Sequence[str]) -> dict[str, ClaimDayRow]:
    """The state of each of these claims at the end of a day."""
    mine, until = claim_days.c, iso(as_of)
    query = sa.select(claim_days).where(~_later(claim_days, until))
    query = query if until is None else query.where(mine.day <= until)
    return {
        row.claim: _row(row) for part in parts(claims) for row in connection.execute(query.where(mine.claim.in_(part)))
    }


def statuses_within(connection: sa.Connection, wanted: Filter) -> dict[Status, int]:
    """How many claims of the topic of a filter had which status at the end of a day."""
    mine, until = claim_days.c, iso(wanted.as_of)
    query = sa.select(mine.status, sa.func.count().label("number")).where(~_later(claim_days, until))
    query = query if until is None else query.where(mine.day <= until)
    query = topic_claims.within(connection, query, wanted, mine.claim).group_by(mine.status)
    return {Status(row.status): row.number for row in connection.execute(query)}


def changes_by_day(connection: sa.Connection, wanted: Filter) -> dict[date, int]:
    """How many claims got another status on each day; the first status of a claim does not count."""
    mine = claim_days.c
    query = _within(sa.select(mine.day, sa.func.count().label("number")).where(mine.moved), mine.day, wanted)
    query = topic_claims.within(connection, query, wanted, mine.claim)
    return {date.fromisoformat(row.day): row.number for row in connection.execute(query.group_by(mine.day))}


def _row(row: Row[Any]) -> ClaimDayRow:
    return ClaimDayRow(
        claim=row.claim,
        day=date.fromisoformat(row.day),
        number=row.number,
        before=Status(row.before) if row.before else None,
        status=Status(row.status),
        why=row.why,
        wording=row.wording,
        statements=tuple(row.statements),
        numbers=Numbered(row.numbers) if row.numbers else None,
        multi_statement=row.several,
        changes=row.changes,
        change=ChangeKind(row.change) if row.change else None,
        notable=row.notable,
        figures=row.figures,
        shown=row.shown,
        points=row.points,
        rank=row.rank,
    )


def _later(table: sa.FromClause, as_of: str | None, *same: sa.ColumnElement[Any]) -> sa.Exists:
    """True if a claim has a later day in the same table, with the same values in some columns; up to a day."""
    later = (claim_days if "status" in table.c else concerns).alias()
    found = sa.exists().where(later.c.claim == table.c.claim, later.c.day > table.c.day)
    for column in same:
        found = found.where(later.c[column.name] == column)
    return found if as_of is None else found.where(later.c.day <= as_of)


def _within(query: sa.Select[Any], day: sa.ColumnElement[Any], wanted: Filter) -> sa.Select[Any]:
    first, last = iso(wanted.since), iso(min((d for d in (wanted.until, wanted.as_of) if d is not None), default=None))
    query = query if first is None else query.where(day >= first)
    return query if last is None else query.where(day <= last)


def _statuses() -> sa.CompoundSelect[Any]:
    mine = claim_days.c
    wanted: sa.BindParameter[Any] = sa.bindparam("claims", expanding=True)
    now = sa.select(mine.claim, mine.status, mine.changes, sa.literal(0).label("before"))
    now = now.where(mine.claim.in_(wanted), ~_later(claim_days, None))
    last = sa.select(mine.claim, sa.func.max(mine.day).label("day"))
    before = last.where(mine.claim.in_(wanted), mine.day < sa.bindparam("day")).group_by(mine.claim).subquery()
    then = sa.select(mine.claim, mine.status, mine.changes, sa.literal(1).label("before"))
    then = then.join(before, sa.and_(before.c.claim == mine.claim, before.c.day == mine.day))
    return sa.union_all(now, then)


_STATUSES = _statuses()
