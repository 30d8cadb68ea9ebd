"""Precision of events: the share of events drawn at random that a person judged right in type and actor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eval.overlap import Figures, Item, overlapping


def score(gold: Mapping[str, Item], predicted: Mapping[str, Item]) -> Figures:
    """The share of right events among the judged ones that reading still finds, and the share still found.

    The judgements are of events that one version found: after large changes, draw and judge again
    (`eval.drawing`).
    """
    judged = found = right = 0
    for key, report in gold.items():
        events = [e for e in predicted.get(key, {}).get("events", ()) if e["type"]]
        for event in report["events"]:
            judged += 1
            if any(_same(event, e) for e in events):
                found += 1
                right += event["right"]
    return {"right": 100 * right / (found or 1), "still found": 100 * found / (judged or 1)}


def _same(judged: Mapping[str, Any], event: Mapping[str, Any]) -> bool:
    return (
        judged["type"] == event["type"]
        and overlapping(judged["trigger"], event["trigger"])
        and _meet(judged["actors"], event["actors"])
    )


def _meet(one: Sequence[Any], other: Sequence[Any]) -> bool:
    return (not one and not other) or any(overlapping(a, b) for a in one for b in other)
