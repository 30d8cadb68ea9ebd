"""Claims and what they are made of, as rows: gists, statements, days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store import ids
from reportedly.store.database import MOST_VALUES, insert_new, upsert
from reportedly.store.schema import claim_days, claim_statements, claims, gists, linked, settlements, statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.engine import Row


def embedded(connection: sa.Connection, wanted: Sequence[str]) -> dict[str, bytes]:
    """The vectors of those statements that were embedded before."""
    found: dict[str, bytes] = {}
    for start in range(0, len(wanted), MOST_VALUES):
        query = sa.select(gists.c.statement, gists.c.vector).where(
            gists.c.statement.in_(wanted[start : start + MOST_VALUES])
        )
        found.update({row.statement: row.vector for row in connection.execute(query)})
    return found


def keep_gists(connection: sa.Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    """Put gists down, in the place of older ones of the same statements."""
    upsert(connection, gists, list(rows))


def centres(connection: sa.Connection) -> Iterator[tuple[str, bytes]]:
    """All claims with the sum of their members' vectors, in order of founding."""
    for row in connection.execute(sa.select(claims.c.id, claims.c.centre).order_by(claims.c.number)):
        yield row.id, row.centre


def keep_claim(connection: sa.Connection, claim: str, founder: str, report: str, centre: bytes) -> None:
    """Found a claim."""
    number = (connection.scalar(sa.select(sa.func.max(claims.c.number))) or 0) + 1
    row = {"id": claim, "number": number, "founder": founder, "report": report, "centre": centre}
    insert_new(connection, claims, [row])


def move_centre(connection: sa.Connection, claim: str, centre: bytes) -> None:
    """Put down a claim's sum of vectors after a statement joined it."""
    connection.execute(sa.update(claims).where(claims.c.id == claim).values(centre=centre))


def keep_statement(connection: sa.Connection, row: Mapping[str, Any]) -> None:
    """Let a statement join its claim."""
    insert_new(connection, claim_statements, [row])


def keep_day(connection: sa.Connection, row: Mapping[str, Any]) -> None:
    """Put down where a claim stands at the end of a day, in the place of what stood there for that day."""
    upsert(connection, claim_days, [row])


def members(connection: sa.Connection, claim: str) -> list[Row[Any]]:
    """The gists of a claim's statements, oldest first; those that were not read right are left out."""
    query = (
        sa.select(gists)
        .join(claim_statements, claim_statements.c.statement == gists.c.statement)
        .where(claim_statements.c.claim == claim, ~claim_statements.c.wrong)
        .order_by(claim_statements.c.known_at, claim_statements.c.report, claim_statements.c.position)
    )
    return list(connection.execute(query))


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


def of_statement(connection: sa.Connection, statement: str) -> str | None:
    """The claim that a statement belongs to."""
    return connection.scalar(sa.select(claim_statements.c.claim).where(claim_statements.c.statement == statement))


def of_report(connection: sa.Connection, report: str) -> set[str]:
    """The claims that a report's statements belong to."""
    return set(connection.scalars(sa.select(claim_statements.c.claim).where(claim_statements.c.report == report)))


def rows(connection: sa.Connection, until: str | None, only: str | None = None) -> list[Row[Any]]:
    """All statements of claims (or of one) with origin, as known by a time: claim by claim, oldest first."""
    later = linked.alias("later")
    superseded = sa.exists().where(later.c.supersedes == claim_statements.c.report)
    if until is not None:
        superseded = superseded.where(later.c.known_at <= until)
    query = (
        sa.select(
            *claim_statements.c,
            linked.c.origin,
            linked.c.reading,
            statements.c.act,
            statements.c.actor.label("name"),
            gists.c.ahead,
            gists.c.vector,
            claims.c.number,
            claims.c.founder,
            superseded.label("superseded"),
        )
        .join(linked, linked.c.report == claim_statements.c.report)
        .join(
            statements,
            sa.and_(statements.c.reading == linked.c.reading, statements.c.id == claim_statements.c.statement),
        )
        .join(gists, gists.c.statement == claim_statements.c.statement)
        .join(claims, claims.c.id == claim_statements.c.claim)
        .order_by(claims.c.number, claim_statements.c.known_at, claim_statements.c.report, claim_statements.c.position)
    )
    if until is not None:
        query = query.where(claim_statements.c.known_at <= until)
    if only is not None:
        query = query.where(claim_statements.c.claim == only)
    return list(connection.execute(query))


def days(connection: sa.Connection, until_day: str | None) -> list[Row[Any]]:
    """Where each claim stood at the end of each day on which something was said of it, oldest day first."""
    query = (
        sa.select(claim_days)
        .join(claims, claims.c.id == claim_days.c.claim)
        .order_by(claim_days.c.day, claims.c.number)
    )
    if until_day is not None:
        query = query.where(claim_days.c.day <= until_day)
    return list(connection.execute(query))


def starting_with(connection: sa.Connection, beginning: str) -> str:
    """The claim whose id begins so; NotFound where there is none, or more than one."""
    return ids.starting_with(connection, claims.c.id, beginning, "claim", "`reportedly claims` lists them")


def forecast_gists(connection: sa.Connection) -> list[Row[Any]]:
    """The gists of all linked forecasts, oldest first."""
    query = (
        sa.select(gists, claim_statements.c.known_at, linked.c.origin)
        .join(claim_statements, claim_statements.c.statement == gists.c.statement)
        .join(linked, linked.c.report == claim_statements.c.report)
        .where(gists.c.forecast, ~claim_statements.c.wrong)
        .order_by(claim_statements.c.known_at, claim_statements.c.report, claim_statements.c.position)
    )
    return list(connection.execute(query))


def keep_settlement(connection: sa.Connection, row: Mapping[str, Any]) -> None:
    """Put down that a statement settles a forecast."""
    insert_new(connection, settlements, [row])


def settled(connection: sa.Connection, until: str | None) -> list[Row[Any]]:
    """What settles forecasts by a time, the earliest first."""
    query = sa.select(settlements).order_by(settlements.c.known_at, settlements.c.report, settlements.c.statement)
    if until is not None:
        query = query.where(settlements.c.known_at <= until)
    return list(connection.execute(query))
