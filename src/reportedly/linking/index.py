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
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from reportedly.encoder import WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Vector = NDArray[np.float32]
    Matrix = NDArray[np.float32]

SIZE = 64
"""Cells are founded by one in so many, and hold as many on average."""
PROBES = 8
"""Cells that are looked into for a vector, of all and of each half; for those that are asked with it, too."""
LATEST = 4_096
"""What came last is all compared: most that is said is about what is on everybody's lips."""
FULLEST = 1_024
"""Members of a cell that are compared, those that came last."""
HELD = 131_072
"""Members of cells that are kept in memory."""


@dataclass(frozen=True, slots=True)
class Members:
    """What lies in a cell: keys, numbers, and vectors row by row, of any length, in a byte a number."""

    keys: Sequence[str]
    numbers: NDArray[np.int64]
    vectors: NDArray[np.int8]


class Shelf(Protocol):
    """Where members are kept."""

    def cells(self, wanted: Sequence[int], most: int) -> Mapping[int, Members]:
        """The members of these cells as they are now, of each the latest, at most so many."""

    def latest(self, most: int) -> Members:
        """The members of the last numbers, so many, of all cells."""


class Cells:
    """Cells of a kind in which `last` was the last number to come; `founders` are their numbers and vectors."""

    def __init__(self, founders: tuple[Sequence[int], Matrix], shelf: Shelf, last: int) -> None:
        self._shelf = shelf
        self._latest = _Cell(shelf.latest(LATEST), LATEST, always=True)
        self._last = last
        self._cells = list(founders[0])
        self._founders = np.array(founders[1], dtype=np.float32).reshape(-1, WIDTH)
        self._held: OrderedDict[int, _Cell] = OrderedDict()
        self._room = HELD

    def place(self, number: int, vector: Vector) -> tuple[int, bool]:
        """The cell of a new one, and whether it founds it; numbers come from 1 on, without a gap."""
        self._last = number
        if (number - 1) % SIZE == 0:
            self._found(number, vector)
            return number, True
        likes = np.round(self._founders[: len(self._cells)] @ vector, 5)
        return self._cells[int(np.argmax(likes))], False

    def put(self, cell: int, key: str, number: int, vector: NDArray[np.int8]) -> None:
        """Let a cell that is in memory know of a new member, or of a member's new vector; the shelf has it already."""
        held = self._held.get(cell)
        if held is not None:
            self._room += len(held)
            if held.set(key, number, vector):
                self._room -= len(held)
            else:
                del self._held[cell]
        if number > self._last - LATEST:
            self._latest.leave(self._last - LATEST)
            self._latest.set(key, number, vector)

    def drop(self, cell: int, number: int) -> None:
        """Let a cell that is in memory know that a member is gone; the shelf has it no longer."""
        held = self._held.get(cell)
        if held is not None:
            self._room += len(held)
            if len(held) < FULLEST:
                held.leave(number)
                self._room -= len(held)
            else:
                del self._held[cell]  # others may move up
        self._latest.leave(number)

    def near(self, vectors: Matrix, enough: int, least: float = -2.0) -> list[dict[str, float]]:
        """For each vector the keys nearest to it with their cosines, nearest first, of equals the one that came first.

        `least` is the least cosine.
        """
        if not len(vectors):
            return []
        # A product may round differently with other shapes: order by what no rounding can turn.
        likes = np.round(vectors @ self._founders[: len(self._cells)].T, 5)
        cells = [self._latest, *self._have({cell for row in likes for cell in self._probed(row)})]
        cosines = np.round(np.concatenate([cell.cosines(vectors) for cell in cells], axis=1), 5)
        numbers = np.concatenate([cell.numbers for cell in cells])
        # What is among the latest has been looked at: once more, it might be another number by its rounding.
        cosines[:, len(self._latest) :][:, numbers[len(self._latest) :] > self._last - LATEST] = -3.0
        starts = np.cumsum([0, *(len(cell) for cell in cells)])
        found = []
        for row in cosines:
            best = _best(row, numbers, enough, least)
            places = zip(best.tolist(), (np.searchsorted(starts, best, "right") - 1).tolist(), strict=True)
            found.append({cells[cell].keys[at - starts[cell]]: float(row[at]) for at, cell in places})
        return found

    def _probed(self, likes: Vector) -> list[int]:
        """The cells to look into: the nearest of all, of the first half, of the first half of those, and so on."""
        found: set[int] = set()
        end = len(likes)
        while end > PROBES:
            found.update(np.argpartition(likes[:end], -PROBES)[-PROBES:].tolist())
            end //= 2
        return [self._cells[i] for i in sorted(found.union(range(end)))]

    def _found(self, number: int, vector: Vector) -> None:
        if len(self._cells) == len(self._founders):
            room = np.zeros((max(len(self._founders), 64), WIDTH), dtype=np.float32)
            self._founders = np.concatenate([self._founders, room])
        self._founders[len(self._cells)] = vector
        self._cells.append(number)

    def _have(self, wanted: Iterable[int]) -> list[_Cell]:
        """These cells, in memory from now on for as long as there is room."""
        cells = sorted(wanted)
        missing = [cell for cell in cells if cell not in self._held]
        loaded = self._shelf.cells(missing, FULLEST) if missing else {}
        self._held.update((cell, _Cell(loaded.get(cell), FULLEST)) for cell in missing)
        found = [self._held[cell] for cell in cells]
        for cell in cells:
            self._held.move_to_end(cell)
        self._room -= sum(len(self._held[cell]) for cell in missing)
        while self._room < 0 and self._held:
            self._room += len(self._held.popitem(last=False)[1])
        return found


