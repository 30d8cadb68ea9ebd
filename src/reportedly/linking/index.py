"""Candidates for a statement: the earlier entries nearest to it, found without comparing it with all of them.

This is an inverted-file (IVF) index whose centroids are entries, as in cluster pruning: every `SIZE`-th entry is the
leader of a new cell, and each entry is assigned to the cell of the nearest leader of its time, for good. A query is
compared with the latest entries, which are not assigned yet, and with the cells nearest to it: nearest among all
leaders, among the first half of them, among the first half of those, and so on, because an early entry could only
choose among few leaders. While there are no more cells than are probed, that is everything; from then on the work
hardly grows. Assignments follow from what came before and never change, so that adding one by one and rebuilding give
the same cells. How much is missed is measured (docs/performance.md).

Vectors are whole numbers of one byte, so that sums of products are exact in whatever order they are added up.
"""

from __future__ import annotations

from collections import OrderedDict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Entries = NDArray[Any]
    """Rows with `number` (from 1 on, without a gap), `key` (what the entry leads to), `cell`, `vector`, its `length`,
    `classes` (a bit for each predicate class), and `gone` where the entry is no longer looked for."""
    Matrix = NDArray[np.float32]

SHARED_CLASS = 0.15
"""Added to the cosine of entries with the same predicate classes; less if they share some of them."""
OTHER_CLASS = 0.07
"""Taken off if both have classes and share none."""
SIZE = 64
"""One entry in so many is a leader; a cell holds as many on average."""
PROBES, MIN_PROBES = 12, 2
"""Cells that are probed for a query: among all leaders, two fewer among each further half, and the least."""
UNASSIGNED = 4_096
"""The latest entries, which are always compared: most statements are about what has just been reported."""
MAX_SCANNED = 1_024
"""Entries of a cell that are compared, the latest of them."""
CACHE_SIZE = 32_768
"""Entries of cells that are held in memory."""
BLOCK = 2_048
"""Entries that are compared in one matrix product."""


class IndexStorage(Protocol):
    """Where the entries of an index are kept."""

    def leaders(self) -> Entries:
        """The leaders, each as it was when its cell was founded."""

    def unassigned(self) -> Entries:
        """The entries that are not assigned to cells yet."""

    def cells(self, wanted: Sequence[int]) -> Mapping[int, Entries]:
        """The entries of these cells, in the order of numbers."""

    def save(
        self, leaders: Entries, unassigned: Entries, assigned_until: int, changed_from: int, assigned: Entries
    ) -> None:
        """Keep what has changed.

        Of `leaders` and `unassigned` that is everything from the number `changed_from` on. `assigned` are entries of
        cells that are new or changed, and `assigned_until` is the last number in any cell.
        """


