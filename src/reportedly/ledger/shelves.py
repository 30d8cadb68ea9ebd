"""Where claims and forecasts lie in their cells (`linking/index.py`): the store, as the linking of a report sees it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly.linking.index import Cells, Members
from reportedly.store import claims, forecasts
from reportedly.store.vectors import coarse, of_coarse, stacked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import sqlalchemy as sa
    from numpy.typing import NDArray
    from sqlalchemy.engine import Row


class ClaimShelf:
    """Claims, by what is left of their centres."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        """That of the transaction at work."""

    def cells(self, wanted: Sequence[int], most: int) -> Mapping[int, Members]:
        """The claims of these cells, of each the latest, at most so many."""
        rows = claims.in_cells(self.connection, wanted)
        return _parted(rows, [r.claim for r in rows], of_coarse([r.vector for r in rows]), most)

    def latest(self, most: int) -> Members:
        """The claims founded last."""
        rows = claims.latest(self.connection, most)
        return Members([r.claim for r in rows], _numbers(rows), of_coarse([r.vector for r in rows]))

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
        return _parted(rows, [r.statement for r in rows], coarse(stacked([r.vector for r in rows])), most)

    def latest(self, most: int) -> Members:
        """Those of the last forecasts that wait."""
        rows = forecasts.latest(self.connection, most)
        return Members([r.statement for r in rows], _numbers(rows), coarse(stacked([r.vector for r in rows])))

    def arranged(self) -> Cells:
        """The cells as they are now."""
        found = forecasts.founders(self.connection)
        numbers, vectors = [row.number for row in found], stacked([row.vector for row in found])
        return Cells((numbers, vectors), self, forecasts.next_number(self.connection) - 1)


def _parted(
    rows: Sequence[Row[Any]], keys: Sequence[str], vectors: NDArray[np.int8], most: int
) -> Mapping[int, Members]:
    """Rows cell by cell, of each the last, at most so many."""
    cells, numbers = np.array([row.cell for row in rows], dtype=np.int64), _numbers(rows)
    cuts = [0, *(np.flatnonzero(np.diff(cells)) + 1).tolist(), len(rows)]
    found = {}
    for start, end in pairwise(cuts if rows else ()):
        own = slice(max(start, end - most), end)
        found[int(cells[start])] = Members(keys[own], numbers[own].copy(), vectors[own].copy())
    return found


def _numbers(rows: Sequence[Row[Any]]) -> NDArray[np.int64]:
    return np.array([row.number for row in rows], dtype=np.int64)
