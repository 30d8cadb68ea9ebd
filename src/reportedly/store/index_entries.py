"""Statements and forecasts as entries of the index of candidates, read from their own tables.

The cells (`cells.py`) repeat what is here; they are written again from it when linking is undone.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

import sqlalchemy as sa

from reportedly.model import Outcome
from reportedly.store.cells import IndexEntry
from reportedly.store.database import parts
from reportedly.store.schema import claim_statements, forecasts, gists, linked
from reportedly.store.supersession import superseded
from reportedly.store.vectors import unpacked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from sqlalchemy.engine import Row


class IndexKind(StrEnum):
    """What an index holds; the value is the `kind` of its cells in the store."""

    STATEMENTS = "said"
    FORECASTS = "forecast"


class EntryTable(Protocol):
    """A table that holds the entries of one index."""

    def last_number(self, connection: sa.Connection) -> int:
        """The number of the latest entry; 0 if there is none."""

    def changed_since(self, connection: sa.Connection, day: date) -> set[int]:
        """The cells with entries that go or change when the linking of a day and later ones is undone."""

    def of_cells(self, connection: sa.Connection, wanted: Collection[int], until: int) -> Iterator[IndexEntry]:
        """The entries of these cells up to a number, cell by cell in the order of numbers."""

    def after(self, connection: sa.Connection, number: int) -> Iterator[IndexEntry]:
        """The entries after a number."""

    def leaders(self, connection: sa.Connection) -> Iterator[IndexEntry]:
        """The leaders, each as it was when its cell was founded, in the order of numbers."""


class StatementEntries:
    """The statements that were read right; each leads to itself."""

    def last_number(self, connection: sa.Connection) -> int:
        """The number of the latest entry; 0 if there is none."""
        return connection.scalar(sa.select(sa.func.max(claim_statements.c.number))) or 0

    def changed_since(self, connection: sa.Connection, day: date) -> set[int]:
        """The cells of statements of that day and later ones."""
        mine = claim_statements.c
        query = sa.select(mine.cell).where(mine.known_at >= day.isoformat(), mine.cell.is_not(None))
        return set(connection.scalars(query))

    def of_cells(self, connection: sa.Connection, wanted: Collection[int], until: int) -> Iterator[IndexEntry]:
        """The entries of these cells up to a number, cell by cell in the order of numbers."""
        for part in parts(sorted(wanted)):
            yield from self._where(connection, claim_statements.c.cell.in_(part), claim_statements.c.number <= until)

    def after(self, connection: sa.Connection, number: int) -> Iterator[IndexEntry]:
        """The entries after a number."""
        return self._where(connection, claim_statements.c.number > number)

    def leaders(self, connection: sa.Connection) -> Iterator[IndexEntry]:
        """The leaders, in the order of numbers."""
        return self._where(connection, claim_statements.c.cell == claim_statements.c.number)

    def _where(self, connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> Iterator[IndexEntry]:
        mine = claim_statements.c
        query: sa.Select[Any] = sa.select(
            mine.statement.label("key"), mine.number, mine.cell, gists.c.families, gists.c.vector
        )
        query = query.join(gists, gists.c.statement == mine.statement).where(*conditions)
        for row in connection.execute(query.order_by(mine.cell, mine.number)):
            yield _entry(row)


class ForecastEntries:
    """The forecasts; each leads to itself, and is gone once it is settled or a revision replaces its report."""

    def last_number(self, connection: sa.Connection) -> int:
        """The number of the latest entry; 0 if there is none."""
        return connection.scalar(sa.select(sa.func.max(forecasts.c.number))) or 0

    def changed_since(self, connection: sa.Connection, day: date) -> set[int]:
        """The cells of forecasts that were made, settled or replaced on that day or later."""
        mine, since = forecasts.c, day.isoformat()
        replaced = sa.select(linked.c.supersedes).where(linked.c.known_at >= since, linked.c.supersedes.is_not(None))
        changed = sa.or_(mine.known_at >= since, mine.settled_at >= since, mine.report.in_(replaced))
        return set(connection.scalars(sa.select(mine.cell).where(changed)))

    def of_cells(self, connection: sa.Connection, wanted: Collection[int], until: int) -> Iterator[IndexEntry]:
        """The entries of these cells up to a number, cell by cell in the order of numbers."""
        for part in parts(sorted(wanted)):
            yield from self._where(connection, forecasts.c.cell.in_(part), forecasts.c.number <= until)

    def after(self, connection: sa.Connection, number: int) -> Iterator[IndexEntry]:
        """The entries after a number."""
        return self._where(connection, forecasts.c.number > number)

    def leaders(self, connection: sa.Connection) -> Iterator[IndexEntry]:
        """The leaders, in the order of numbers; none was gone when it founded its cell."""
        return self._where(connection, forecasts.c.cell == forecasts.c.number, gone=sa.false())

    def of_report(self, connection: sa.Connection, report: str) -> list[IndexEntry]:
        """The forecasts of a report."""
        return list(self._where(connection, forecasts.c.report == report))

    def _where(
        self,
        connection: sa.Connection,
        *conditions: sa.ColumnElement[bool],
        gone: sa.ColumnElement[bool] | None = None,
    ) -> Iterator[IndexEntry]:
        mine = forecasts.c
        if gone is None:
            gone = sa.or_(mine.outcome != Outcome.OPEN.value, superseded(mine.report, None))
        query: sa.Select[Any] = sa.select(
            mine.statement.label("key"), mine.number, mine.cell, gists.c.families, gists.c.vector
        )
        query = query.add_columns(gone.label("gone"))
        query = query.join(gists, gists.c.statement == mine.statement).where(*conditions)
        for row in connection.execute(query.order_by(mine.cell, mine.number)):
            yield _entry(row, gone=bool(row.gone))


def _entry(row: Row[Any], *, gone: bool = False) -> IndexEntry:
    return IndexEntry(row.key, row.number, row.cell, row.families, unpacked(row.vector), gone)


FORECASTS = ForecastEntries()
TABLES: Mapping[IndexKind, EntryTable] = {IndexKind.STATEMENTS: StatementEntries(), IndexKind.FORECASTS: FORECASTS}
