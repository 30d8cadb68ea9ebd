"""The actors of a ledger, as the members of claims have them: names, parties, days, by key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.model import ActorKind, Party
from reportedly.store.database import parts
from reportedly.store.schema import claim_statements, event_reports, linked, statements
from reportedly.store.supersession import active
from reportedly.store.timestamps import end_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorUse:
    """An actor by one of its names and for one of its parties."""

    key: str
    name: str
    """As it is shown."""
    written: str
    """As its reports write it."""
    kind: ActorKind
    party: Party
    first: date
    last: date
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorInReport:
    """An actor that speaks in a report."""

    key: str
    name: str
    kind: ActorKind
    party: Party
    report: str
    event: str | None
    claims: frozenset[str]
    statements: int


def uses(connection: sa.Connection, as_of: date | None, keys: Sequence[str] | None = None) -> list[ActorUse]:
    """The named actors with their names and parties as of a date; all, or those with these keys."""
    mine = claim_statements.c
    shown = sa.func.coalesce(mine.name, statements.c.actor)
    query = (
        sa.select(
            mine.actor,
            shown.label("name"),
            statements.c.actor.label("written"),
            mine.kind,
            mine.party,
            sa.func.min(mine.said_on).label("first"),
            sa.func.max(mine.said_on).label("last"),
            sa.func.count().label("number"),
        )
        .select_from(_members())
        .where(*_counting(as_of))
        .group_by(mine.actor, shown, statements.c.actor, mine.kind, mine.party)
        .order_by(mine.actor, sa.func.max(mine.said_on), shown, statements.c.actor, mine.kind, mine.party)
    )
    asked = [query] if keys is None else [query.where(mine.actor.in_(part)) for part in parts(sorted(keys))]
    return [
        ActorUse(
            key=row.actor,
            name=row.name,
            written=row.written,
            kind=ActorKind(row.kind),
            party=Party.parse(row.party),
            first=date.fromisoformat(row.first),
            last=date.fromisoformat(row.last),
            statements=row.number,
        )
        for one in asked
        for row in connection.execute(one)
    ]


def report_counts(connection: sa.Connection, as_of: date | None, keys: Iterable[str]) -> dict[str, int]:
    """In how many reports each of these actors speaks."""
    mine, found = claim_statements.c, {}
    for part in parts(sorted(keys)):
        query = sa.select(mine.actor, sa.func.count(mine.report.distinct()).label("number")).group_by(mine.actor)
        query = query.where(mine.actor.in_(part), *_counting(as_of))
        found.update({row.actor: row.number for row in connection.execute(query)})
    return found


def days(connection: sa.Connection, as_of: date | None, key: str) -> list[tuple[date, int]]:
    """How many statements an actor made on each day, earliest first."""
    mine = claim_statements.c
    query = sa.select(mine.said_on, sa.func.count().label("number")).group_by(mine.said_on).order_by(mine.said_on)
    rows = connection.execute(query.where(mine.actor == key, *_counting(as_of)))
    return [(date.fromisoformat(row.said_on), row.number) for row in rows]


def latest(connection: sa.Connection, most: int) -> list[ActorInReport]:
    """Where actors speak by name in the reports that were published last, at most so many; earliest first."""
    mine = claim_statements.c
    newest = (
        sa.select(linked.c.report).order_by(linked.c.known_at.desc(), linked.c.report.desc()).limit(most).subquery()
    )
    shown = sa.func.coalesce(mine.name, statements.c.actor)
    query = (
        sa.select(mine.actor, shown.label("name"), mine.kind, mine.party, mine.report, mine.known_at, mine.claim)
        .add_columns(event_reports.c.event)
        .select_from(_members().outerjoin(event_reports, event_reports.c.report == mine.report))
        .where(mine.report.in_(sa.select(newest.c.report)), *_counting(None))
        .order_by(mine.known_at, mine.report, mine.position)
    )
    found: dict[tuple[str, str], list[Any]] = {}
    for row in connection.execute(query):
        found.setdefault((row.actor, row.report), []).append(row)
    return [
        ActorInReport(
            key=key,
            name=rows[-1].name,
            kind=ActorKind(rows[-1].kind),
            party=Party.parse(rows[-1].party),
            report=report,
            event=rows[-1].event,
            claims=frozenset(row.claim for row in rows),
            statements=len(rows),
        )
        for (key, report), rows in found.items()
    ]


def names(connection: sa.Connection) -> dict[str, set[str]]:
    """All names of actors and parties in linked reports, each with the keys of the actors that have it."""
    mine = claim_statements.c
    query = sa.select(mine.actor, mine.name, statements.c.actor.label("written"), mine.party)
    found: dict[str, set[str]] = {}
    for row in connection.execute(query.select_from(_members()).where(mine.named, mine.actor.is_not(None)).distinct()):
        for name in {row.name, row.written} - {None}:
            found.setdefault(name, set()).add(row.actor)
        found.setdefault(Party.parse(row.party).name, set())
    return found


def _members() -> sa.Join:
    return claim_statements.join(linked, linked.c.report == claim_statements.c.report).join(
        statements,
        sa.and_(statements.c.reading == linked.c.reading, statements.c.id == claim_statements.c.statement),
    )


def _counting(as_of: date | None) -> list[sa.ColumnElement[bool]]:
    mine = claim_statements.c
    return [mine.actor.is_not(None), mine.named, ~mine.wrong, active(claim_statements, end_of(as_of))]
