"""Where statements and forecasts lie in their cells (`linking/index.py`): the store, as linking sees it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Protocol

import numpy as np

from reportedly.linking import index, predicate_classes
from reportedly.store import cells, claims, forecasts
from reportedly.store.cells import Lying
from reportedly.store.vectors import coarse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from reportedly.linking.embedding import Gist
    from reportedly.linking.index import Members
    from reportedly.store.database import Connection


class Store(Protocol):
    """Where the rows are kept of what lies in cells."""

    def last_placed(self, connection: Connection) -> int:
        """The number of the last one."""

    def undone(self, connection: Connection, day: str) -> set[int]:
        """The cells of which something is gone or changed once what was linked of a day and later is taken apart."""

    def lying(self, connection: Connection, wanted: Collection[int], until: int) -> Iterable[Lying]:
        """What lies in these cells, up to a number, cell by cell in the order of numbers."""

    def apart(self, connection: Connection, since: int) -> Iterable[Lying]:
        """What comes after a number."""

    def founding(self, connection: Connection) -> Iterable[Lying]:
        """What founded a cell, as it was then, in the order of numbers."""


STATEMENTS, FORECASTS = "said", "forecast"
KINDS: Mapping[str, Store] = {STATEMENTS: claims, FORECASTS: forecasts}


class Kept:
    """What lies in the cells of a kind, in a ledger."""

    def __init__(self, connection: Connection, kind: str) -> None:
        self.connection = connection
        """That of the transaction at work."""
        self._kind = kind

    def founders(self) -> Members:
        """The cells: each member as it was when it founded one."""
        return self._loaded(cells.FOUNDERS)

    def latest(self) -> Members:
        """The members that do not lie in cells yet."""
        return self._loaded(cells.LATEST)

    def _loaded(self, cell: int) -> Members:
        return cells.load(self.connection, self._kind, [cell]).get(cell, np.zeros(0, dtype=cells.MEMBER))

    def cells(self, wanted: Sequence[int]) -> Mapping[int, Members]:
        """The members that lie in these cells, in their order."""
        return cells.load(self.connection, self._kind, wanted)

    def keep(self, founders: Members, latest: Members, settled: int, changed: int, moved: Members) -> None:
        """Keep what has changed."""
        size = index.SIZE
        if len(moved):
            cells.drop(self.connection, self._kind, [cells.LATEST], settled)
            cells.put(self.connection, self._kind, moved, size)
        for cell, all_ in ((cells.LATEST, latest), (cells.FOUNDERS, founders)):
            only = {int(at) // size for at in np.flatnonzero(all_["number"] >= changed)}
            cells.rewrite(self.connection, self._kind, cell, all_, size, only)


def undone(connection: Connection, day: str) -> dict[str, set[int]]:
    """The cells of each kind to arrange anew once what was linked of a day and later is taken apart."""
    return {kind: store.undone(connection, day) for kind, store in KINDS.items()}


def arrange(connection: Connection, wanted: Mapping[str, Collection[int]]) -> None:
    """Arrange these cells of each kind anew, from the rows of what lies in them; and what comes after them."""
    size = index.SIZE
    for kind, store in KINDS.items():
        settled = index.settled(store.last_placed(connection))
        apart = members(sorted(store.apart(connection, settled), key=lambda one: one.number))
        founders = members(list(store.founding(connection)))
        # What lay in a cell may lie apart again.
        changed = {*wanted[kind], *apart["cell"].tolist()}
        cells.drop(connection, kind, {cells.LATEST, cells.FOUNDERS, *changed})
        cells.rewrite(connection, kind, cells.LATEST, apart, size)
        cells.rewrite(connection, kind, cells.FOUNDERS, founders, size)
        for cell, own in groupby(store.lying(connection, sorted(changed), settled), key=lambda one: one.cell):
            cells.rewrite(connection, kind, cell, members(list(own)), size)


def asked(gists: Iterable[Gist]) -> Members:
    """What is asked with, and may come to lie in a cell: it has no number and no cell yet."""
    return members([Lying(one.statement, 0, 0, one.families, one.vector) for one in gists])


def members(lying: Sequence[Lying]) -> Members:
    """Statements or forecasts, or what is looked for among them, as they are compared."""
    found = np.zeros(len(lying), dtype=cells.MEMBER)
    if lying:
        found["vector"] = coarse(np.stack([one.vector for one in lying]))
        lengths = np.linalg.norm(found["vector"].astype(np.float32), axis=1)
        found["length"] = np.where(lengths == 0, 1, lengths)
    for name in ("number", "cell", "key", "gone"):
        found[name] = [getattr(one, name) for one in lying]
    found["families"] = np.array([predicate_classes.mask(one.families) for one in lying], dtype=np.uint64)
    return found
