"""How much of what is near the cells find (`linking/index.py`), against looking at everything.

    python benchmarks/candidates.py CORPUS.jsonl... [--sentences 24000] [--asked 600]

The texts of corpora (JSON Lines with `text`) are cut into sentences and embedded. Each sentence is a claim of its
own, in random order; some are kept back and asked with. Nothing is written.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import one_thread  # noqa: F401  before whatever loads numpy

from reportedly import encoder
from reportedly.linking.claims import CANDIDATES
from reportedly.linking.gist import sentence_around
from reportedly.linking.index import Cells, Members
from reportedly.store.vectors import coarse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

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


class Shelf:
    """Cells with what lies in them."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        self._vectors = vectors
        self._numbers: dict[int, list[int]] = {}
        nothing = np.zeros((0, encoder.WIDTH), dtype=np.float32)
        self.near = Cells(([], nothing), self, 0)
        for number, vector in enumerate(vectors, 1):
            cell, _ = self.near.place(number, vector)
            self._numbers.setdefault(cell, []).append(number)
            self.near.put(cell, str(number - 1), number, coarse(vector))

    def cells(self, wanted: Sequence[int], most: int) -> dict[int, Members]:
        """What lies in these cells."""
        return {cell: self._members(self._numbers[cell][-most:]) for cell in wanted}

    def latest(self, most: int) -> Members:
        """Nothing, as they are new."""
        del most
        return self._members([])

    def _members(self, numbers: list[int]) -> Members:
        return Members(
            [str(n - 1) for n in numbers],
            np.array(numbers, dtype=np.int64),
            coarse(self._vectors[np.array(numbers, dtype=int) - 1]),
        )


def main() -> None:
    """Embed, ask, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpora", type=Path, nargs="+")
    options.add_argument("--sentences", type=int, default=24_000)
    options.add_argument("--asked", type=int, default=600)
    given = options.parse_args()
    known = list(dict.fromkeys(sentences(given.corpora)))[: given.sentences]
    vectors = np.concatenate([encoder.embed(known[i : i + 64]) for i in range(0, len(known), 64)])
    order = np.random.default_rng(1).permutation(len(vectors))
    asked, claims = vectors[order[: given.asked]], vectors[order[given.asked :]]
    shelf = Shelf(claims)
    start = time.process_time()
    found = [set(keys) for n in range(0, len(asked), 10) for keys in shelf.near.near(asked[n : n + 10], CANDIDATES)]
    spent = 1000 * (time.process_time() - start) / len(asked)
    cosines = asked @ claims.T
    nearest = np.argsort(-cosines, axis=1)[:, :CANDIDATES]
    print(f"{len(claims):,} claims, {len(asked):,} asked with, {spent:.1f} ms each")
    for floor in FLOORS:
        first = [
            str(near[0]) in keys
            for near, row, keys in zip(nearest, cosines, found, strict=True)
            if row[near[0]] >= floor
        ]
        every = [
            str(i) in keys
            for near, row, keys in zip(nearest, cosines, found, strict=True)
            for i in near
            if row[i] >= floor
        ]
        print(f"cosine {floor}: nearest {np.mean(first):.1%} of {len(first)}, all {np.mean(every):.1%} of {len(every)}")


if __name__ == "__main__":
    main()
