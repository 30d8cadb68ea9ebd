"""Attribution gold as training data: words with features from parse and rules, labels and links.

    python -m training.attribution_data GOLD.jsonl OUT.jsonl [--share K/N]

GOLD has `text` and `statements` with stand-off source, cue and content. Runs in the
environment of the package (spaCy, no PyTorch). Writes one JSON object a report:
`text`, `spans` and `paragraphs` of its words, their `features`
(`reportedly.reading.tagger.features.FEATURES`), their BIO `labels`, and `links`: for each
word of a source or content the index of the first word of its cue, -1 elsewhere.

Where gold statements have an `act`, `acts` holds those that the reading finds, by the words of source, cue and
content as it finds them, with the act and polarity that the rules give, and the gold act. With `"partial": true` a
report's statements are not all marked: then it has no labels, and only acts are learned from it.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from reportedly.reading.attribution.stage import Evidence, find_attributions
from reportedly.reading.parsed import Parsed, parse
from reportedly.reading.pipeline import gather_evidence
from reportedly.reading.speech_act.act_model import act_features
from reportedly.reading.speech_act.stage import find_speech_act
from reportedly.reading.tagger.features import OUTSIDE, ROLES
from reportedly.reading.text.spans import tokens_in
from reportedly.reading.text.syntax import Span, Syntax
from reportedly.reading.triggers.stage import find_triggers

SAME = 0.5
"""Overlap (Dice) of contents from which on a statement found is the one marked."""


def prepared(report: dict[str, Any]) -> dict[str, Any]:
    """One report of the gold standard with its labels by word."""
    parsed = parse(report["text"])
    g = parsed.syntax
    evidence = gather_evidence(parsed, find_triggers(parsed))
    words = evidence.words
    place = words.place()
    labels = [OUTSIDE] * len(place)
    links = [-1] * len(place)
    for statement in report["statements"]:
        said: dict[str, list[int]] = {}
        for role in ROLES:
            said[role] = []
            for span in statement.get(role) or ():
                inside = [place[i] for i in tokens_in(g, (span["start"], span["end"])) if i in place]
                for k, i in enumerate(inside):
                    labels[i] = f"{'I' if k else 'B'}-{role}"
                said[role] += inside
        if said["cue"] and said["content"]:
            for i in said["source"] + said["content"]:
                links[i] = said["cue"][0]
    partial = bool(report.get("partial"))
    return {
        "id": report["id"],
        "text": report["text"],
        "spans": words.spans,
        "paragraphs": words.paragraphs,
        "features": words.features,
        "labels": None if partial else labels,
        "links": links,
        "acts": marked_acts(parsed, evidence, report["statements"]),
    }


def marked_acts(parsed: Parsed, evidence: Evidence, marked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The statements that the reading finds and that are marked with an act."""
    g = parsed.syntax
    place = evidence.words.place()
    gold = [(_tokens(g, [(a["start"], a["end"]) for a in s["content"]]), s["act"]) for s in marked if s.get("act")]
    out = []
    for said in find_attributions(parsed, evidence) if gold else ():
        inputs = act_features(g, place, said, find_speech_act(parsed, said))
        mine = _tokens(g, [(a.start, a.end) for a in said.content])
        overlap, act = max((2 * len(mine & theirs) / (len(mine) + len(theirs) or 1), act) for theirs, act in gold)
        if overlap >= SAME:
            out.append({**asdict(inputs), "act": act})
    return out


def _tokens(g: Syntax, spans: list[Span]) -> set[int]:
    """The tokens of several spans."""
    return {i for span in spans for i in tokens_in(g, span)}


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
