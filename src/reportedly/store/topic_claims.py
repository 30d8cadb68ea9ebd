"""Which claims a topic has, as a part of the queries that lists are made of.

A topic has the claims with a statement that its query finds, and those that are pinned to it, without those that are
excluded from it. A list that a topic restricts has this as a subquery, so that the database finds the rows.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.model import TopicEditKind
from reportedly.store import search, topics
from reportedly.store.database import parts
from reportedly.store.schema import claim_days, claim_statements, event_reports, linked
from reportedly.store.schema import claims as claim_rows
from reportedly.store.search_terms import phrases_of
from reportedly.store.timestamps import end_of, iso

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.listing import Filter
    from reportedly.store.topics import TopicState


def within(
    connection: sa.Connection, query: sa.Select[Any], wanted: Filter, claim: sa.ColumnElement[Any]
) -> sa.Select[Any]:
    """A query with the rows alone whose claim belongs to the topic of a filter; the same query if it names none."""
    claims = of(connection, wanted)
    return query if claims is None else query.where(claim.in_(claims))


def within_statements(
    connection: sa.Connection, query: sa.Select[Any], wanted: Filter, statement: sa.ColumnElement[Any]
) -> sa.Select[Any]:
    """The same by the statements in these claims."""
    return _within(connection, query, wanted, statement, claim_statements.c.statement)


def within_reports(
    connection: sa.Connection, query: sa.Select[Any], wanted: Filter, report: sa.ColumnElement[Any]
) -> sa.Select[Any]:
    """The same by the reports with a statement in these claims."""
    return _within(connection, query, wanted, report, claim_statements.c.report)


def within_sources(
    connection: sa.Connection, query: sa.Select[Any], wanted: Filter, source: sa.ColumnElement[Any]
) -> sa.Select[Any]:
    """The same by the sources of these statements."""
    return _within(connection, query, wanted, source, claim_statements.c.source)


def within_origins(
    connection: sa.Connection, query: sa.Select[Any], wanted: Filter, origin: sa.ColumnElement[Any]
) -> sa.Select[Any]:
    """The same by the origins of these reports."""
    return _through(connection, query, wanted, origin, linked, "origin")


def within_events(
    connection: sa.Connection, query: sa.Select[Any], wanted: Filter, event: sa.ColumnElement[Any]
) -> sa.Select[Any]:
    """The same by the Events that these reports are about."""
    return _through(connection, query, wanted, event, event_reports, "event")


def of(connection: sa.Connection, wanted: Filter) -> sa.Select[Any] | None:
    """The ids of the claims of the topic that a filter names; None if it names none. NotFound if there is no such."""
    return None if wanted.topic is None else of_state(connection, topics.named(connection, wanted.topic), wanted.as_of)


def ids(connection: sa.Connection, wanted: Filter) -> frozenset[str] | None:
    """The same as a set."""
    claims = of(connection, wanted)
    return None if claims is None else frozenset(connection.scalars(claims))


def of_state(connection: sa.Connection, state: TopicState, as_of: date | None) -> sa.Select[Any]:
    """The ids of the claims of a topic, those that a search finds as of a date."""
    pinned, excluded = marked_claims(connection, state)
    chosen = sa.select(claim_rows.c.id.label("claim")).where(claim_rows.c.id.in_(pinned))
    query = state.query.filter(as_of)
    phrases = None if state.query.is_empty else phrases_of(query)
    if phrases is None:
        found = chosen.subquery()
    else:
        searched = search.matching(connection, phrases, query, claim_statements.c.claim)
        searched = searched.where(claim_statements.c.claim.is_not(None), ~claim_statements.c.wrong)
        found = sa.union(searched, chosen).subquery()
    return sa.select(found.c.claim).where(found.c.claim.not_in(excluded)).correlate(None)


def of_any(connection: sa.Connection, as_of: date | None) -> frozenset[str]:
    """The ids of the claims that any topic has."""
    return frozenset(
        c for state in topics.states(connection) for c in connection.scalars(of_state(connection, state, as_of))
    )


def marked_claims(connection: sa.Connection, state: TopicState) -> tuple[list[str], list[str]]:
    """The claims that are pinned to a topic, and those that are excluded from it."""
    claims = claims_of(connection, (edit.statement for edit in state.marked if edit.statement))
    marks = {claims[edit.statement]: edit.kind for edit in state.marked if edit.statement in claims}
    pinned, excluded = (
        [claim for claim, kind in marks.items() if kind is wanted]
        for wanted in (TopicEditKind.PINNED, TopicEditKind.EXCLUDED)
    )
    return pinned, excluded


def claims_of(connection: sa.Connection, statements: Iterable[str]) -> dict[str, str]:
    """The claims of these statements, by the statement; without those that belong to none."""
    mine = claim_statements.c
    return {
        row.statement: row.claim
        for part in parts(sorted(set(statements)))
        for row in connection.execute(sa.select(mine.statement, mine.claim).where(mine.statement.in_(part)))
    }


def statements_in(connection: sa.Connection, wanted: Filter) -> frozenset[str]:
    """The statements in the claims of the topic of a filter."""
    query = _members(connection, wanted, claim_statements.c.statement)
    return frozenset() if query is None else frozenset(connection.scalars(query))


def founder(connection: sa.Connection, claim: str) -> str:
    """The statement that founded a claim."""
    return str(connection.scalar(sa.select(claim_rows.c.founder).where(claim_rows.c.id == claim)))


def counts(connection: sa.Connection, state: TopicState, as_of: date | None) -> tuple[int, date | None, date | None]:
    """How many claims a topic has as of a date, and the first and the last day on which one was spoken of."""
    mine, until = claim_days.c, iso(as_of)
    query = sa.select(sa.func.count(mine.claim.distinct()), sa.func.min(mine.day), sa.func.max(mine.day))
    query = query.where(mine.claim.in_(of_state(connection, state, as_of)))
    number, first, last = connection.execute(query if until is None else query.where(mine.day <= until)).one()
    return number, *(None if day is None else date.fromisoformat(day) for day in (first, last))


def _within(
    connection: sa.Connection,
    query: sa.Select[Any],
    wanted: Filter,
    column: sa.ColumnElement[Any],
    member: sa.ColumnElement[Any],
) -> sa.Select[Any]:
    own = _members(connection, wanted, member)
    return query if own is None else query.where(column.in_(own))


def _through(
    connection: sa.Connection,
    query: sa.Select[Any],
    wanted: Filter,
    column: sa.ColumnElement[Any],
    table: sa.Table,
    name: str,
) -> sa.Select[Any]:
    """The rows whose column is one that a table gives for the reports of the topic."""
    own = _members(connection, wanted, claim_statements.c.report)
    theirs = table.alias()
    return query if own is None else query.where(column.in_(sa.select(theirs.c[name]).where(theirs.c.report.in_(own))))


def _members(connection: sa.Connection, wanted: Filter, member: sa.ColumnElement[Any]) -> sa.Select[Any] | None:
    """A column of the statements of the topic that were known by the date of the filter and count."""
    claims = of(connection, wanted)
    if claims is None:
        return None
    mine = claim_statements.alias()
    query = sa.select(mine.c[str(member.key)]).where(mine.c.claim.in_(claims), ~mine.c.wrong)
    return query if wanted.as_of is None else query.where(mine.c.known_at <= end_of(wanted.as_of))
