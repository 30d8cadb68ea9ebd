"""The shipped sample reports with their statements marked by hand: a small gold standard that is always there.

`samples.jsonl` has, a line a report, the offsets of each statement's source, cue and content in
the report's text, and its act; one annotator marked them. The outlet's own
voice is left out.
"""

from __future__ import annotations

import json
from pathlib import Path

from eval.overlap import Item

MARKED = Path(__file__).with_name("samples.jsonl")
SAMPLES = Path(__file__).parents[1] / "samples"


def gold() -> dict[str, Item]:
    """The marked reports by id, with their texts and spans."""
    texts = {path.stem: path.read_text("utf-8") for path in (SAMPLES / "reports").glob("*.txt")}
    with (SAMPLES / "ps752.jsonl").open(encoding="utf-8") as lines:
        texts |= {report["id"]: report["text"] for report in map(json.loads, lines)}
    with MARKED.open(encoding="utf-8") as lines:
        marked = {row["report"]: row["statements"] for row in map(json.loads, lines)}
    return {
        key: {
            "id": key,
            "text": texts[key],
            "statements": [
                {
                    "source": _span(texts[key], s["source"]),
                    "cue": _span(texts[key], s["cue"]),
                    "content": [_span(texts[key], piece) for piece in s["content"]],
                    "act": s["act"],
                }
                for s in statements
            ],
        }
        for key, statements in marked.items()
    }


def _span(text: str, place: list[int]) -> Item:
    start, end = place
    return {"start": start, "end": end, "text": text[start:end]}
