"""Links that were not made, but are possible: a person should judge the likely ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store.database import insert_new, parts
from reportedly.store.schema import claim_statements, suggestions
from reportedly.store.timestamps import end_of, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A statement that founded a claim, and the earlier one that it may say the same as, or the contrary of."""

    statement: str
    other: str
    contrary: bool
    """True if it more likely says the contrary of the other one than the same."""
    chance: float
    why: str


def insert(connection: sa.Connection, rows: Iterable[Suggestion], known_at: datetime) -> None:
    """Store the suggestions that come from one report."""
    values = [
        {
            "statement": row.statement,
            "other": row.other,
            "contrary": row.contrary,
            "chance": row.chance,
            "why": row.why,
            "known_at": stamp(known_at),
        }
        for row in rows
    ]
    insert_new(connection, suggestions, values)


def of_claims(connection: sa.Connection, claims: Sequence[str] | None, least: float) -> list[Suggestion]:
    """The suggestions for the founders of these claims, or of all claims, of at least that chance; in a fixed order."""
    query = sa.select(suggestions).where(suggestions.c.chance >= least)
    queries = [query]
    if claims is not None:
        query = query.join(claim_statements, claim_statements.c.statement == suggestions.c.statement)
        queries = [query.where(claim_statements.c.claim.in_(part)) for part in parts(claims)]
    found = [_row(row) for one in queries for row in connection.execute(one)]
    return sorted(found, key=lambda s: s.statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSuggestion:
    """A suggestion with the claims of its two statements."""

    suggestion: Suggestion
    claim: str
    """Of the statement that founded it."""
    other_claim: str


def between(connection: sa.Connection, as_of: date | None, claims: Sequence[str]) -> list[ClaimSuggestion]:
    """The suggestions from these claims to others or from others to these, as known at a date, in a fixed order."""
    until = {} if as_of is None else {"until": end_of(as_of)}
    found = {}
    for part in parts(claims):
        for query in _between(as_of is not None):
            for row in connection.execute(query, {"wanted": part, **until}):
                found[row.statement] = ClaimSuggestion(
                    suggestion=_row(row), claim=row.claim, other_claim=row.other_claim
                )
    return [found[key] for key in sorted(found)]


@cache
def _between(dated: bool) -> Sequence[sa.Select[Any]]:
    """The queries for those whose founder is of the wanted claims, and for those whose other statement is."""
    mine, theirs = claim_statements.alias("mine"), claim_statements.alias("theirs")
    query = (
        sa.select(suggestions, mine.c.claim, theirs.c.claim.label("other_claim"))
        .join(mine, mine.c.statement == suggestions.c.statement)
        .join(theirs, theirs.c.statement == suggestions.c.other)
        .where(~mine.c.wrong, ~theirs.c.wrong)
    )
    if dated:
        query = query.where(suggestions.c.known_at <= sa.bindparam("until"))
    return [query.where(side.c.claim.in_(sa.bindparam("wanted", expanding=True))) for side in (mine, theirs)]


def _row(row: sa.Row[Any]) -> Suggestion:
    return Suggestion(statement=row.statement, other=row.other, contrary=row.contrary, chance=row.chance, why=row.why)
