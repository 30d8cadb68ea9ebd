"""Statements of marked stories as the matcher reads them, with the claim that each bears on.

    python -m training.matcher_data STORY... --out STATEMENTS.jsonl

A STORY is a folder with `reports.jsonl` and `gold.json` (`eval/marked_story.py`). Writes one JSON object a story: its
name and the `statements` that its reading finds, each with the `parts` of its text, its report, its claim (null where
it bears on none) and `marked`, false where the story's writer has not marked it.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from eval.marked_story import MarkedStory
from eval.oracle import Oracle
from reportedly.linking.matching import to_match
from reportedly.reading.pipeline import read


def main() -> None:
    """Read every story, and write its statements."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("stories", type=Path, nargs="+", metavar="STORY")
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    with given.out.open("w", encoding="utf-8") as out:
        for folder in given.stories:
            story = MarkedStory.load(folder)
            oracle, found = Oracle(story), []
            for report in story.to_read():
                reading = read(report)
                oracle.match(reading)
                for s in reading.statements:
                    mark = oracle.mark_of(s.id)
                    claim = mark.get("claim") if mark else None
                    parts = to_match(reading.report, s)
                    found.append({"report": report.id, "parts": parts, "claim": claim, "marked": mark is not None})
            print(json.dumps({"name": folder.name, "statements": found}, ensure_ascii=False), file=out)
            print(f"{folder.name}: {len(found)} statements", flush=True)


if __name__ == "__main__":
    main()
