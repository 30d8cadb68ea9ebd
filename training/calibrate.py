"""Calibration: weights that turn the evidence for a statement into the probability that content and source are right.

    python -m training.calibrate GOLD.jsonl [--hold 20] > confidence.json

Runs in the environment of the package. Logistic regressions (ridge of 1, Newton's method), one for
statements that the tagger found and one for those of the rules alone, over the
reports that `training.train_tagger --hold` left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.attribution import right_in
from eval.overlap import word_bounds, words_under
from reportedly.reading.attribution.stage import merged_statements
from reportedly.reading.parsed import parse
from reportedly.reading.pipeline import gather_evidence
from reportedly.reading.triggers.stage import find_triggers


def main() -> None:
    """Gather evidence and outcome of every possible statement, fit, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--hold", type=int, default=20)
    given = options.parse_args()
    with given.gold.open(encoding="utf-8") as lines:
        reports = sorted((json.loads(line) for line in lines), key=lambda r: r["id"])[:: given.hold]
    # In the tagger's card statements that it found are "heard".
    rows: dict[str, list[tuple[list[float], bool]]] = {"heard": [], "unheard": []}
    for report in reports:
        parsed = parse(report["text"])
        bounds = word_bounds(report["text"])
        found = merged_statements(parsed, gather_evidence(parsed, find_triggers(parsed)))
        want = [{k: words_under(s[k], bounds) for k in ("source", "content")} for s in report["statements"]]
        have = [
            {
                "source": words_under(_spans([s.source] if s.source else []), bounds),
                "content": words_under(_spans(s.content), bounds),
            }
            for s in found
        ]
        right = right_in(want, have)
        for j, said in enumerate(found):
            if said.settled is not None:
                continue
            rows[said.kind].append((said.signals, j in right))
    weights = {}
    for kind, seen in rows.items():
        x, y = np.array([e for e, _ in seen]), np.array([r for _, r in seen], dtype=float)
        weights[kind] = [round(float(w), 4) for w in fitted(x, y)]
        print(f"{kind}: {len(y)} statements, {y.mean():.3f} right", file=sys.stderr)
    json.dump(weights, sys.stdout)


def _spans(spans: list[tuple[int, int]]) -> list[dict[str, int]]:
    return [{"start": s, "end": e} for s, e in spans]


def fitted(x: NDArray[np.float64], y: NDArray[np.float64], ridge: float = 1.0) -> NDArray[np.float64]:
    """Bias and slopes of a logistic regression by Newton's method; the bias is not penalised."""
    x = np.hstack([np.ones((len(x), 1)), x])
    w = np.zeros(x.shape[1])
    shrink = np.diag([0.0] + [ridge] * (x.shape[1] - 1))
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + shrink @ w
        curvature = (x * (p * (1 - p))[:, None]).T @ x + shrink
        step = np.linalg.solve(curvature, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return w


if __name__ == "__main__":
    main()
