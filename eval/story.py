"""A hand-made record of a story: the share of its statements found, with source and act."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from eval.attribution import score as attribution
from eval.overlap import Figures, Item, pair_up, word_bounds, words_under

Json = dict[str, Any]


def with_offsets(reports: Mapping[str, Item], record: Item) -> dict[str, Item]:
    """The reports with the statements of the record at their places: for each text the place nearest to its content."""
    out: dict[str, Item] = {key: {**report, "statements": []} for key, report in reports.items()}
    for s in record["statements"]:
        text = out[s["report"]]["text"]
        content = _place(text, s["content"], s.get("at", 0))
        near = content["start"]
        out[s["report"]]["statements"].append(
            {
                **s,
                "content": [content],
                "source": _place(text, s["source"], near) if s.get("source") else None,
                "cue": _place(text, s["cue"], near) if s.get("cue") else None,
            }
        )
    return out


def score(gold: Mapping[str, Item], predicted: Mapping[str, Item]) -> Figures:
    """The figures of attribution, and the share of statements found whose act is right."""
    same = found = 0
    for key, report in gold.items():
        bounds = word_bounds(report["text"])
        have = list(predicted.get(key, {}).get("statements", ()))
        pairs = pair_up(
            [words_under(s["content"], bounds) for s in report["statements"]],
            [words_under(s["content"], bounds) for s in have],
        )
        found += len(pairs)
        same += sum(report["statements"][i]["act"] == have[j]["act"] for i, j in pairs.items())
    figures = attribution(gold, predicted)
    return {**figures, "act right": 100 * same / (found or 1)}


def _place(text: str, exact: str, near: int) -> Json:
    start = min((m.start() for m in re.finditer(re.escape(exact), text)), key=lambda s: abs(s - near))
    return {"start": start, "end": start + len(exact), "text": exact}
