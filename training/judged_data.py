"""Statements that were judged by reading, as training data for what is a statement.

    python -m training.judged_data training/labels/judged.tsv REPORTS.jsonl... --out FOLDER

REPORTS have `id`, `text`, `outlet`, `title` and `published_at`; ids are looked up after the prefix of their set
(`pn:`, `ecb:`, `re3d:`). Writes FOLDER/judged.npz for `training.statement_head`, with every judged statement that the
reading still finds. Runs in the environment of the package.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly import Report
from reportedly.intake import open_all
from reportedly.reading.attribution import stage, statement_model
from reportedly.reading.attribution.statement_model import statement_features
from reportedly.reading.parsed import parse
from reportedly.reading.pipeline import gather_evidence
from reportedly.reading.triggers.stage import find_triggers

if TYPE_CHECKING:
    from reportedly.model import Anchor


def main() -> None:
    """Read the reports once more, and put labels to what is found."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("labels", type=Path)
    options.add_argument("reports", type=Path, nargs="+")
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    with given.labels.open(encoding="utf-8") as lines:
        labels: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
        for row in csv.DictReader(lines, delimiter="\t"):
            labels[row["report"].partition(":")[2]][row["content"]] = row
    statement_model.LIKELY = 0.0  # also what the head would leave out
    rows: list[dict[str, Any]] = []
    for path in given.reports:
        for report in open_all(path):
            if isinstance(report, Report) and report.id in labels:
                rows += _rows(report, labels[report.id])
    np.savez(
        given.out / "judged.npz",
        features=np.stack([row["features"] for row in rows]),
        statement=np.array([row["statement"] for row in rows]),
        right=np.array([row["right"] for row in rows]),
        report=np.array([row["report"] for row in rows]),
    )
    print(f"{len(rows)} statements")


def _rows(report: Report, labels: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    """The judged statements of one report."""
    parsed = parse(report.text)
    evidence = gather_evidence(parsed, find_triggers(parsed))
    place = evidence.words.place()
    found = []
    for one in stage.possible_attributions(parsed, evidence):
        label = labels.get(span_of(one.content))
        if label is None:
            continue
        found.append(
            {
                "report": report.id,
                "features": statement_features(parsed.syntax, place, evidence.tags.said, one),
                "statement": label["statement"] == "1",
                "right": label["source"] == "1",
            }
        )
    return found


def span_of(content: tuple[Anchor, ...]) -> str:
    """Where a content begins and ends in the text of its report."""
    return f"{content[0].start}-{content[-1].end}"


if __name__ == "__main__":
    main()
