"""Which reports are about one matter, for suggesting topics: by the claims they share, and by whom and what they name.

Two reports are as near as the names, places and days that both have, each the more telling the fewer reports have it
(cosine of TF-IDF vectors), and nearer if they share a claim, claims that are related, or an Event. Groups are made by
agglomerative clustering with average linkage, which does not chain groups together over one report in between.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from numpy.typing import NDArray

LEAST = 0.05
"""The least mean nearness of two groups that are one matter."""
SHARED_CLAIM = 0.1
RELATED = 0.05
SHARED_EVENT = 0.1
"""What a shared claim, related claims and a shared Event add to the nearness of two reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What tells which matter a report is about."""

    report: str
    traits: frozenset[str]
    """Actors, names, places and days in it, each with its kind: "place Bergen"."""
    claims: frozenset[str]
    """Those with a statement of it."""
    event: str | None = None


def matters(profiles: Sequence[Profile], related: Iterable[tuple[str, str]]) -> list[list[Profile]]:
    """The reports in groups, each about one matter; largest first. `related` are pairs of claims."""
    near = _nearness(profiles, related)
    sizes = np.ones(len(profiles), dtype=np.float32)
    groups = {n: [n] for n in range(len(profiles))}
    np.fill_diagonal(near, -np.inf)
    while len(groups) > 1:
        one, other = divmod(int(near.argmax()), len(profiles))
        if near[one, other] < LEAST:
            break
        # The mean nearness to a merged group is that to both, weighted by their sizes.
        merged = (near[one] * sizes[one] + near[other] * sizes[other]) / (sizes[one] + sizes[other])
        near[one], near[:, one] = merged, merged
        near[other], near[:, other] = -np.inf, -np.inf
        near[one, one] = -np.inf
        sizes[one] += sizes[other]
        groups[one] += groups.pop(other)
    found = [[profiles[n] for n in sorted(group)] for group in groups.values()]
    return sorted(found, key=lambda group: (-len(group), group[0].report))


class Likeness:
    """How much two reports have in common: the cosine of the TF-IDF vectors of their traits."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._weights = _weights(profiles, smooth=True)
        self._profiles = {p.report: p for p in profiles}
        self._lengths = {
            p.report: math.sqrt(sum(self._weights[t] ** 2 for t in sorted(p.traits))) or 1.0 for p in profiles
        }

    def between(self, one: str, other: str, without: Set[str] = frozenset()) -> float:
        """From 0 to 1; 1 also for reports that share a claim or an Event.

        Names that consist of the words `without` do not count.
        """
        mine, theirs = self._profiles.get(one), self._profiles.get(other)
        if mine is None or theirs is None:
            return 0.0
        if not mine.claims.isdisjoint(theirs.claims) or (mine.event is not None and mine.event == theirs.event):
            return 1.0
        both = (t for t in sorted(mine.traits & theirs.traits) if not _words(t) or not _words(t) <= without)
        shared = sum(self._weights[t] ** 2 for t in both)
        return shared / (self._lengths[one] * self._lengths[other])


def _words(trait: str) -> set[str]:
    """The words of a name, without its kind and its party."""
    return set(trait.partition(" ")[2].partition(" | ")[0].split())


def telling(group: Sequence[Profile], profiles: Sequence[Profile]) -> list[str]:
    """The traits that tell a group from the other reports, most telling first; at least half of the group has each."""
    weights, own = _weights(profiles), Counter(trait for p in group for trait in p.traits)
    common = [trait for trait, number in own.items() if 2 * number >= len(group)]
    return sorted(common, key=lambda trait: (-own[trait] * weights.get(trait, 0.0), trait))


def _weights(profiles: Sequence[Profile], *, smooth: bool = False) -> Mapping[str, float]:
    """The inverse document frequency of each trait; a `smooth` one is above zero for traits of all reports, too."""
    reports = Counter(trait for p in profiles for trait in p.traits)
    return {trait: math.log(smooth + len(profiles) / number) for trait, number in reports.items()}


def _nearness(profiles: Sequence[Profile], related: Iterable[tuple[str, str]]) -> NDArray[np.float32]:
    weights = _weights(profiles)
    columns = {trait: n for n, trait in enumerate(sorted(weights))}
    vectors = np.zeros((len(profiles), len(columns)), dtype=np.float32)
    for row, profile in enumerate(profiles):
        for trait in profile.traits:
            vectors[row, columns[trait]] = weights[trait]
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors /= np.where(lengths > 0, lengths, 1)
    near = vectors @ vectors.T
    having: dict[str, list[int]] = {}
    for row, profile in enumerate(profiles):
        for claim in profile.claims:
            having.setdefault(claim, []).append(row)
    for rows in having.values():
        near[np.ix_(rows, rows)] += SHARED_CLAIM
    for one, other in related:
        ours, theirs = having.get(one, []), having.get(other, [])
        near[np.ix_(ours, theirs)] += RELATED
        near[np.ix_(theirs, ours)] += RELATED
    events: dict[str, list[int]] = {}
    for row, profile in enumerate(profiles):
        if profile.event is not None:
            events.setdefault(profile.event, []).append(row)
    for rows in events.values():
        near[np.ix_(rows, rows)] += SHARED_EVENT
    # Copies of one text share every claim; without a bound they would draw whole groups together.
    bounded: NDArray[np.float32] = np.minimum(near, 1.0)
    return bounded
