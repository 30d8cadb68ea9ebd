"""The index of candidates: it finds the nearest entries, the same ones from memory and from its storage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from reportedly.encoder import WIDTH
from reportedly.ledger.linker import index_store
from reportedly.linking import index
from reportedly.linking.index import Cells
from reportedly.store.cells import IndexEntry
from reportedly.store.vectors import coarse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reportedly.linking.index import Entries


class Storage:
    """Entries by cell, in memory."""

    def __init__(self) -> None:
        self.assigned: dict[int, dict[int, Entries]] = {}
        self.unassigned_ = self.leaders_ = index_store.entries([])
        self.assigned_until = 0
        self.loaded: list[int] = []

    def leaders(self) -> Entries:
        return self.leaders_.copy()

    def unassigned(self) -> Entries:
        return self.unassigned_.copy()

    def cells(self, wanted: Sequence[int]) -> dict[int, Entries]:
        self.loaded += wanted
        return {
            cell: np.array([m for _, m in sorted(self.assigned[cell].items())])
            for cell in wanted
            if cell in self.assigned
        }

    def save(
        self, leaders: Entries, unassigned: Entries, assigned_until: int, changed_from: int, assigned: Entries
    ) -> None:
        before = {int(m["number"]): m.tobytes() for m in self.unassigned_}
        assert all(m.tobytes() == before[int(m["number"])] for m in unassigned if m["number"] < changed_from)
        assert assigned_until == index.assigned_until(assigned_until + len(unassigned))
        self.leaders_, self.unassigned_, self.assigned_until = leaders.copy(), unassigned.copy(), assigned_until
        for one in assigned:
            self.assigned.setdefault(int(one["cell"]), {})[int(one["number"])] = one

    def index(self) -> Cells:
        """The index over what is stored."""
        return Cells(self)


def _add(cells: Cells, number: int, vector: NDArray[np.float32], classes: Sequence[str] = ()) -> Entries:
    one = _one(number, vector, classes)
    cells.assign(one)
    cells.save(one)
    return one


def _one(number: int, vector: NDArray[np.float32], classes: Sequence[str] = (), **more: bool) -> Entries:
    return index_store.entries([IndexEntry(f"m{number}", number, 0, classes, vector, **more)])


def _asked(vectors: NDArray[np.float32]) -> Entries:
    return index_store.entries([IndexEntry("asked", 0, 0, (), vector) for vector in vectors])


def _near(cells: Cells, vectors: NDArray[np.float32], enough: int, least: float = -2.0) -> list[dict[str, float]]:
    return cells.nearest(_asked(vectors), enough, least)


def _vectors(count: int, topics: int = 40) -> NDArray[np.float32]:
    """Unit vectors around so many topics."""
    chance = np.random.default_rng(7)
    around = chance.normal(size=(topics, WIDTH))
    found = around[chance.integers(topics, size=count)] + 0.7 * chance.normal(size=(count, WIDTH))
    unit: NDArray[np.float32] = (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _exact(vectors: NDArray[np.float32], asked: NDArray[np.float32], enough: int, least: float = -2.0) -> list[str]:
    mine, others = coarse(asked) * 1.0, coarse(vectors) * 1.0
    cosines = others @ mine / np.linalg.norm(mine) / np.linalg.norm(others, axis=1)
    return [f"m{i + 1}" for i in np.argsort(-cosines, kind="stable")[:enough] if cosines[i] >= least]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "SIZE": 8,
        "PROBES": 6,
        "MAX_SCANNED": 64,
        "CACHE_SIZE": 100,
        "UNASSIGNED": 20,
        "BLOCK": 50,
    }.items():
        monkeypatch.setattr(index, name, value)


def test_an_empty_index_finds_nothing() -> None:
    assert _near(Storage().index(), _vectors(2), 5) == [{}, {}]
    assert _near(Storage().index(), _vectors(2)[:0], 5) == []


def test_while_there_are_few_cells_everything_is_compared(small: None) -> None:
    del small
    storage, vectors = Storage(), _vectors(48)
    cells = storage.index()
    for n, vector in enumerate(vectors, 1):
        _add(cells, n, vector)
    asked = _vectors(60)[48:]
    found = _near(cells, asked, 5)
    for near, one in zip(found, asked, strict=True):
        assert list(near) == _exact(vectors, one, 5)
        assert list(near.values()) == pytest.approx([vectors[int(key[1:]) - 1] @ one for key in near], abs=0.01)


def test_among_many_entries_the_nearest_are_found_by_probing_few_cells(small: None) -> None:
    del small
    storage, vectors = Storage(), _vectors(1_000)
    cells = storage.index()
    for n, vector in enumerate(vectors, 1):
        _add(cells, n, vector)
    storage.loaded.clear()
    asked = vectors[::50]
    found = [one for (one,) in _near(cells, asked, 1)]
    assert sum(one == f"m{n}" for n, one in zip(range(1, 1_001, 50), found, strict=True)) >= 0.9 * len(asked)
    assert len(set(storage.loaded)) < len(storage.assigned)


def test_the_cells_in_memory_are_those_that_are_stored(small: None) -> None:
    del small
    storage, vectors = Storage(), _vectors(600)
    cells = storage.index()
    for n, vector in enumerate(vectors, 1):
        one = _add(cells, n, vector)
        _near(cells, vector[None], 24)
        if n % 5 == 0 or n > 590:
            one["gone"] = True
            cells.save(one)
        if n % 7 == 0 and n > 50:
            earlier = _one(n - 40, vectors[n - 41] + vectors[0])
            earlier["cell"] = next((c for c, known in storage.assigned.items() if n - 40 in known), 0)
            cells.save(earlier)
    assert {len(near) for near in _near(cells, vectors[:100], 24)} == {24}
    asked = _vectors(640)[600:]
    assert _near(cells, asked, 24) == _near(storage.index(), asked, 24)
    for known in (cells, storage.index()):
        _near(known, asked, 24)
        assert sum(len(held) for held in known._cache.values()) == index.CACHE_SIZE - known._room <= index.CACHE_SIZE


def test_entries_added_at_once_are_assigned_as_if_added_one_by_one(small: None) -> None:
    del small
    one, other, vectors = Storage(), Storage(), _vectors(300)
    cells = one.index()
    for n, vector in enumerate(vectors, 1):
        _add(cells, n, vector)
    cells = other.index()
    for start in range(0, 300, 30):
        new = index_store.entries(
            [IndexEntry(f"m{n}", n, 0, (), v) for n, v in enumerate(vectors[start : start + 30], start + 1)]
        )
        cells.assign(new)
        cells.save(new)
    assert one.assigned.keys() == other.assigned.keys()
    assert all((one.cells([cell])[cell] == other.cells([cell])[cell]).all() for cell in one.assigned)
    assert (one.unassigned_ == other.unassigned_).all()
    assert (one.leaders_ == other.leaders_).all()
    assert [int(n) for n in one.leaders_["number"]] == list(range(1, 301, 8))


def test_entries_that_are_too_far_or_gone_are_left_out() -> None:
    storage, vectors = Storage(), _vectors(20, topics=2)
    cells = storage.index()
    for n, vector in enumerate(vectors, 1):
        _add(cells, n, vector)
    (found,) = _near(cells, vectors[:1], 24, least=0.3)
    assert list(found) == _exact(vectors, vectors[0], 24, least=0.3)
    cells.save(_one(1, vectors[0], gone=True))
    (left,) = _near(cells, vectors[:1], 24, least=0.3)
    assert list(left) == list(found)[1:]


def test_shared_predicate_classes_make_entries_nearer() -> None:
    cells, (mine, _) = Storage().index(), _vectors(2)
    for n, classes in enumerate((["kill"], ["tax"], ["kill", "tax"], []), 1):
        _add(cells, n, mine, classes)
    asked = index_store.entries([IndexEntry("asked", 0, 0, ["kill"], mine)])
    (found,) = cells.nearest(asked, 4, 0.3)
    assert found == pytest.approx({"m1": 1.15, "m3": 1.075, "m4": 1.0, "m2": 0.93}, abs=0.01)
    assert list(found) == ["m1", "m3", "m4", "m2"]
    assert list(cells.nearest(asked, 4, 1.05)[0]) == ["m1", "m3"]


def test_each_key_is_found_once() -> None:
    cells, vectors = Storage().index(), _vectors(9, topics=1)
    for n, vector in enumerate(vectors, 1):
        one = index_store.entries([IndexEntry(f"c{n % 3}", n, 0, (), vector)])
        cells.assign(one)
        cells.save(one)
    best = {f"c{r}": max(float(vectors[0] @ vectors[i]) for i in range(9) if (i + 1) % 3 == r) for r in range(3)}
    (found,) = _near(cells, vectors[:1], 5)
    assert found == pytest.approx(best, abs=0.01)
    assert len(_near(cells, vectors[:1], 2)[0]) == 2
