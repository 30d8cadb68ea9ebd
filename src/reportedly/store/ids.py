"""Ids as people give them: whole, or an unambiguous beginning."""

from __future__ import annotations

import sqlalchemy as sa

from reportedly.errors import NotFound

LAST = "\U0010ffff"
"""Sorts after every other character."""


def starting_with(connection: sa.Connection, column: sa.Column[str], beginning: str, what: str, hint: str) -> str:
    """The id that begins so; NotFound with a hint if there is none or several."""
    # A range of the index; LIKE would scan all of it.
    query = sa.select(column).where(column >= beginning, column < beginning + LAST).distinct().limit(2)
    found = list(connection.scalars(query)) if beginning else []
    if len(found) > 1:
        raise NotFound(f"several {what}s begin with {beginning!r}: give more of the id")
    if not found:
        raise NotFound(f"no {what} {beginning!r} in this ledger: {hint}")
    return found[0]
