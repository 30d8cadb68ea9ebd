"""Overlap of gold and prediction: words under spans, Dice's coefficient, F1, one-to-one matching."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Item = Mapping[str, Any]
"""One object of gold, or of the contract of `read`."""
Figures = dict[str, float]
"""Name of a figure to its value: shares are 0 to 100, errors as they are."""

_WORD = re.compile(r"\w+")


def word_bounds(text: str) -> list[tuple[int, int]]:
    """Start and end of every word; a lone underscore is punctuation."""
    return [m.span() for m in _WORD.finditer(text) if m.group()[0].isalnum()]


def words_under(spans: Any, bounds: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Numbers of the words that a span, a list of spans or None touches."""
    if spans is None:
        return frozenset()
    wanted = [spans] if isinstance(spans, Mapping) else spans
    found: set[int] = set()
    for span in wanted:
        if span["start"] >= span["end"]:
            continue
        found.update(i for i, (s, e) in enumerate(bounds) if s < span["end"] and span["start"] < e)
    return frozenset(found)


def dice(a: frozenset[int], b: frozenset[int]) -> float:
    """Dice's coefficient: twice the intersection over the sum of sizes; 1 for two empty sets."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def f1(hits: float, predicted: float, gold: float) -> float:
    """Harmonic mean of precision and recall, 0 to 100."""
    return 200 * hits / (predicted + gold) if predicted + gold else 0.0


def overlapping(a: Item, b: Item) -> bool:
    """True if two spans share a character."""
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def pair_up(gold: Sequence[frozenset[int]], predicted: Sequence[frozenset[int]]) -> dict[int, int]:
    """Match gold to predicted one to one, best Dice first, at 0.5 or more."""
    scored = sorted(
        ((dice(g, p), j, i) for i, g in enumerate(gold) for j, p in enumerate(predicted) if g & p), reverse=True
    )
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for value, j, i in scored:
        if value >= 0.5 and i not in pairs and j not in used:
            pairs[i] = j
            used.add(j)
    return pairs


def by_id(items: Iterable[Item]) -> dict[str, Item]:
    """Items by their own id, or by that of their report."""
    return {str(x["id"] if "id" in x else x["report"]["id"]): x for x in items}
