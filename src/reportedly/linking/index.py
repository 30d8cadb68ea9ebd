"""Candidates for a statement: the claims whose members' vectors point its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

CANDIDATES = 24


class ClaimIndex:
    """The centres of all claims, in memory, in order of founding."""

    def __init__(self, centres: Iterable[tuple[str, NDArray[np.float32]]] = ()) -> None:
        self._claims: list[str] = []
        self._rows: dict[str, int] = {}
        self._sums = np.zeros((256, 384), dtype=np.float32)
        self._lengths = np.ones(256, dtype=np.float32)
        for claim, total in centres:
            self._put(claim, total)

    def add(self, claim: str, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Let a statement's vector count for a claim, a new one where it is unknown; the claim's sum of vectors."""
        row = self._rows.get(claim)
        total = vector if row is None else self._sums[row] + vector
        self._put(claim, total)
        return total

    def near(self, vector: NDArray[np.float32]) -> list[str]:
        """The claims that lie nearest to a vector, nearest first; of equals the one founded first."""
        count = len(self._claims)
        if not count:
            return []
        # A matrix product may round differently with other shapes: order by what no rounding can turn.
        cosines = np.round((self._sums[:count] @ vector) / self._lengths[:count], 5)
        enough = min(CANDIDATES, count)
        close = np.flatnonzero(cosines >= np.partition(cosines, -enough)[-enough])
        best = close[np.argsort(-cosines[close], kind="stable")][:CANDIDATES]
        return [self._claims[i] for i in best]

    def _put(self, claim: str, total: NDArray[np.float32]) -> None:
        row = self._rows.get(claim)
        if row is None:
            row = self._rows[claim] = len(self._claims)
            self._claims.append(claim)
            if row == len(self._sums):
                self._sums = np.concatenate([self._sums, np.zeros_like(self._sums)])
                self._lengths = np.concatenate([self._lengths, np.ones_like(self._lengths)])
        self._sums[row] = total
        self._lengths[row] = np.linalg.norm(total) or 1.0
