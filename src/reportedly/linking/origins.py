"""Which reports are one text: copies, light edits, cuts, pieces reordered or embedded.

The measure is the containment of word shingles (Broder 1997), not their resemblance: a copy cut to 30 % resembles the
original by 0.3 only, but is wholly contained in it. Candidates are found by a sample of the shingles, those whose hash
is divisible by `SAMPLED` (FracMinHash, Irber et al. 2022). The decision counts all shingles.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from reportedly.lexicon.stems import tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

SHINGLE = 4
"""Words in a shingle."""
SAMPLED = 4
"""One shingle in so many is in the index of candidates."""
DAYS = 60
"""Days after the original within which a copy is looked for."""
COPY = 0.4
"""The least share of the shorter text's shingles that the other text has."""
CREDITED_COPY = 0.2
"""The same if a credit line names the other outlet."""
SHORT, SHORT_COPY = 40, 0.7
"""Shingles of a brief, and the share that it has to have in common with its original: two briefs may quote one sentence
and be two."""
SHORTEST = 12
"""Shingles; a shorter text is a copy of one that has all of it and at most LABEL more shingles."""
LABEL = 3
"""Shingles; "Breaking:" before a text adds one."""

_ODD = np.uint64(0x9E3779B97F4A7C15)
"""2 to the 64th over the golden ratio, which spreads products over all bits (Knuth 1973, multiplicative hashing)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMatch:
    """Why a report counts as the same text as an earlier one."""

    earlier: str
    contained: float
    """Share of the shorter text's shingles that the other text has."""
    credited: bool

    @property
    def reason(self) -> str:
        """The reason in words."""
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
    """The shingles by which candidates are looked up: all of a brief; of others those that any text samples."""
    mine = frozenset(of)
    return mine if len(mine) < SHORT else frozenset(s for s in mine if s % SAMPLED == 0)


def credits_outlet(credited: Collection[str], outlet: str | None) -> bool:
    """True if an outlet is among those whom a text credits (`reading/text/credits.py`): by name or initials."""
    if not outlet:
        return False
    initials = "".join(w[0] for w in outlet.split() if w[0].isalnum()).casefold()
    names = {outlet.casefold(), outlet.split()[0].casefold(), *([initials] if len(initials) > 1 else [])}
    return not names.isdisjoint(credited)


def closest(mine: frozenset[int], others: Mapping[str, frozenset[int]], credited: Iterable[str]) -> TextMatch | None:
    """The earlier report that a text is a copy of, or None; of several the one with most in common, then the first.

    `credited` are the reports among `others` whose outlet this text credits.
    """
    named = frozenset(credited)
    best: TextMatch | None = None
    for report, theirs in others.items():
        shorter = min(len(mine), len(theirs))
        if not shorter or (shorter < SHORTEST and not _is_labelled(mine, theirs)):
            continue
        contained = len(mine & theirs) / shorter
        least = SHORT_COPY if shorter < SHORT else CREDITED_COPY if report in named else COPY
        if contained >= least and (best is None or contained > best.contained):
            best = TextMatch(earlier=report, contained=contained, credited=report in named)
    return best


def _is_labelled(mine: frozenset[int], theirs: frozenset[int]) -> bool:
    """True if one text is the other, or the other with a label before it."""
    return (mine <= theirs or theirs <= mine) and abs(len(mine) - len(theirs)) <= LABEL


@lru_cache(maxsize=65_536)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