class _Cell:
    """The members of a cell, at most so many, as rows in no order.

    Where they are `always` looked at they are ready for it; others take a quarter of the room.
    """

    def __init__(self, members: Members | None, most: int, *, always: bool = False) -> None:
        self._most = most
        self.keys = list(members.keys) if members else []
        self._numbers = members.numbers if members else np.zeros(0, dtype=np.int64)
        vectors = members.vectors.reshape(-1, WIDTH) if members else np.zeros((0, WIDTH), dtype=np.int8)
        self._lengths = _lengths(vectors)
        self._vectors: NDArray[Any] = vectors.astype(np.float32) if always else vectors

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def numbers(self) -> NDArray[np.int64]:
        """The members' numbers, row by row."""
        return self._numbers[: len(self.keys)]

    def cosines(self, vectors: Matrix) -> Matrix:
        """How near the members are to vectors of unit length: a row for each of these."""
        size = len(self.keys)
        found: Matrix = vectors @ self._vectors[:size].T.astype(np.float32, copy=False) / self._lengths[:size]
        return found

    def set(self, key: str, number: int, vector: NDArray[np.int8]) -> bool:
        """Take a member in, or its new vector; False where the cell is full."""
        known = np.flatnonzero(self.numbers == number)
        row = int(known[0]) if len(known) else len(self.keys)
        if row == len(self.keys):
            if row >= self._most:
                return False
            if row == len(self._numbers):
                room = max(2 * row, SIZE)
                self._numbers, self._lengths = np.resize(self._numbers, room), np.resize(self._lengths, room)
                self._vectors = np.resize(self._vectors, (room, WIDTH))
            self.keys.append(key)
        self._numbers[row], self._vectors[row] = number, vector
        self._lengths[row] = _lengths(vector[None])[0]
        return True

    def leave(self, number: int) -> None:
        """Leave the member of a number out, if it is there; what comes last takes its place."""
        for row in np.flatnonzero(self.numbers == number):
            last = len(self.keys) - 1
            for rows in (self.keys, self._numbers, self._vectors, self._lengths):
                rows[row] = rows[last]
            del self.keys[last]


def _best(cosines: Vector, numbers: NDArray[np.int64], enough: int, least: float) -> NDArray[np.intp]:
    """Where the highest cosines are, highest first, of equals the one with the lowest number."""
    if len(cosines) > enough:
        least = max(least, float(np.partition(cosines, -enough)[-enough]))
    found = np.flatnonzero(cosines >= max(least, -2.0))
    return found[np.lexsort((numbers[found], -cosines[found]))][:enough]


def _lengths(vectors: NDArray[np.int8]) -> NDArray[np.float32]:
    """The lengths of vectors, row by row; 1 for one that is nothing."""
    found: NDArray[np.float32] = np.linalg.norm(vectors.astype(np.float32), axis=1)
    return np.where(found == 0, np.float32(1), found)
