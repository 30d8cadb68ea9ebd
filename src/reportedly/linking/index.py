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
from typing import TYPE_CHECKING, Protocol

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
CANDIDATES = 24
HELD = 32_768
"""Members of cells that are kept in memory."""


@dataclass(frozen=True, slots=True)
class Members:
    """What lies in a cell, in the order of coming: keys, numbers, and vectors of any length, row by row."""

    keys: Sequence[str]
    numbers: Sequence[int]
    vectors: Matrix


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
        self._latest = _Cell(shelf.latest(LATEST))
        self._last = last
        self._cells = list(founders[0])
        self._founders = np.array(founders[1], dtype=np.float32).reshape(-1, WIDTH)
        self._held: OrderedDict[int, _Cell] = OrderedDict()

    def place(self, number: int, vector: Vector) -> tuple[int, bool]:
        """The cell of a new one, and whether it founds it; numbers come from 1 on, without a gap."""
        self._last = number
        if (number - 1) % SIZE == 0:
            self._found(number, vector)
            return number, True
        likes = np.round(self._founders[: len(self._cells)] @ vector, 5)
        return self._cells[int(np.argmax(likes))], False

    def put(self, cell: int, key: str, number: int, vector: Vector) -> None:
        """Let a cell that is in memory know of a new member, or of a member's new vector; the shelf has it already."""
        held = self._held.get(cell)
        if held is not None:
            if key not in held and len(held) >= FULLEST:
                del self._held[cell]
            else:
                held.set(key, number, vector)
        if number > self._last - LATEST:
            self._latest.set(key, number, vector)
            self._latest.leave(self._last - LATEST)

    def drop(self, cell: int, key: str) -> None:
        """Let a cell that is in memory know that a member is gone; the shelf has it no longer."""
        held = self._held.get(cell)
        if held is not None and len(held) >= FULLEST:
            del self._held[cell]  # others may move up
        elif held is not None:
            held.remove(key)
        self._latest.remove(key)

    def near(self, vectors: Matrix, enough: int = CANDIDATES, least: float = -2.0) -> list[list[str]]:
        """For each vector the keys nearest to it, nearest first, of equals the one that came first; cosine `least`."""
        if not len(vectors):
            return []
        # A product may round differently with other shapes: order by what no rounding can turn.
        likes = np.round(vectors @ self._founders[: len(self._cells)].T, 5)
        cells = [self._latest, *self._have({cell for row in likes for cell in self._probed(row)})]
        cosines = np.round(np.concatenate([vectors @ cell.units.T for cell in cells], axis=1), 5)
        numbers = np.concatenate([cell.numbers for cell in cells])
        # What is among the latest has been looked at: once more, it might be another number by its rounding.
        cosines[:, len(self._latest) :][:, numbers[len(self._latest) :] > self._last - LATEST] = -3.0
        starts = np.cumsum([0, *(len(cell) for cell in cells)])
        return [
            [
                cells[c].keys[at - starts[c]]
                for at, c in zip(best, np.searchsorted(starts, best, "right") - 1, strict=True)
            ]
            for best in (_best(row, numbers, enough, least) for row in cosines)
        ]

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
        self._held.update((cell, _Cell(loaded.get(cell))) for cell in missing)
        found = [self._held[cell] for cell in cells]
        for cell in cells:
            self._held.move_to_end(cell)
        members = sum(len(held) for held in self._held.values())
        while members > HELD:
            members -= len(self._held.popitem(last=False)[1])
        return found


class _Cell:
    """The members of a cell as rows of a matrix, of unit length."""

    def __init__(self, members: Members | None) -> None:
        self.keys = list(members.keys) if members else []
        vectors = members.vectors if members else np.zeros(0, dtype=np.float32)
        self._numbers = np.array(members.numbers if members else (), dtype=np.int64)
        self._units = _unit(vectors.reshape(-1, WIDTH))
        self._rows = {key: row for row, key in enumerate(self.keys)}
        self._by_number = dict(zip(self._numbers.tolist(), self.keys, strict=True))

    def __len__(self) -> int:
        return len(self.keys)

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    @property
    def units(self) -> Matrix:
        """The members' vectors at unit length, row by row."""
        return self._units[: len(self.keys)]

    @property
    def numbers(self) -> NDArray[np.int64]:
        """The members' numbers, row by row."""
        return self._numbers[: len(self.keys)]

    def set(self, key: str, number: int, vector: Vector) -> None:
        """Take a member in, or its new vector."""
        row = self._rows.setdefault(key, len(self.keys))
        if row == len(self.keys):
            self.keys.append(key)
            self._by_number[number] = key
            if row == len(self._units):
                room = max(row, SIZE // 2)
                self._units = np.concatenate([self._units, np.zeros((room, WIDTH), dtype=np.float32)])
                self._numbers = np.concatenate([self._numbers, np.zeros(room, dtype=np.int64)])
        self._numbers[row] = number
        self._units[row] = _unit(vector[None])[0]

    def leave(self, number: int) -> None:
        """Leave the member of a number out, if it is there."""
        self.remove(self._by_number.get(number, ""))

    def remove(self, key: str) -> None:
        """Leave a member out; what comes last takes its place, since a row says nothing of the order."""
        row = self._rows.pop(key, None)
        if row is None:
            return
        last = len(self.keys) - 1
        del self._by_number[int(self._numbers[row])]
        if row != last:
            self.keys[row], self._numbers[row] = self.keys[last], self._numbers[last]
            self._units[row] = self._units[last]
            self._rows[self.keys[row]] = row
        del self.keys[last]


def _best(cosines: Vector, numbers: NDArray[np.int64], enough: int, least: float) -> NDArray[np.intp]:
    """Where the highest cosines are, highest first, of equals the one with the lowest number."""
    if len(cosines) > enough:
        least = max(least, float(np.partition(cosines, -enough)[-enough]))
    found = np.flatnonzero(cosines >= max(least, -2.0))
    return found[np.lexsort((numbers[found], -cosines[found]))][:enough]


def _unit(vectors: Matrix) -> Matrix:
    """The same at unit length, row by row; of nothing nothing."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    units: Matrix = (vectors / np.where(lengths == 0, 1, lengths)).astype(np.float32)
    return units
