"""Attribution gold as training data: words with features from parse and rules, labels and links.

    python -m training.attribution_data GOLD.jsonl OUT.jsonl [--share K/N]

GOLD has `text` and `statements` with stand-off source, cue and content. Runs in the
environment of the package (spaCy, no PyTorch). Writes one JSON object a report:
`text`, `spans` and `paragraphs` of its words, their `features`
(`reportedly.reading.tagger.features.FEATURES`), their BIO `labels`, and `links`: for each
word of a source or content the index of the first word of its cue, -1 elsewhere.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from reportedly.reading.attribution.rules import find_candidates
from reportedly.reading.parsed import parse
from reportedly.reading.tagger.features import OUTSIDE, ROLES, word_features
from reportedly.reading.text.spans import tokens_in
from reportedly.reading.triggers.stage import find_triggers


def prepared(report: dict[str, Any]) -> dict[str, Any]:
    """One report of the gold standard with its labels by word."""
    parsed = parse(report["text"])
    g = parsed.syntax
    words = word_features(parsed, [c.spans for c in find_candidates(parsed)], find_triggers(parsed))
    place = {token: k for k, token in enumerate(words.tokens)}
    labels = [OUTSIDE] * len(place)
    links = [-1] * len(place)
    for statement in report["statements"]:
        said: dict[str, list[int]] = {}
        for role in ROLES:
            said[role] = []
            for span in statement[role] or ():
                inside = [place[i] for i in tokens_in(g, (span["start"], span["end"])) if i in place]
                for k, i in enumerate(inside):
                    labels[i] = f"{'I' if k else 'B'}-{role}"
                said[role] += inside
        if said["cue"]:
            for i in said["source"] + said["content"]:
                links[i] = said["cue"][0]
    return {
        "id": report["id"],
        "text": report["text"],
        "spans": words.spans,
        "paragraphs": words.paragraphs,
        "features": words.features,
        "labels": labels,
        "links": links,
    }


def main() -> None:
    """Prepare every report, or each N-th from the K-th on."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--share", default="0/1", help="K/N: each N-th report from the K-th on")
    given = options.parse_args()
    offset, every = map(int, given.share.split("/"))
    with given.gold.open(encoding="utf-8") as lines, given.out.open("w", encoding="utf-8") as out:
        for number, line in enumerate(lines):
            if number % every == offset:
                print(json.dumps(prepared(json.loads(line)), ensure_ascii=False), file=out)


if __name__ == "__main__":
    main()
