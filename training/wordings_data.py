"""Wordings that were judged by reading, as training data for which of them stands alone.

    python -m training.wordings_data REPORTS.jsonl... --labels training/labels --out FOLDER

REPORTS have `id`, `text`, `outlet`, `title` and `published_at`. Labels name a report by its set (`pn:`, `ecb:` or
`re3d:`; `story/NAME:` if its file lies in the folder NAME) and its id. Writes FOLDER/wordings.jsonl for
`training.train_standing`: the wordings that the reading still finds in the words that were judged (the labels hold a
digest of each), with the report, whether it is true to the text and whether it stands alone; null is unknown. Runs in
the environment of the package.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly import Report, read
from reportedly.intake import open_all
from reportedly.reading.attribution import statement_model
from training.judged_data import span_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    Label = tuple[str, bool | None, bool | None]
    """The digest of a wording, whether it is true to the text, and whether it stands alone."""

DIGITS = 12
"""Hexadecimal digits of the digest of a wording."""
STANDS: dict[str, tuple[bool | None, bool | None]] = {"1": (None, True), "0": (None, False), "x": (False, None)}
"""What is known of a wording of `wordings.tsv`: true to the text, stands alone; "x" is one that is broken."""


def main() -> None:
    """Read the reports, and put labels to the wordings that are found."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("reports", type=Path, nargs="+")
    options.add_argument("--labels", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    labels = _labels(given.labels)
    statement_model.LIKELY = 0.0  # also what the head would leave out
    rows = [row for path in given.reports for row in _wordings(path, labels)]
    with (given.out / "wordings.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    print(f"{len(rows)} wordings of {sum(map(len, labels.values()))} are as they were judged")


def _labels(folder: Path) -> dict[str, dict[str, list[Label]]]:
    """The labels of each report, by where the content stands."""
    found: dict[str, dict[str, list[Label]]] = defaultdict(lambda: defaultdict(list))
    for row in _rows(folder / "judged.tsv"):
        found[row["report"].partition(":")[2]][row["content"]].append(
            (row["wording"], row["true"] == "1", row["alone"] == "1")
        )
    for row in _rows(folder / "wordings.tsv"):
        name = row["report"] if row["report"].startswith("story/") else row["report"].partition(":")[2]
        found[name][row["content"]].append((row["wording"], *STANDS[row["stands"]]))
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def _wordings(path: Path, labels: dict[str, dict[str, list[Label]]]) -> Iterator[dict[str, str | bool | None]]:
    """The judged wordings of a file of reports."""
    for report in open_all(path):
        if not isinstance(report, Report):
            continue
        name = next((n for n in (f"story/{path.parent.name}:{report.id}", report.id) if n in labels), None)
        if name is None:
            continue
        for statement in read(report).statements:
            if statement.proposition is None:
                continue
            wording = statement.proposition.wording
            for judged, true, alone in labels[name].get(span_of(statement.content), ()):
                if digest(wording) == judged:
                    yield {"report": name, "wording": wording, "true": true, "alone": alone}


def digest(wording: str) -> str:
    """What a wording is known by in the labels, which hold no text of others."""
    return hashlib.sha256(wording.encode()).hexdigest()[:DIGITS]


if __name__ == "__main__":
    main()
