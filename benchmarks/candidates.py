"""Recall of the IVF index (`linking/index.py`) against an exhaustive search.

    python -m benchmarks.candidates CORPUS.jsonl... [--sentences 24000] [--asked 600]

The texts of corpora (JSON Lines with `text`) are cut into sentences and embedded. Each sentence is an entry of the
index, in random order; some are left out and used as queries. Nothing is written.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import benchmarks.one_thread  # noqa: F401  before anything that loads numpy

# isort: split

import numpy as np

from reportedly import encoder
from reportedly.ledger.linker import index_store
from reportedly.linking.claims import CANDIDATES
from reportedly.linking.index import Cells
from reportedly.reading.text.windows import sentence_around
from reportedly.store.cells import IndexEntry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from reportedly.linking.index import Entries

AT_ONCE = 10
"""Queries, or new entries, at a time: the statements of one report."""
FLOORS = (0.5, 0.6, 0.7, 0.8)


def sentences(corpora: list[Path]) -> Iterator[str]:
    """The sentences of 30 to 400 characters of all texts."""
    for corpus in corpora:
        with corpus.open(encoding="utf-8") as lines:
            texts = [str(json.loads(line).get("text") or "") for line in lines]
        for text in texts:
            at = 0
            while at < len(text):
                found = sentence_around(text, at, at + 1)
                at += max(len(found), 1) + 1
                if 30 <= len(found) <= 400:
                    yield found


class Storage:
    """Cells in memory."""

    def __init__(self) -> None:
        self._cells: dict[int, list[Entries]] = {}

    def leaders(self) -> Entries:
        """No entries: the index begins empty."""
        return index_store.entries([])

    unassigned = leaders

    def cells(self, wanted: Sequence[int]) -> dict[int, Entries]:
        """The entries of these cells."""
        return {cell: np.array(self._cells[cell]) for cell in wanted if cell in self._cells}

    def save(
        self, leaders: Entries, unassigned: Entries, assigned_until: int, changed_from: int, assigned: Entries
    ) -> None:
        """Keep the entries that were assigned to cells."""
        del leaders, unassigned, assigned_until, changed_from
        for one in assigned:
            self._cells.setdefault(int(one["cell"]), []).append(one)


def arranged(vectors: NDArray[np.float32]) -> Cells:
    """An index to which these vectors were added one after the other."""
    cells = Cells(Storage())
    for start in range(0, len(vectors), AT_ONCE):
        new = index_store.entries(
            [IndexEntry(str(n - 1), n, 0, (), v) for n, v in enumerate(vectors[start : start + AT_ONCE], start + 1)]
        )
        cells.assign(new)
        cells.save(new)
    return cells


def near(cells: Cells, vectors: NDArray[np.float32]) -> list[dict[str, float]]:
    """The entries near to each vector, searched as for a report's statements."""
    return cells.nearest(index_store.entries([IndexEntry("", 0, 0, (), v) for v in vectors]), CANDIDATES, FLOORS[0])


def main() -> None:
    """Embed, search, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpora", type=Path, nargs="+")
    options.add_argument("--sentences", type=int, default=24_000)
    options.add_argument("--asked", type=int, default=600)
    given = options.parse_args()
    known = list(dict.fromkeys(sentences(given.corpora)))[: given.sentences]
    vectors = np.concatenate([encoder.embed(known[i : i + 64]) for i in range(0, len(known), 64)])
    order = np.random.default_rng(1).permutation(len(vectors))
    asked, claims = vectors[order[: given.asked]], vectors[order[given.asked :]]
    cells = arranged(claims)
    start = time.process_time()
    found = [set(keys) for n in range(0, len(asked), AT_ONCE) for keys in near(cells, asked[n : n + AT_ONCE])]
    spent = 1000 * (time.process_time() - start) / len(asked)
    cosines = asked @ claims.T
    nearest = np.argsort(-cosines, axis=1)[:, :CANDIDATES]
    print(f"{len(claims):,} entries, {len(asked):,} queries, {spent:.1f} ms each")
    for floor in FLOORS:
        first = [
            str(best[0]) in keys
            for best, row, keys in zip(nearest, cosines, found, strict=True)
            if row[best[0]] >= floor
        ]
        every = [
            str(i) in keys
            for best, row, keys in zip(nearest, cosines, found, strict=True)
            for i in best
            if row[i] >= floor
        ]
        print(f"cosine {floor}: nearest {np.mean(first):.1%} of {len(first)}, all {np.mean(every):.1%} of {len(every)}")


if __name__ == "__main__":
    main()
