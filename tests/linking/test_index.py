"""Cells: what is near is found, whatever else there is, and the same whether it was just put there or loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from reportedly.encoder import WIDTH
from reportedly.linking import index
from reportedly.linking.index import Cells, Members
from reportedly.store.vectors import coarse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class Shelf:
    """A store of members by cell."""

    def __init__(self) -> None:
        self.members: dict[int, dict[str, tuple[int, NDArray[np.float32]]]] = {}
        self.founders: tuple[list[int], list[NDArray[np.float32]]] = ([], [])
        self.loaded: list[int] = []
        self.last = 0

    def cells(self, wanted: Sequence[int], most: int) -> dict[int, Members]:
        self.loaded += wanted
        return {cell: _members(self.members[cell], most) for cell in wanted if cell in self.members}

    def latest(self, most: int) -> Members:
        known = {k: m for held in self.members.values() for k, m in held.items() if m[0] > self.last - most}
        return _members(known, most)

    def cells_anew(self) -> Cells:
        return Cells((self.founders[0], np.array(self.founders[1], dtype=np.float32)), self, self.last)

    def add(self, cells: Cells, number: int, vector: NDArray[np.float32]) -> int:
        cell, founds = cells.place(number, vector)
        self.last = number
        if founds:
            self.founders[0].append(number)
            self.founders[1].append(vector)
        self.members.setdefault(cell, {})[f"m{number}"] = number, vector
        cells.put(cell, f"m{number}", number, coarse(vector))
        return cell


def _members(known: dict[str, tuple[int, NDArray[np.float32]]], most: int) -> Members:
    found = sorted(known.items(), key=lambda one: one[1][0])[-most:]
    vectors = np.array([coarse(v) for _, (_, v) in found], dtype=np.int8).reshape(-1, WIDTH)
    return Members([key for key, _ in found], np.array([n for _, (n, _) in found], dtype=np.int64), vectors)


def _vectors(count: int, topics: int = 40) -> NDArray[np.float32]:
    """Unit vectors around so many topics."""
    chance = np.random.default_rng(7)
    around = chance.normal(size=(topics, WIDTH))
    found = around[chance.integers(topics, size=count)] + 0.7 * chance.normal(size=(count, WIDTH))
    unit: NDArray[np.float32] = (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _exact(vectors: NDArray[np.float32], asked: NDArray[np.float32], enough: int) -> list[str]:
    cosines = np.round(vectors @ asked, 5)
    return [f"m{i + 1}" for i in np.argsort(-cosines, kind="stable")[:enough]]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "SIZE", 8)
    monkeypatch.setattr(index, "PROBES", 6)
    monkeypatch.setattr(index, "FULLEST", 64)
    monkeypatch.setattr(index, "HELD", 100)
    monkeypatch.setattr(index, "LATEST", 20)


def test_nothing_is_near_where_nothing_is() -> None:
    assert Shelf().cells_anew().near(_vectors(2), 5) == [{}, {}]


def test_while_there_are_few_cells_all_is_compared(small: None) -> None:
    del small
    shelf, vectors = Shelf(), _vectors(48)
    cells = shelf.cells_anew()
    for n, vector in enumerate(vectors, 1):
        shelf.add(cells, n, vector)
    asked = _vectors(60)[48:]
    assert [list(near) for near in cells.near(asked, 5)] == [_exact(vectors, one, 5) for one in asked]


def test_among_many_the_nearest_are_found_by_looking_into_few_cells(small: None) -> None:
    del small
    shelf, vectors = Shelf(), _vectors(1_000)
    cells = shelf.cells_anew()
    for n, vector in enumerate(vectors, 1):
        shelf.add(cells, n, vector)
    shelf.loaded.clear()
    asked = vectors[::50]
    found = [one for (one,) in cells.near(asked, 1)]
    assert sum(one == f"m{n}" for n, one in zip(range(1, 1_001, 50), found, strict=True)) >= 0.9 * len(asked)
    assert len(set(shelf.loaded)) < len(shelf.members)


def test_what_is_in_memory_is_what_would_be_loaded(small: None) -> None:
    del small
    shelf, vectors = Shelf(), _vectors(600)
    cells = shelf.cells_anew()
    for n, vector in enumerate(vectors, 1):
        cell = shelf.add(cells, n, vector)
        cells.near(vector[None], 24)
        if n % 5 == 0 or n > 590:
            shelf.members[cell].pop(f"m{n}")
            cells.drop(cell, n)
        if n % 7 == 0 and (moved := shelf.members[cell].get(f"m{n}")):
            further = moved[1] + vectors[0]
            shelf.members[cell][f"m{n}"] = n, further
            cells.put(cell, f"m{n}", n, coarse(further))
    assert {len(near) for near in cells.near(vectors[:100], 24)} == {24}
    fresh = shelf.cells_anew()
    asked = _vectors(640)[600:]
    assert cells.near(asked, 24) == fresh.near(asked, 24)
    for one in (cells, fresh):
        assert sum(len(held) for held in one._held.values()) == index.HELD - one._room <= index.HELD


def test_what_lies_too_far_is_left_out() -> None:
    shelf, vectors = Shelf(), _vectors(20, topics=2)
    cells = shelf.cells_anew()
    for n, vector in enumerate(vectors, 1):
        shelf.add(cells, n, vector)
    (found,) = cells.near(vectors[:1], 24, least=0.3)
    assert list(found) == [f"m{i + 1}" for i in np.argsort(-(vectors @ vectors[0])) if vectors[i] @ vectors[0] >= 0.3]
