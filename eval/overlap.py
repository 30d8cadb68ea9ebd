"""What two sides have in common: tokens under spans, Dice's coefficient, precision and recall."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Item = Mapping[str, Any]
"""One line of gold or of the contract of `read`."""
Figures = dict[str, float]
"""Name of a figure to its value: shares are 0 to 100, errors as they are."""

_WORD = re.compile(r"\w+")


def word_bounds(text: str) -> list[tuple[int, int]]:
    """Start and end of every word; an underscore alone is punctuation."""
    return [m.span() for m in _WORD.finditer(text) if m.group()[0].isalnum()]


def words_under(spans: Any, bounds: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Numbers of the words that one span, a list of them or None touches."""
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
    """Twice the common part over both sizes; two empty sets are the same."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def f1(hits: float, predicted: float, gold: float) -> float:
    """Harmonic mean of precision and recall, 0 to 100."""
    return 200 * hits / (predicted + gold) if predicted + gold else 0.0


def overlapping(a: Item, b: Item) -> bool:
    """Whether two spans share a character."""
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def pair_up(gold: Sequence[frozenset[int]], predicted: Sequence[frozenset[int]]) -> dict[int, int]:
    """Gold to predicted, one to one, best Dice first, from a half upwards."""
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