class Cells:
    """An index over entries that come one after the other."""

    def __init__(self, storage: IndexStorage) -> None:
        self._storage = storage
        self._leaders = storage.leaders()
        self._unassigned = storage.unassigned()
        self.last = int(self._unassigned["number"].max(initial=0))
        """The number of the latest entry."""
        self._cache: OrderedDict[int, Entries] = OrderedDict()
        self._room = CACHE_SIZE

    def save(self, entries: Entries) -> None:
        """Keep entries that are new (as `assign` numbered them, in the order of numbers) or have changed."""
        if not len(entries):
            return
        before = assigned_until(self.last)
        self.last = max(self.last, int(entries["number"].max()))
        recent = entries["number"] > before
        at = entries["number"][recent] - before - 1
        unassigned = np.zeros(self.last - before, dtype=entries.dtype)
        unassigned[: len(self._unassigned)] = self._unassigned
        unassigned[at] = entries[recent]
        now = assigned_until(self.last)
        assigned = np.concatenate([entries[~recent], unassigned[: now - before]])
        self._unassigned = unassigned[now - before :]
        for cell in set(assigned["cell"].tolist()) & self._cache.keys():
            self._room += len(self._cache.pop(cell))
        changed_from = max(int(entries["number"][recent].min(initial=self.last + 1)), now + 1)
        self._storage.save(self._leaders, self._unassigned, now, changed_from, assigned)

    def nearest(self, queries: Entries, enough: int, least: float) -> list[dict[str, float]]:
        """For each query the keys of the entries nearest to it, nearest first, of equal ones the earliest first.

        Each key comes with the similarity of its best entry, at `least`: the cosine, with what shared or other
        predicate classes add or take. A query is given the cell to which it would be assigned.
        """
        if not len(queries):
            return []
        to_leaders = self._to_leaders(queries)
        self._assign_nearest(queries, to_leaders)
        cells = self._cached(self._probed(to_leaders))
        found = [_matches(queries, block, least) for block in _blocks([self._unassigned, *cells])]
        rows, values, numbers, keys = (np.concatenate(column) for column in zip(*found, strict=True))
        order = np.lexsort((numbers, -values, rows))
        starts = np.searchsorted(rows[order], np.arange(len(queries) + 1))
        return [_top(keys[order[start:end]], values[order[start:end]], enough) for start, end in pairwise(starts)]

    def assign(self, entries: Entries) -> None:
        """Give new entries their numbers and cells; those that were queries have a cell already.

        Nothing may have been added since then.
        """
        entries["number"] = self.last + 1 + np.arange(len(entries))
        fresh = entries["cell"] == 0
        if fresh.any():
            new = entries[fresh]
            self._assign_nearest(new, self._to_leaders(new))
            entries["cell"][fresh] = new["cell"]
        for at in np.flatnonzero((entries["number"] - 1) % SIZE == 0):
            # A new leader draws the entries after it that are nearer to it than to their leader.
            entries["cell"][at] = entries["number"][at]
            self._leaders = np.concatenate([self._leaders, entries[at : at + 1]])
            later = entries[at + 1 :]
            drawn = _cosines(entries[at : at + 1], later)[0] > self._to_own_leader(later)
            later["cell"][drawn | (later["cell"] == 0)] = entries["number"][at]

    def _to_leaders(self, entries: Entries) -> Matrix:
        """Cosines to the leaders: a row for each of these entries."""
        return np.concatenate([_cosines(entries, block) for block in _blocks([self._leaders])], axis=1)

    def _assign_nearest(self, entries: Entries, to_leaders: Matrix) -> None:
        entries["cell"] = self._leaders["number"][to_leaders.argmax(axis=1)] if len(self._leaders) else 0

    def _to_own_leader(self, entries: Entries) -> NDArray[np.float32]:
        """The cosine of each entry to the leader of its own cell."""
        own = self._leaders[(entries["cell"] - 1) // SIZE]
        products = (entries["vector"].astype(np.float32) * own["vector"].astype(np.float32)).sum(axis=1)
        found: NDArray[np.float32] = products / entries["length"] / own["length"]
        return found

    def _probed(self, to_leaders: Matrix) -> set[int]:
        """The cells to probe: the nearest of all, of the first half, of the first half of those, and so on."""
        found: set[int] = set()
        end, probes = len(self._leaders), PROBES
        while end > probes:
            found.update(np.unique(np.argpartition(to_leaders[:, :end], -probes)[:, -probes:]).tolist())
            end, probes = end // 2, max(probes - 2, MIN_PROBES)
        return {int(self._leaders["number"][i]) for i in found.union(range(end))}

    def _cached(self, wanted: Iterable[int]) -> list[Entries]:
        """The entries of these cells, kept in memory; the cells used longest ago make room for them."""
        cells = sorted(wanted)
        missing = [cell for cell in cells if cell not in self._cache]
        loaded = self._storage.cells(missing) if missing else {}
        nothing = self._unassigned[:0]
        self._cache.update((cell, loaded.get(cell, nothing)[-MAX_SCANNED:]) for cell in missing)
        found = [self._cache[cell] for cell in cells]
        for cell in cells:
            self._cache.move_to_end(cell)
        self._room -= sum(len(self._cache[cell]) for cell in missing)
        while self._room < 0 and self._cache:
            self._room += len(self._cache.popitem(last=False)[1])
        return found


def assigned_until(last: int) -> int:
    """The last number that is assigned to a cell when `last` is the latest; later ones are unassigned."""
    return max(0, last - UNASSIGNED) // SIZE * SIZE


def _blocks(parts: Iterable[Entries]) -> Iterator[Entries]:
    """Entries put together or cut into blocks of about the size that is compared in one product."""
    waiting: list[Entries] = []
    size = 0
    for part in parts:
        waiting.append(part)
        size += len(part)
        if size >= BLOCK:
            yield from _cut(waiting)
            waiting, size = [], 0
    if waiting:
        yield from _cut(waiting)


def _cut(parts: Sequence[Entries]) -> Iterator[Entries]:
    # Joined as bytes: np.concatenate promotes the types of many structured arrays, which takes longer than comparing.
    whole = parts[0] if len(parts) == 1 else np.frombuffer(b"".join(part.data for part in parts), dtype=parts[0].dtype)
    for start in range(0, max(len(whole), 1), BLOCK):
        yield whole[start : start + BLOCK]


def _cosines(queries: Entries, entries: Entries) -> Matrix:
    """Cosines between vectors: a row for each query."""
    products = queries["vector"].astype(np.float32) @ entries["vector"].astype(np.float32).T
    found: Matrix = products / queries["length"][:, None] / entries["length"]
    return found


def _matches(
    queries: Entries, entries: Entries, least: float
) -> tuple[NDArray[np.intp], Matrix, NDArray[Any], NDArray[Any]]:
    """The pairs that are similar enough: the query's row, the similarity, the entry's number and key."""
    cosines = _cosines(queries, entries)
    rows, columns = np.nonzero((cosines >= least - SHARED_CLASS) & ~entries["gone"])
    mine, theirs = queries["classes"][rows], entries["classes"][columns]
    shared, all_ = np.bitwise_count(mine & theirs), np.bitwise_count(mine | theirs)
    more = np.where(shared > 0, SHARED_CLASS * shared / np.maximum(all_, 1), -OTHER_CLASS)
    values = (cosines[rows, columns] + np.where((mine > 0) & (theirs > 0), more, 0)).astype(np.float32)
    enough = values >= least
    columns = columns[enough]
    return rows[enough], values[enough], entries["number"][columns], entries["key"][columns]


def _top(keys: NDArray[Any], values: Matrix, enough: int) -> dict[str, float]:
    """The first keys, so many at most, each with the first of its values."""
    found: dict[str, float] = {}
    for key, value in zip(keys, values, strict=True):
        if len(found) == enough:
            break
        found.setdefault(key.decode(), float(value))
    return found
