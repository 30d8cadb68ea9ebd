"""The derived rows in which two ledgers differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store import schema

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A row of a derived table that only one of two ledgers has, or that they have with other values."""

    table: str
    key: tuple[str, ...]
    ours: bool
    """True if our ledger has it."""
    theirs: bool
    """True if the other ledger has it."""
    columns: tuple[str, ...] = ()
    """Columns with other values, where both have it."""


def differences(ours: sa.Connection, theirs: sa.Connection) -> Iterator[tuple[str, Iterator[Difference]]]:
    """The differences of each derived table, by its name."""
    for table in (*schema.DERIVED, *schema.VECTORS):
        yield table.name, _differences(table, _rows(ours, table), _rows(theirs, table))


Rows = dict[tuple[Any, ...], dict[str, Any]]
"""The rows of a table by their primary keys."""


def _rows(connection: sa.Connection, table: sa.Table) -> Rows:
    keys = [c.name for c in table.primary_key]
    query = sa.select(table)
    if table is schema.gists:
        # A vector stays when its report is read again and the statement is gone; only those in use are compared.
        query = query.where(table.c.statement.in_(sa.select(schema.claim_statements.c.statement)))
    elif table is schema.leads:
        query = query.where(table.c.report.in_(sa.select(schema.event_reports.c.report)))
    return {tuple(row._mapping[k] for k in keys): dict(row._mapping) for row in connection.execute(query)}


def _differences(table: sa.Table, ours: Rows, theirs: Rows) -> Iterator[Difference]:
    for key in sorted(ours.keys() | theirs.keys(), key=str):
        mine, other = ours.get(key), theirs.get(key)
        if mine != other:
            yield Difference(
                table=table.name,
                key=tuple(map(str, key)),
                ours=mine is not None,
                theirs=other is not None,
                columns=tuple(c for c in mine if mine[c] != other[c]) if mine is not None and other is not None else (),
            )
