"""Calibration of confidence: of statements with a confidence of about p, a share of p should be right.

    python -m eval.reliability GOLD.jsonl

A statement is right if it has the content (half of its words) and the source of a statement of the
gold standard. Prints a table in Markdown, and the expected calibration error: the gap
between confidence and share in each band, weighted by its number of statements.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.attribution import right_in
from eval.gate import read_all
from eval.overlap import Item, by_id, word_bounds, words_under

BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Band:
    """The statements with a confidence from `low` to below `high`."""

    low: float
    high: float
    count: int
    confidence: float
    """Their mean."""
    right: float
    """The share that is right."""


def bands(gold: Mapping[str, Item], predicted: Mapping[str, Item]) -> list[Band]:
    """All bands with at least one statement."""
    seen: list[tuple[float, bool]] = []
    for key, report in gold.items():
        bounds = word_bounds(report["text"])
        made = [s for s in predicted.get(key, {}).get("statements", ()) if s.get("source") or s.get("cue")]
        want = [{r: words_under(s[r], bounds) for r in ("source", "content")} for s in report["statements"]]
        have = [{r: words_under(s[r], bounds) for r in ("source", "content")} for s in made]
        right = right_in(want, have)
        seen += [(s["confidence"], j in right) for j, s in enumerate(made)]
    out = []
    for low, high in itertools.pairwise(BANDS):
        inside = [(c, r) for c, r in seen if low <= c < high or (c == high == 1.0)]
        if inside:
            n = len(inside)
            out.append(Band(low, high, n, sum(c for c, _ in inside) / n, sum(r for _, r in inside) / n))
    return out


def error(found: list[Band]) -> float:
    """Expected calibration error, 0 to 1."""
    return sum(b.count * abs(b.confidence - b.right) for b in found) / (sum(b.count for b in found) or 1)


def main() -> None:
    """Read the gold standard's reports and print the table."""
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        gold = by_id([json.loads(line) for line in lines if line.strip()])
    found = bands(gold, read_all(gold))
    print("| confidence | statements | mean | right |\n|---|---|---|---|")
    for b in found:
        print(f"| {b.low:.2f} to {b.high:.2f} | {b.count} | {b.confidence:.2f} | {b.right:.2f} |")
    print(f"\nexpected calibration error: {error(found):.3f}")


if __name__ == "__main__":
    main()
