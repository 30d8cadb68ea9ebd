"""Claims and what they are made of, as rows: gists, statements, days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store import ids
from reportedly.store.database import insert_new, parts, upsert
from reportedly.store.schema import claim_statements, claims, gists, linked, statements
from reportedly.store.supersession import active

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.engine import Row


def embedded(connection: sa.Connection, wanted: Sequence[str]) -> dict[str, bytes]:
    """The vectors of those statements that were embedded before."""
    found: dict[str, bytes] = {}
    for part in parts(wanted):
        query = sa.select(gists.c.statement, gists.c.vector).where(gists.c.statement.in_(part))
        found.update({row.statement: row.vector for row in connection.execute(query)})
    return found


def keep_gists(connection: sa.Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Put gists down, in the place of older ones of the same statements."""
    upsert(connection, gists, list(rows))


def next_number(connection: sa.Connection) -> int:
    """The number of the next claim, from 1."""
    return (connection.scalar(sa.select(sa.func.max(claims.c.number))) or 0) + 1


def keep_claims(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Found claims."""
    insert_new(connection, claims, rows)


def keep_statements(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Let statements join their claims."""
    insert_new(connection, claim_statements, rows)


def members(connection: sa.Connection, wanted: Sequence[str], most: int) -> dict[str, list[Row[Any]]]:
    """The gists of the first and latest statements of claims that were read right, oldest first, at most so many."""
    found: dict[str, list[Row[Any]]] = {}
    for part in parts(wanted):
        for row in connection.execute(_MEMBERS, {"claims": part, "most": most}).all():
            found.setdefault(row.claim, []).append(row)
    return found


def _members() -> sa.Select[Any]:
    mine = claim_statements.c
    order = (mine.known_at, mine.report, mine.position)
    first = sa.func.row_number().over(partition_by=mine.claim, order_by=order)
    last = sa.func.row_number().over(partition_by=mine.claim, order_by=[c.desc() for c in order])
    placed = sa.select(mine.claim, mine.statement, first.label("first"), last.label("last"))
    ranked = placed.where(mine.claim.in_(sa.bindparam("claims", expanding=True)), ~mine.wrong).subquery()
    return (
        sa.select(gists, ranked.c.claim)
        .join(ranked, ranked.c.statement == gists.c.statement)
        .where(sa.or_(ranked.c.first == 1, ranked.c.last < sa.bindparam("most")))
        .order_by(ranked.c.claim, ranked.c.first)
    )


_MEMBERS = _members()


def of_statements(connection: sa.Connection, wanted: Iterable[str]) -> list[str]:
    """The claims that these statements belong to, that of the earliest first."""
    known = sorted(wanted)
    if not known:
        return []
    query = (
        sa.select(claim_statements.c.claim)
        .where(claim_statements.c.statement.in_(known), ~claim_statements.c.wrong)
        .order_by(claim_statements.c.known_at, claim_statements.c.report, claim_statements.c.position)
    )
    return list(dict.fromkeys(connection.scalars(query)))


def of_report(connection: sa.Connection, report: str) -> set[str]:
    """The claims that a report's statements belong to."""
    return set(connection.scalars(sa.select(claim_statements.c.claim).where(claim_statements.c.report == report)))


def of_sources(connection: sa.Connection, report: str) -> list[Row[Any]]:
    """The statements of a report whose sources are accounted for, in their order; those not read right are left out."""
    mine = claim_statements.c
    query = (
        sa.select(mine.source, mine.actor, mine.party, statements.c.actor.label("name"))
        .join(linked, linked.c.report == mine.report)
        .join(statements, sa.and_(statements.c.reading == linked.c.reading, statements.c.id == mine.statement))
        .where(mine.report == report, mine.source.is_not(None), ~mine.wrong)
        .order_by(mine.position)
    )
    return list(connection.execute(query))


def speaking(connection: sa.Connection, origin: str, sources: Iterable[str], without: str) -> set[str]:
    """Those of these sources that speak in reports of an origin, but for one of them; what counts is meant."""
    # From the few reports of an origin to those who speak there: a source may have spoken in thousands.
    mine = claim_statements.c
    kin = sa.select(linked.c.report).where(linked.c.origin == origin, linked.c.report != without, active(linked, None))
    reports = list(connection.scalars(kin))
    found: set[str] = set()
    for part in parts(reports):
        found |= set(connection.scalars(sa.select(mine.source).where(mine.report.in_(part), ~mine.wrong)))
    return found.intersection(sources)


def starting_with(connection: sa.Connection, beginning: str) -> str:
    """The claim whose id begins so; NotFound where there is none, or more than one."""
    return ids.starting_with(connection, claims.c.id, beginning, "claim", "`reportedly claims` lists them")
