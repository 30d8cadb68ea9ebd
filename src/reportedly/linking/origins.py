"""Which reports are one text: copies, light edits, cuts, reordered or embedded pieces.

Containment of word shingles (Broder 1997), not resemblance: a copy cut to 30 %
resembles its model by 0.3 but is contained in it wholly. Candidates come from a
sample of the shingles (those whose hash is divisible by `SAMPLED`), as in FracMinHash
(Irber et al. 2022); the decision counts all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from reportedly.lexicon.forms import tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

SHINGLE = 4
"""Words a shingle."""
SAMPLED = 4
"""One shingle in so many goes into the index of candidates."""
DAYS = 60
"""How long after its model a copy is looked for."""
COPY = 0.4
"""Share of the shorter text's shingles that the other one must hold."""
CREDITED_COPY = 0.2
"""The same where a credit line names the other outlet."""
SHORTEST = 12
"""Shingles; a text of fewer says too little to be anybody's copy."""

_ODD = np.uint64(0x9E3779B97F4A7C15)
"""2 to the 64th over the golden ratio, which spreads products over all bits (Knuth 1973, multiplicative hashing)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """Why a report is held for the same text as an earlier one."""

    earlier: str
    contained: float
    """Share of the shorter text's shingles that both have."""
    credited: bool

    @property
    def reason(self) -> str:
        """The evidence in words."""
        credit = ", and a credit line names its outlet" if self.credited else ""
        return f"{self.contained:.0%} of the shorter text stands in the other{credit}"


@lru_cache(maxsize=512)
def shingles(text: str) -> frozenset[int]:
    """The hashes (63 bits) of all runs of `SHINGLE` words; credit lines and datelines leave little trace in them."""
    words = np.array([_hash(word) for word in tokens(text)], dtype=np.uint64)
    runs = np.zeros(max(len(words) - SHINGLE + 1, 0), dtype=np.uint64)
    for place in range(SHINGLE):
        runs = (runs * _ODD) ^ words[place : place + len(runs)]
    # The high bits depend on every bit of every word, the low ones only on low ones.
    runs ^= runs >> np.uint64(32)
    return frozenset((runs * _ODD >> np.uint64(1)).tolist())


def sample(of: Iterable[int]) -> frozenset[int]:
    """The shingles that candidates are looked up by; the same ones in every text."""
    return frozenset(s for s in of if s % SAMPLED == 0)


def credits_outlet(credited: Collection[str], outlet: str | None) -> bool:
    """True if an outlet is among those whom a text credits (`reading/text/credits.py`): by name or initials."""
    if not outlet:
        return False
    initials = "".join(w[0] for w in outlet.split() if w[0].isalnum()).casefold()
    names = {outlet.casefold(), outlet.split()[0].casefold(), *([initials] if len(initials) > 1 else [])}
    return not names.isdisjoint(credited)


def closest(mine: frozenset[int], others: Mapping[str, frozenset[int]], credited: Iterable[str]) -> Kinship | None:
    """The earlier report that a text is a copy of, if any; of several the one that shares most, then the first given.

    `credited` are those of the others whose outlet this text's credit lines name.
    """
    named = frozenset(credited)
    best: Kinship | None = None
    for report, theirs in others.items():
        shorter = min(len(mine), len(theirs))
        if shorter < SHORTEST:
            if mine != theirs or not mine:
                continue
            shorter = len(mine)
        contained = len(mine & theirs) / shorter
        if contained >= (CREDITED_COPY if report in named else COPY) and (best is None or contained > best.contained):
            best = Kinship(earlier=report, contained=contained, credited=report in named)
    return best


@lru_cache(maxsize=65_536)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
