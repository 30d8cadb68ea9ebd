"""Factuality of annotated predicates: mean absolute error, correlation, recall of predicates below 0."""

from __future__ import annotations

from collections.abc import Mapping

from eval.overlap import Figures, Item, overlapping

UNSEEN = 3.0
"""The factuality of a predicate without an event: plainly asserted."""


def score(gold: Mapping[str, Item], predicted: Mapping[str, Item]) -> Figures:
    """MAE on the scale of -3 to 3; Pearson's r, and shares, 0 to 100."""
    pairs: list[tuple[float, float]] = []
    found = 0
    for key, report in gold.items():
        events = predicted.get(key, {}).get("events", ())
        for predicate in report["predicates"]:
            event = next((e for e in events if overlapping(e["trigger"], predicate)), None)
            found += event is not None
            pairs.append((predicate["factuality"], event["factuality"] if event else UNSEEN))
    count = len(pairs) or 1
    below = [p for g, p in pairs if g < 0]
    return {
        "MAE": sum(abs(g - p) for g, p in pairs) / count,
        "r": 100 * pearson(pairs),
        "negative recall": 100 * sum(p < 0 for p in below) / (len(below) or 1),
        "triggers found": 100 * found / count,
    }


def pearson(pairs: list[tuple[float, float]]) -> float:
    """Correlation of two series; 0 if one of them does not vary."""
    if not pairs:
        return 0.0
    x, y = (sum(p[i] for p in pairs) / len(pairs) for i in (0, 1))
    spread = [sum((p[i] - m) ** 2 for p in pairs) for i, m in ((0, x), (1, y))]
    if not all(spread):
        return 0.0
    return float(sum((a - x) * (b - y) for a, b in pairs) / (spread[0] * spread[1]) ** 0.5)
