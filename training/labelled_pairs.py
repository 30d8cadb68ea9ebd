"""Labelled pairs of statements of real reports, with the features that the trees are trained on.

    reportedly read --jsonl REPORTS.jsonl > READ.jsonl
    python -m training.labelled_pairs training/labels/pairs.tsv READ.jsonl --out PAIRS.npz

REPORTS.jsonl holds the reports of the sets under the ids that the labels name. Labels of statements that the reading
does not have are left out, and those on which two readers differ.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly import encoder
from reportedly.linking.adjudicator import Pair, Side
from reportedly.linking.embedding import embedded
from reportedly.linking.matching import Matched
from reportedly.linking.pair_model import pair_inputs
from reportedly.model import Act
from reportedly.reading.text.windows import sentence_around, sentences_near

Item = Mapping[str, Any]


def main() -> None:
    """Read, embed, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("labels", type=Path)
    options.add_argument("read", type=Path)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    statements: dict[tuple[str, str], tuple[Item, Item]] = {}
    with given.read.open(encoding="utf-8") as lines:
        for reading in map(json.loads, lines):
            for s in reading.get("statements", ()):
                statements[reading["report"]["id"], _spans(s)] = reading["report"], s
    pairs, relations = [], []
    with given.labels.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            keys = [(row[f"{side}_report"], row[f"{side}_content"]) for side in ("one", "other")]
            agreed = row["second_reader"] in ("", row["first_reader"])
            if agreed and all(key in statements for key in keys):
                (one, mine, a), (other, theirs, b) = (_side(*statements[key]) for key in keys)
                similarity, match = round(float(mine @ theirs), 4), round(float(a @ b), 4)
                pairs.append(Pair(one=one, other=other, similarity=similarity, match=match))
                relations.append(row["first_reader"])
    print(f"{len(pairs)} pairs")
    np.savez_compressed(
        given.out,
        features=pair_inputs(pairs),
        relation=np.array(relations),
        story=np.array([f"{p.one.report.partition(':')[0]} {p.one.report[-1]}" for p in pairs]),
        statement=np.array([p.one.statement for p in pairs]),
    )


def _spans(statement: Item) -> str:
    return "+".join(f"{part['start']}-{part['end']}" for part in statement["content"])


def _side(report: Item, s: Item) -> tuple[Side, NDArray[np.float32], NDArray[np.float32]]:
    """A statement as one side of a pair, with its embedding and the matcher's vector."""
    text, start, end = report["text"], s["content"][0]["start"], s["content"][-1]["end"]
    content = " ".join(" ".join(part["text"].split()) for part in s["content"])
    sentence = sentence_around(text, start, end)
    vector = embedded([content, sentence, *sentences_near(text, start, end)])
    source = s["actor"]["name"] if s["actor"] else s["source"]["text"] if s["source"] else None
    side = Side(
        statement=s["id"],
        report=report["id"],
        actor=source if s["source"] or s["cue"] else None,
        act=Act(s["act"]),
        wording=(s["proposition"] or {}).get("wording") or content,
        content=content,
        sentence=sentence,
        title=report["title"],
        outlet=report["outlet"],
        day=date(2000, 1, 1),
    )
    first = min(start, (s["source"] or s["content"][0])["start"])
    matched = Matched.of(side.wording, (source or "", s["cue"]["text"] if s["cue"] else ""), side.title, text, first)
    return side, vector, encoder.match_vectors([matched.text()])[0]


if __name__ == "__main__":
    main()
