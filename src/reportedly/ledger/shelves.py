"""Where claims and forecasts lie in their cells (`linking/index.py`): the store, as the linking of a report sees it."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from reportedly.linking.index import Cells, Members
from reportedly.store import claims, forecasts
from reportedly.store.vectors import of_coarse, stacked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import sqlalchemy as sa
    from sqlalchemy.engine import Row


class ClaimShelf:
    """Claims, by what is left of their centres."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        """That of the transaction at work."""

    def cells(self, wanted: Sequence[int], most: int) -> Mapping[int, Members]:
        """The claims of these cells, of each the latest, at most so many."""
        rows = claims.in_cells(self.connection, wanted)
        return {cell: _claims(list(own)[-most:]) for cell, own in groupby(rows, attrgetter("cell"))}

    def latest(self, most: int) -> Members:
        """The claims founded last."""
        return _claims(claims.latest(self.connection, most))

    def arranged(self) -> Cells:
        """The cells as they are now."""
        found = claims.founders(self.connection)
        numbers, vectors = [row.number for row in found], stacked([row.vector for row in found])
        return Cells((numbers, vectors), self, claims.next_number(self.connection) - 1)


class ForecastShelf:
    """Forecasts that wait for their outcome, by their vectors."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        """That of the transaction at work."""

    def cells(self, wanted: Sequence[int], most: int) -> Mapping[int, Members]:
        """The forecasts of these cells, of each the latest, at most so many."""
        rows = forecasts.in_cells(self.connection, wanted)
        return {cell: _forecasts(list(own)[-most:]) for cell, own in groupby(rows, attrgetter("cell"))}

    def latest(self, most: int) -> Members:
        """Those of the last forecasts that wait."""
        return _forecasts(forecasts.latest(self.connection, most))

    def arranged(self) -> Cells:
        """The cells as they are now."""
        found = forecasts.founders(self.connection)
        numbers, vectors = [row.number for row in found], stacked([row.vector for row in found])
        return Cells((numbers, vectors), self, forecasts.next_number(self.connection) - 1)


def _claims(rows: Sequence[Row[Any]]) -> Members:
    return Members([r.claim for r in rows], [r.number for r in rows], of_coarse([r.vector for r in rows]))


def _forecasts(rows: Sequence[Row[Any]]) -> Members:
    return Members([r.statement for r in rows], [r.number for r in rows], stacked([r.vector for r in rows]))
