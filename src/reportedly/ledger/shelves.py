"""Where claims and forecasts lie in their cells (`linking/index.py`): the store, as the linking of a report sees it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from reportedly.linking.index import Cells, Members
from reportedly.store import claims, forecasts
from reportedly.store.vectors import coarse, of_coarse, stacked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import sqlalchemy as sa
    from sqlalchemy.engine import Row

    from reportedly.store.vectors import Coarse


class Store(Protocol):
    """Where what lies in cells is kept; rows of members have key, cell, number and vector."""

    def founders(self, connection: sa.Connection) -> list[Row[Any]]:
        """The cells by number, each with the vector that it was founded by."""

    def in_cells(self, connection: sa.Connection, cells: Sequence[int]) -> list[Row[Any]]:
        """The members of these cells, cell by cell, in their order."""

    def latest(self, connection: sa.Connection, most: int) -> list[Row[Any]]:
        """The members of the last numbers, so many."""

    def next_number(self, connection: sa.Connection) -> int:
        """The number of the next one."""


class Kept:
    """Claims by what is left of their centres, or forecasts that wait for their outcome by their vectors."""

    def __init__(self, connection: sa.Connection, store: Store, decoded: Callable[[list[bytes]], Coarse]) -> None:
        self.connection = connection
        """That of the transaction at work."""
        self._store, self._decoded = store, decoded

    def cells(self, wanted: Sequence[int], most: int) -> Mapping[int, Members]:
        """The members of these cells, of each the latest, at most so many."""
        rows = self._store.in_cells(self.connection, wanted)
        return _parted([row.cell for row in rows], self._members(rows), most)

    def latest(self, most: int) -> Members:
        """The members of the last numbers."""
        return self._members(self._store.latest(self.connection, most))

    def arranged(self) -> Cells:
        """The cells as they are now."""
        found = self._store.founders(self.connection)
        numbers, vectors = [row.number for row in found], stacked([row.vector for row in found])
        return Cells((numbers, vectors), self, self._store.next_number(self.connection) - 1)

    def _members(self, rows: Sequence[Row[Any]]) -> Members:
        numbers = np.array([row.number for row in rows], dtype=np.int64)
        return Members([row.key for row in rows], numbers, self._decoded([row.vector for row in rows]))


def of_claims(connection: sa.Connection) -> Kept:
    """Claims as they lie in their cells."""
    return Kept(connection, claims, of_coarse)


def of_forecasts(connection: sa.Connection) -> Kept:
    """Forecasts as they lie in theirs."""
    return Kept(connection, forecasts, lambda blobs: coarse(stacked(blobs)))


def _parted(cells: Sequence[int], members: Members, most: int) -> Mapping[int, Members]:
    """Members cell by cell, of each the last, at most so many."""
    cuts = [0, *(np.flatnonzero(np.diff(cells)) + 1).tolist(), len(cells)]
    found = {}
    for start, end in pairwise(cuts if cells else ()):
        own = slice(max(start, end - most), end)
        found[cells[start]] = Members(members.keys[own], members.numbers[own].copy(), members.vectors[own].copy())
    return found
