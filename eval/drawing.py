"""Draw events at random for a person to judge: is it an event of that type with that actor?

    python -m eval.drawing REPORTS.jsonl [--count 100] [--seed 2026] > drawn.jsonl

One JSON object a line: the report's id, offsets of the trigger and of actors and recipients, the type, and for
the annotator the sentence (`seen`), which the file with the judgements (`eval/events-re3d.jsonl`) leaves out.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any

from eval.gate import read_all
from eval.overlap import by_id

AROUND = 220
"""Characters to show on each side of a trigger."""


def drawn(reports: dict[str, Any], count: int, seed: int) -> list[dict[str, Any]]:
    """A random sample of the typed events that reading finds, in the order of the reports."""
    found = [
        {
            "id": key,
            "trigger": bounds(event["trigger"]),
            "type": event["type"],
            "actors": [bounds(a) for a in event["actors"]],
            "recipients": [bounds(r) for r in event["recipients"]],
            "seen": seen(reports[key]["text"], event),
        }
        for key, reading in read_all(reports).items()
        for event in reading["events"]
        if event["type"]
    ]
    chosen = sorted(random.Random(seed).sample(range(len(found)), min(count, len(found))))
    return [found[i] for i in chosen]


def bounds(span: dict[str, Any]) -> dict[str, int]:
    """A span without its words."""
    return {"start": span["start"], "end": span["end"]}


def seen(text: str, event: dict[str, Any]) -> str:
    """The event in words, and the text around its trigger."""
    start, end = event["trigger"]["start"], event["trigger"]["end"]
    who, whom = ("; ".join(s["text"] for s in event[role]) for role in ("actors", "recipients"))
    around = f"{text[max(0, start - AROUND) : start]}[[{text[start:end]}]]{text[end : end + AROUND]}"
    return f"{event['type']} ({who or '-'} > {whom or '-'}, {event['made_by']}): {' '.join(around.split())}"


def main() -> None:
    """Draw and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("reports", type=Path)
    options.add_argument("--count", type=int, default=100)
    options.add_argument("--seed", type=int, default=2026)
    given = options.parse_args()
    with given.reports.open(encoding="utf-8") as lines:
        reports = by_id([json.loads(line) for line in lines])
    for row in drawn(dict(reports), given.count, given.seed):
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
