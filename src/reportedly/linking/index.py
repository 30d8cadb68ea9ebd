"""Candidates for a statement: what points its way and speaks of the same, found without looking at everything.

Every `SIZE`-th that comes founds a cell; each belongs to the cell whose founder is nearest when it comes, and stays.
A statement is compared with the `LATEST` that came, which lie apart until others have come after them, and with what
is in the cells nearest to it: of all, of the half that was founded first, of the half of those, and so on, since what
came early chose among few. As long as there are no more cells than are looked into, that is everything; from then on
the work hardly grows with what there is. What is where follows from what came before, whatever comes later: adding one
by one and rebuilding give the same cells. How much is missed is measured (docs/performance.md).

Vectors are whole numbers of a byte, so that products are exact in whatever order they are added up.
"""

from __future__ import annotations

from collections import OrderedDict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from reportedly.linking.claims import OTHER_FAMILY, SHARED_FAMILY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Members = NDArray[Any]
    """Rows with `number` (from 1 on, without a gap), `key` (what each leads to), the `cell` each belongs to, `vector`
    and its `length`, `families` (a bit each), `gone` where it is no longer looked for."""
    Matrix = NDArray[np.float32]

SIZE = 64
"""Cells are founded by one in so many, and hold as many on average."""
PROBES, FEWEST = 12, 2
"""Cells that are looked into for a statement, of all, two less of each further half, and so many at least; for those
that are asked with it, too."""
LATEST = 4_096
"""What came last is all compared: most that is said is about what is on everybody's lips."""
FULLEST = 1_024
"""Members of a cell that are compared, those that came last."""
HELD = 32_768
"""Members of cells that are kept in memory."""
AT_ONCE = 2_048
"""Members that are compared at a stroke."""


class Shelf(Protocol):
    """Where members are kept."""

    def founders(self) -> Members:
        """The cells: each member as it was when it founded one."""

    def latest(self) -> Members:
        """The members that do not lie in cells yet."""

    def cells(self, wanted: Sequence[int]) -> Mapping[int, Members]:
        """The members that lie in these cells, in their order."""

    def keep(self, founders: Members, latest: Members, settled: int, changed: int, moved: Members) -> None:
        """Keep what has changed: the last founders and members from the number `changed` on, what lies in cells now.

        `settled` is the last number that lies in a cell; `latest` are all members after it.
        """


