"""Candidates for a statement: what points its way, found without looking at everything.

Every `SIZE`-th that comes founds a cell; each goes to the cell whose founder is nearest when it comes, and stays.
A vector is compared with what is in the nearest cells. As long as there are no more cells than are looked into, that
is everything; from then on the work no longer grows with what there is, but for one product with each founder. What
is where follows from what came before, whatever comes later: adding one by one and rebuilding give the same cells.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

SIZE = 128
"""Cells are founded by one in so many, and hold as many on average."""
PROBES = 16
"""Cells that are looked into."""
FULLEST = 512
"""Members of a cell that are compared, those that came last."""
CANDIDATES = 24
HELD = 160
"""Cells that are kept in memory."""


@dataclass(frozen=True, slots=True)
class Member:
    """What lies in a cell: its key, its number in order of coming, its vector of any length."""

    key: str
    number: int
    vector: Vector


class Cells:
    """Cells of a kind; `load` gives the latest members of one, at most so many, with what was put there so far."""

    def __init__(self, founders: Iterable[tuple[int, Vector]], load: Callable[[int, int], Iterable[Member]]) -> None:
        self._load = load
        self._cells: list[int] = []
        self._founders = np.zeros((64, 384), dtype=np.float32)
        self._held: OrderedDict[int, _Cell] = OrderedDict()
        for number, vector in founders:
            self._found(number, vector)

    def place(self, number: int, vector: Vector) -> tuple[int, bool]:
        """The cell of a new one, and whether it founds it; numbers come from 1 on, without a gap."""
        if (number - 1) % SIZE == 0:
            self._found(number, vector)
            return number, True
        return self._nearest(vector[None], 1)[0][0], False

    def put(self, cell: int, member: Member) -> None:
        """Let a cell that is in memory know of a new member, or of a member's new vector; the store has it already."""
        held = self._held.get(cell)
        if held is not None and not held.put(member):
            del self._held[cell]

    def drop(self, cell: int, key: str) -> None:
        """Let a cell that is in memory know that a member is gone; the store has it no longer."""
        held = self._held.get(cell)
        if held is not None and not held.drop(key):
            del self._held[cell]

    def near(self, vectors: NDArray[np.float32], enough: int = CANDIDATES, least: float = -2.0) -> list[list[str]]:
        """For each vector the keys nearest to it, nearest first, of equals the one that came first; cosine `least`."""
        return [
            self._among(vector, cells, enough, least)
            for vector, cells in zip(vectors, self._nearest(vectors, PROBES), strict=True)
        ]

    def _among(self, vector: Vector, cells: Sequence[int], enough: int, least: float) -> list[str]:
        found: list[tuple[float, int, str]] = []
        for cell in cells:
            held = self._cell(cell)
            # A product may round differently with other shapes: order by what no rounding can turn.
            cosines = np.round((held.sums[: len(held.keys)] @ vector) / held.lengths[: len(held.keys)], 5)
            if len(cosines) > enough:
                floor = np.partition(cosines, -enough)[-enough]
                chosen = np.flatnonzero(cosines >= max(floor, least))
            else:
                chosen = np.flatnonzero(cosines >= least)
            found += [(-float(cosines[i]), held.numbers[i], held.keys[i]) for i in chosen]
        return [key for _, _, key in sorted(found)[:enough]]

    def _nearest(self, vectors: NDArray[np.float32], count: int) -> list[list[int]]:
        """For each vector the cells whose founders are nearest, nearest first, of equals the one founded first."""
        known = len(self._cells)
        if known <= count > 1:
            return [self._cells] * len(vectors)
        likes = np.round(vectors @ self._founders[:known].T, 5)
        best = np.argsort(-likes, axis=1, kind="stable")[:, :count] if known else np.zeros((len(vectors), 0), int)
        return [[self._cells[i] for i in row] for row in best]

    def _found(self, number: int, vector: Vector) -> None:
        if len(self._cells) == len(self._founders):
            self._founders = np.concatenate([self._founders, np.zeros_like(self._founders)])
        self._founders[len(self._cells)] = vector
        self._cells.append(number)

    def _cell(self, cell: int) -> _Cell:
        held = self._held.pop(cell, None) or _Cell(self._load(cell, FULLEST))
        self._held[cell] = held
        if len(self._held) > HELD:
            self._held.popitem(last=False)
        return held


class _Cell:
    """The members of a cell as rows of a matrix."""

    def __init__(self, members: Iterable[Member]) -> None:
        self.keys: list[str] = []
        self.numbers: list[int] = []
        self.sums = np.zeros((SIZE // 2, 384), dtype=np.float32)
        self.lengths = np.ones(SIZE // 2, dtype=np.float32)
        self._rows: dict[str, int] = {}
        for member in members:
            self._set(member)

    def put(self, member: Member) -> bool:
        """Take a member in; False where the cell is full, and has to be loaded anew."""
        if member.key not in self._rows and len(self.keys) >= FULLEST:
            return False
        self._set(member)
        return True

    def drop(self, key: str) -> bool:
        """Leave a member out; False where the cell is full: others may move up, and it has to be loaded anew."""
        row = self._rows.get(key)
        if len(self.keys) >= FULLEST:
            return False
        if row is not None:
            # What comes last takes its place; a member's row says nothing of its order.
            last = len(self.keys) - 1
            self.keys[row], self.numbers[row] = self.keys[last], self.numbers[last]
            self.sums[row], self.lengths[row] = self.sums[last], self.lengths[last]
            self._rows[self.keys[row]] = row
            del self.keys[last], self.numbers[last], self._rows[key]
        return True

    def _set(self, member: Member) -> None:
        row = self._rows.setdefault(member.key, len(self.keys))
        if row == len(self.keys):
            self.keys.append(member.key)
            self.numbers.append(member.number)
            if row == len(self.sums):
                self.sums = np.concatenate([self.sums, np.zeros_like(self.sums)])
                self.lengths = np.concatenate([self.lengths, np.ones_like(self.lengths)])
        self.sums[row] = member.vector
        self.lengths[row] = np.linalg.norm(member.vector) or 1.0
