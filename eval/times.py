"""Time expressions as TempEval-3 scores them: spans strict and relaxed, values and types on relaxed matches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from eval.overlap import Figures, Item, f1, overlapping


def score(gold: Mapping[str, Item], predicted: Mapping[str, Item]) -> Figures:
    """F1 of each; a predicted expression is used once."""
    hits: Counter[str] = Counter()
    have = want = 0
    for key, report in gold.items():
        left = list(predicted.get(key, {}).get("times", ()))
        have += len(left)
        want += len(report["times"])
        for time in report["times"]:
            near = [x for x in left if overlapping(x, time)]
            if not near:
                continue
            best = max(near, key=lambda x: min(x["end"], time["end"]) - max(x["start"], time["start"]))
            left.remove(best)
            hits["relaxed"] += 1
            hits["strict"] += best["start"] == time["start"] and best["end"] == time["end"]
            hits["value"] += best.get("value") == time["value"]
            hits["type"] += best.get("type") == time["type"]
    return {f"{name} F": f1(hits[name], have, want) for name in ("strict", "relaxed", "value", "type")}
