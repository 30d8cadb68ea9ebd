"""Candidates for a statement: what points its way, found without looking at everything.

Every `SIZE`-th that comes founds a cell; each goes to the cell whose founder is nearest when it comes, and stays.
A vector is compared with the `LATEST` that came, and with what is in the cells nearest to it: of all, of the half that
was founded first, of the half of those, and so on, since what came early chose among few. As long as there are no more
cells than are looked into, that is everything; from then on the work hardly grows with what there is. What is where
follows from what came before, whatever comes later: adding one by one and rebuilding give the same cells. How much is
missed is measured (docs/performance.md).
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

SIZE = 64
"""Cells are founded by one in so many, and hold as many on average."""
PROBES = 12
"""Cells that are looked into, of all and of each half."""
LATEST = 4_096
"""What came last is all compared: most that is said is about what is on everybody's lips."""
FULLEST = 1_024
"""Members of a cell that are compared, those that came last."""
CANDIDATES = 24
HELD = 32_768
"""Members of cells that are kept in memory."""


@dataclass(frozen=True, slots=True)
class Member:
    """What lies in a cell: its key, its number in order of coming, its vector of any length."""

    key: str
    number: int
    vector: Vector


class Cells:
    """Cells of a kind in which `last` was the last number to come.

    `load` gives the latest members of a cell, at most so many, as they are now; of None those of the last numbers.
    """

    def __init__(
        self, founders: Iterable[tuple[int, Vector]], load: Callable[[int | None, int], Iterable[Member]], last: int
    ) -> None:
        self._load = load
        self._latest = _Cell(load(None, LATEST))
        self._last = last
        self._cells: list[int] = []
        self._founders = np.zeros((64, 384), dtype=np.float32)
        self._held: OrderedDict[int, _Cell] = OrderedDict()
        for number, vector in founders:
            self._found(number, vector)

    def place(self, number: int, vector: Vector) -> tuple[int, bool]:
        """The cell of a new one, and whether it founds it; numbers come from 1 on, without a gap."""
        self._last = number
        if (number - 1) % SIZE == 0:
            self._found(number, vector)
            return number, True
        likes = np.round(self._founders[: len(self._cells)] @ vector, 5)
        return self._cells[int(np.argmax(likes))], False

    def put(self, cell: int, member: Member) -> None:
        """Let a cell that is in memory know of a new member, or of a member's new vector; the store has it already."""
        held = self._held.get(cell)
        if held is not None and not held.put(member):
            del self._held[cell]
        if member.number > self._last - LATEST:
            self._latest.set(member)
            self._latest.leave(self._last - LATEST)

    def drop(self, cell: int, key: str) -> None:
        """Let a cell that is in memory know that a member is gone; the store has it no longer."""
        held = self._held.get(cell)
        if held is not None and not held.drop(key):
            del self._held[cell]
        self._latest.remove(key)

    def near(self, vectors: NDArray[np.float32], enough: int = CANDIDATES, least: float = -2.0) -> list[list[str]]:
        """For each vector the keys nearest to it, nearest first, of equals the one that came first; cosine `least`."""
        # A product may round differently with other shapes: order by what no rounding can turn.
        likes = np.round(vectors @ self._founders[: len(self._cells)].T, 5)
        latest = self._latest.cosines(vectors)
        return [
            self._among(vector, latest[row], self._probed(likes[row]), enough, least)
            for row, vector in enumerate(vectors)
        ]

    def _among(self, vector: Vector, latest: Vector, cells: Iterable[int], enough: int, least: float) -> list[str]:
        found = list(self._latest.best(latest, enough, least))
        for cell in cells:
            held = self._cell(cell)
            # What is among the latest has been looked at: once more, it might be another number by its rounding.
            border = self._last - LATEST
            found += [one for one in held.best(held.cosines(vector), enough, least) if one[1] <= border]
        return [key for _, _, key in sorted(found)[:enough]]

    def _probed(self, likes: Vector) -> list[int]:
        """The cells to look into: the nearest of all, of the first half, of the first half of those, and so on."""
        found: dict[int, None] = {}
        end = len(likes)
        while end > PROBES:
            found.update((int(i), None) for i in np.argsort(-likes[:end], kind="stable")[:PROBES])
            end //= 2
        found.update((i, None) for i in range(end))
        return [self._cells[i] for i in found]

    def _found(self, number: int, vector: Vector) -> None:
        if len(self._cells) == len(self._founders):
            self._founders = np.concatenate([self._founders, np.zeros_like(self._founders)])
        self._founders[len(self._cells)] = vector
        self._cells.append(number)

    def _cell(self, cell: int) -> _Cell:
        if cell not in self._held:
            self._held[cell] = _Cell(self._load(cell, FULLEST))
            members = sum(len(held.keys) for held in self._held.values())
            while members > HELD and len(self._held) > 1:
                members -= len(self._held.popitem(last=False)[1].keys)
        self._held.move_to_end(cell)
        return self._held[cell]