class Cells:
    """Cells of a kind of members."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._founders = shelf.founders()
        self._latest = shelf.latest()
        self.last = int(self._latest["number"].max(initial=0))
        """The number of the last one that came."""
        self._held: OrderedDict[int, Members] = OrderedDict()
        self._room = HELD

    def keep(self, members: Members) -> None:
        """Keep what is new, in the order of numbers, in the cells nearest to it (`place`), and what has changed."""
        if not len(members):
            return
        before = settled(self.last)
        self.last = max(self.last, int(members["number"].max()))
        own = members["number"] > before
        at = members["number"][own] - before - 1
        latest = np.zeros(self.last - before, dtype=members.dtype)
        latest[: len(self._latest)] = self._latest
        latest[at] = members[own]
        now = settled(self.last)
        moved = np.concatenate([members[~own], latest[: now - before]])
        self._latest = latest[now - before :]
        for cell in set(moved["cell"].tolist()) & self._held.keys():
            self._room += len(self._held.pop(cell))
        changed = max(int(members["number"][own].min(initial=self.last + 1)), now + 1)
        self._shelf.keep(self._founders, self._latest, now, changed, moved)

    def near(self, asked: Members, enough: int, least: float) -> list[dict[str, float]]:
        """For each that is asked with the keys of those nearest to it, nearest first, of equals that which came first.

        With each key how near what leads to it is, at `least`: the cosine, and what families add or take. What is
        asked with is given the cell that it would belong to.
        """
        if not len(asked):
            return []
        likes = self._likes(asked)
        self._assign(asked, likes)
        cells = self._have(self._probed(likes))
        found = [_passing(asked, part, least) for part in _stretches([self._latest, *cells])]
        rows, values, numbers, keys = (np.concatenate(column) for column in zip(*found, strict=True))
        order = np.lexsort((numbers, -values, rows))
        starts = np.searchsorted(rows[order], np.arange(len(asked) + 1))
        return [_first(keys[order[start:end]], values[order[start:end]], enough) for start, end in pairwise(starts)]

    def place(self, members: Members) -> None:
        """Give new ones their numbers and the cells that they belong to; those that have a cell were asked with.

        Nothing may have come since then.
        """
        members["number"] = self.last + 1 + np.arange(len(members))
        strangers = members["cell"] == 0
        if strangers.any():
            told = members[strangers]
            self._assign(told, self._likes(told))
            members["cell"][strangers] = told["cell"]
        founding = np.flatnonzero((members["number"] - 1) % SIZE == 0)
        for at in founding:
            # What is founded here draws what comes after it and is nearer to it than to its cell.
            members["cell"][at] = members["number"][at]
            self._founders = np.concatenate([self._founders, members[at : at + 1]])
            later = members[at + 1 :]
            drawn = _cosines(members[at : at + 1], later)[0] > self._to_own(later)
            later["cell"][drawn | (later["cell"] == 0)] = members["number"][at]

    def _likes(self, members: Members) -> Matrix:
        """How near the founders are: a row for each of these members."""
        return np.concatenate([_cosines(members, part) for part in _stretches([self._founders])], axis=1)

    def _assign(self, members: Members, likes: Matrix) -> None:
        members["cell"] = self._founders["number"][likes.argmax(axis=1)] if len(self._founders) else 0

    def _to_own(self, members: Members) -> NDArray[np.float32]:
        """How near members are to the founders of their own cells."""
        own = self._founders[(members["cell"] - 1) // SIZE]
        products = (members["vector"].astype(np.float32) * own["vector"].astype(np.float32)).sum(axis=1)
        found: NDArray[np.float32] = products / members["length"] / own["length"]
        return found

    def _probed(self, likes: Matrix) -> set[int]:
        """The cells to look into: the nearest of all, of the first half, of the first half of those, and so on."""
        found: set[int] = set()
        end, probes = len(self._founders), PROBES
        while end > probes:
            found.update(np.unique(np.argpartition(likes[:, :end], -probes)[:, -probes:]).tolist())
            end, probes = end // 2, max(probes - 2, FEWEST)
        return {int(self._founders["number"][i]) for i in found.union(range(end))}

    def _have(self, wanted: Iterable[int]) -> list[Members]:
        """What lies in these cells, in memory from now on for as long as there is room."""
        cells = sorted(wanted)
        missing = [cell for cell in cells if cell not in self._held]
        loaded = self._shelf.cells(missing) if missing else {}
        nothing = self._latest[:0]
        self._held.update((cell, loaded.get(cell, nothing)[-FULLEST:]) for cell in missing)
        found = [self._held[cell] for cell in cells]
        for cell in cells:
            self._held.move_to_end(cell)
        self._room -= sum(len(self._held[cell]) for cell in missing)
        while self._room < 0 and self._held:
            self._room += len(self._held.popitem(last=False)[1])
        return found


def settled(last: int) -> int:
    """The last number that lies in a cell, where `last` was the last to come; the others lie apart."""
    return max(0, last - LATEST) // SIZE * SIZE


def _stretches(parts: Iterable[Members]) -> Iterator[Members]:
    """Members put together, or taken apart, in stretches of about so many as are compared at a stroke."""
    waiting: list[Members] = []
    size = 0
    for part in parts:
        waiting.append(part)
        size += len(part)
        if size >= AT_ONCE:
            yield from _cut(waiting)
            waiting, size = [], 0
    if waiting:
        yield from _cut(waiting)


def _cut(parts: Sequence[Members]) -> Iterator[Members]:
    # By their bytes: to bring the types of many parts to one takes numpy longer than to compare them.
    whole = parts[0] if len(parts) == 1 else np.frombuffer(b"".join(part.data for part in parts), dtype=parts[0].dtype)
    for start in range(0, max(len(whole), 1), AT_ONCE):
        yield whole[start : start + AT_ONCE]


def _cosines(asked: Members, members: Members) -> Matrix:
    """How near vectors are: a row for each that is asked with."""
    products = asked["vector"].astype(np.float32) @ members["vector"].astype(np.float32).T
    found: Matrix = products / asked["length"][:, None] / members["length"]
    return found


def _passing(
    asked: Members, members: Members, least: float
) -> tuple[NDArray[np.intp], Matrix, NDArray[Any], NDArray[Any]]:
    """The pairs that are near enough: which is asked with, how near, number and key of the member."""
    cosines = _cosines(asked, members)
    rows, columns = np.nonzero((cosines >= least - SHARED_FAMILY) & ~members["gone"])
    mine, theirs = asked["families"][rows], members["families"][columns]
    shared, all_ = np.bitwise_count(mine & theirs), np.bitwise_count(mine | theirs)
    more = np.where(shared > 0, SHARED_FAMILY * shared / np.maximum(all_, 1), -OTHER_FAMILY)
    values = (cosines[rows, columns] + np.where((mine > 0) & (theirs > 0), more, 0)).astype(np.float32)
    enough = values >= least
    columns = columns[enough]
    return rows[enough], values[enough], members["number"][columns], members["key"][columns]


def _first(keys: NDArray[Any], values: Matrix, enough: int) -> dict[str, float]:
    """The first so many keys, each with the first of its values."""
    found: dict[str, float] = {}
    for key, value in zip(keys, values, strict=True):
        if len(found) == enough:
            break
        found.setdefault(key.decode(), float(value))
    return found
