"""The index of candidates (`linking/index.py`) in a ledger."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from reportedly.lexicon import predicates
from reportedly.linking import index
from reportedly.store import cells
from reportedly.store.cells import IndexEntry
from reportedly.store.index_entries import TABLES
from reportedly.store.vectors import coarse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from reportedly.linking.embedding import StatementEmbedding
    from reportedly.linking.index import Entries
    from reportedly.store.database import Connection
    from reportedly.store.index_entries import IndexKind


class StoredIndex:
    """The storage of one index in a ledger: an `IndexStorage`."""

    def __init__(self, connection: Connection, kind: IndexKind) -> None:
        self.connection = connection
        """The current transaction; to be set before the index is used in the next one."""
        self._kind = kind.value

    def leaders(self) -> Entries:
        """The leaders, each as it was when its cell was founded."""
        return self._load(cells.LEADERS)

    def unassigned(self) -> Entries:
        """The entries that are not assigned to cells yet."""
        return self._load(cells.UNASSIGNED)

    def _load(self, cell: int) -> Entries:
        return cells.load(self.connection, self._kind, [cell]).get(cell, np.zeros(0, dtype=cells.ENTRY))

    def cells(self, wanted: Sequence[int]) -> Mapping[int, Entries]:
        """The entries of these cells, in the order of numbers."""
        return cells.load(self.connection, self._kind, wanted)

    def save(
        self, leaders: Entries, unassigned: Entries, assigned_until: int, changed_from: int, assigned: Entries
    ) -> None:
        """Store what has changed."""
        size = index.SIZE
        if len(assigned):
            cells.delete(self.connection, self._kind, [cells.UNASSIGNED], assigned_until)
            cells.merge(self.connection, self._kind, assigned, size)
        for cell, entries in ((cells.UNASSIGNED, unassigned), (cells.LEADERS, leaders)):
            only = {int(at) // size for at in np.flatnonzero(entries["number"] >= changed_from)}
            cells.rewrite(self.connection, self._kind, cell, entries, size, only)


def changed_cells(connection: Connection, day: date) -> dict[IndexKind, set[int]]:
    """The cells of each index to write again when the linking of a day and later ones is undone."""
    return {kind: table.changed_since(connection, day) for kind, table in TABLES.items()}


def rewrite_cells(connection: Connection, wanted: Mapping[IndexKind, Collection[int]]) -> None:
    """Write these cells of each index again from the tables of its entries, and what lies outside the cells."""
    size = index.SIZE
    for kind, table in TABLES.items():
        assigned_until = index.assigned_until(table.last_number(connection))
        unassigned = entries(sorted(table.after(connection, assigned_until), key=lambda one: one.number))
        leaders = entries(list(table.leaders(connection)))
        # Entries that had been assigned may be among the latest again.
        changed = {*wanted[kind], *unassigned["cell"].tolist()}
        cells.delete(connection, kind.value, {cells.UNASSIGNED, cells.LEADERS, *changed})
        cells.rewrite(connection, kind.value, cells.UNASSIGNED, unassigned, size)
        cells.rewrite(connection, kind.value, cells.LEADERS, leaders, size)
        stored = table.of_cells(connection, sorted(changed), assigned_until)
        for cell, own in groupby(stored, key=lambda one: one.cell):
            cells.rewrite(connection, kind.value, cell, entries(list(own)), size)


def queries(embeddings: Iterable[StatementEmbedding]) -> Entries:
    """Statements to look up; they may be added to an index afterwards, which gives them numbers and cells."""
    return entries([IndexEntry(one.statement, 0, 0, one.classes, one.vector) for one in embeddings])


def entries(given: Sequence[IndexEntry]) -> Entries:
    """Entries as the array in which they are compared."""
    found = np.zeros(len(given), dtype=cells.ENTRY)
    if given:
        found["vector"] = coarse(np.stack([one.vector for one in given]))
        lengths = np.linalg.norm(found["vector"].astype(np.float32), axis=1)
        found["length"] = np.where(lengths == 0, 1, lengths)
    for name in ("number", "cell", "key", "gone"):
        found[name] = [getattr(one, name) for one in given]
    found["classes"] = np.array([predicates.mask(one.classes) for one in given], dtype=np.uint64)
    return found