class _Cell:
    """The members of a cell as rows of a matrix."""

    def __init__(self, members: Iterable[Member]) -> None:
        self.keys: list[str] = []
        self.numbers: list[int] = []
        self.sums = np.zeros((SIZE // 2, 384), dtype=np.float32)
        self.lengths = np.ones(SIZE // 2, dtype=np.float32)
        self._rows: dict[str, int] = {}
        self._by_number: dict[int, str] = {}
        for member in members:
            self.set(member)

    def cosines(self, vectors: Vector) -> Vector:
        """How near each member is to a vector, or to several, row by row."""
        found: Vector = np.round((vectors @ self.sums[: len(self.keys)].T) / self.lengths[: len(self.keys)], 5)
        return found

    def best(self, cosines: Vector, enough: int, least: float) -> Iterable[tuple[float, int, str]]:
        """Those that are nearest, with all that are as near as the last of them, in no order."""
        if len(cosines) > enough:
            least = max(least, float(np.partition(cosines, -enough)[-enough]))
        return [(-float(cosines[i]), self.numbers[i], self.keys[i]) for i in np.flatnonzero(cosines >= least)]

    def put(self, member: Member) -> bool:
        """Take a member in; False where the cell is full, and has to be loaded anew."""
        if member.key not in self._rows and len(self.keys) >= FULLEST:
            return False
        self.set(member)
        return True

    def drop(self, key: str) -> bool:
        """Leave a member out; False where the cell is full: others may move up, and it has to be loaded anew."""
        if len(self.keys) >= FULLEST:
            return False
        self.remove(key)
        return True

    def set(self, member: Member) -> None:
        """Take a member in, or its new vector."""
        row = self._rows.setdefault(member.key, len(self.keys))
        if row == len(self.keys):
            self.keys.append(member.key)
            self.numbers.append(member.number)
            self._by_number[member.number] = member.key
            if row == len(self.sums):
                self.sums = np.concatenate([self.sums, np.zeros_like(self.sums)])
                self.lengths = np.concatenate([self.lengths, np.ones_like(self.lengths)])
        self.sums[row] = member.vector
        self.lengths[row] = np.linalg.norm(member.vector) or 1.0

    def leave(self, number: int) -> None:
        """Leave the member of a number out, if it is there."""
        self.remove(self._by_number.get(number, ""))

    def remove(self, key: str) -> None:
        """Leave a member out; what comes last takes its place, since a row says nothing of the order."""
        row = self._rows.pop(key, None)
        if row is None:
            return
        last = len(self.keys) - 1
        del self._by_number[self.numbers[row]]
        if row != last:
            self.keys[row], self.numbers[row] = self.keys[last], self.numbers[last]
            self.sums[row], self.lengths[row] = self.sums[last], self.lengths[last]
            self._rows[self.keys[row]] = row
        del self.keys[last], self.numbers[last]
