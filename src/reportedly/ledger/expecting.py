"""Forecasts that wait for their outcome, and the first later statement that tells it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly.ledger import keeping
from reportedly.linking import forecasts, stance
from reportedly.linking.gist import Gist
from reportedly.linking.index import Cells, Member
from reportedly.store import forecasts as store
from reportedly.store import readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    import sqlalchemy as sa
    from numpy.typing import NDArray
    from sqlalchemy.engine import Row

    from reportedly.ledger.keeping import Growth
    from reportedly.model import Statement
    from reportedly.store.pending import Pending

CONSIDERED = 64
"""Forecasts, the nearest ones, that a statement may settle."""


class Expecting:
    """Where to look for the forecasts that a statement may settle."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._cells = Cells(((n, vector_of(v)) for n, v in store.founders(connection)), self._in_cell)

    def hear(
        self,
        connection: sa.Connection,
        pending: Pending,
        statement: Statement,
        position: int,
        mine: Gist,
        origin: str,
        source: str | None,
        growth: Growth,
    ) -> None:
        """Settle what a statement settles; let a forecast wait."""
        self._connection = connection
        own = stance.stance_on_matter(statement)
        if forecasts.tells(statement.act, mine, own):
            said_on = date.fromisoformat(readings.said_on(statement, pending.known_at))
            (near,) = self._cells.near(mine.vector[None], CONSIDERED, forecasts.MAY_SETTLE)
            for row in store.waiting(connection, near) if near else ():
                expected = forecasts.Expected(
                    gist=gist_of(row),
                    origin=row.origin,
                    horizon=row.horizon,
                    known_on=date.fromisoformat(row.known_at[:10]),
                )
                outcome = forecasts.settles(expected, mine, origin, statement.act, own, said_on)
                if outcome:
                    store.settle(
                        connection, row.statement, outcome.value, statement.id, pending.report, pending.known_at
                    )
                    self._cells.drop(row.cell, row.statement)
                    growth.settle(row.source, row.likelihood, outcome)
        if statement.forecast:
            number = store.next_number(connection)
            cell, founds = self._cells.place(number, mine.vector)
            store.keep(connection, keeping.forecast_row(statement, number, cell, founds, pending, position, source))
            self._cells.put(cell, Member(statement.id, number, mine.vector))
            growth.forecast(source, statement.forecast.likelihood.value, store.OPEN)

    def withdraw(self, connection: sa.Connection, report: str, growth: Growth) -> None:
        """Let the forecasts of a report that a revision replaces count no longer."""
        self._connection = connection
        for row in store.of_report(connection, report):
            growth.forecast(row.source, row.likelihood, row.outcome, by=-1)
            self._cells.drop(row.cell, row.statement)

    def _in_cell(self, cell: int, most: int) -> Iterator[Member]:
        for row in store.in_cell(self._connection, cell, most):
            yield Member(row.statement, row.number, vector_of(row.vector))


def vector_of(blob: bytes) -> NDArray[np.float32]:
    """A vector as it is compared, from what the store keeps."""
    return np.frombuffer(blob, dtype=np.float16).astype(np.float32)


def gist_of(row: Row[Any]) -> Gist:
    """The gist that a row holds."""
    return Gist(
        statement=row.statement,
        report=row.report,
        families=row.families,
        ahead=row.ahead,
        vector=vector_of(row.vector),
    )
