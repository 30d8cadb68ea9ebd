"""Gold of single sentences as training data: factuality of predicates, and what one party does to another.

    python -m training.sentences_data GOLD.jsonl OUT.jsonl

GOLD has `text` and either `predicates` with their `factuality`, or the words of a `source` and a `target` with the
`type` of what the one does to the other. Runs in the environment of the package, as `training.attribution_data` does,
and writes the same words and features, with `factuality` by word (null where it is not annotated), or with `source`
and `target` as lists of words, and `type`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from reportedly.reading.attribution.rules import find_candidates
from reportedly.reading.parsed import parse
from reportedly.reading.tagger.features import word_features
from reportedly.reading.text.spans import tokens_in
from reportedly.reading.text.syntax import Syntax
from reportedly.reading.triggers.stage import find_triggers


def prepared(sentence: dict[str, Any]) -> dict[str, Any] | None:
    """One sentence with the gold labels of its words; None if the gold names words that are not in it."""
    parsed = parse(sentence["text"])
    g = parsed.syntax
    words = word_features(parsed, [c.spans for c in find_candidates(parsed)], find_triggers(parsed))
    place = {token: k for k, token in enumerate(words.tokens)}
    out: dict[str, Any] = {
        "id": sentence["id"],
        "text": sentence["text"],
        "spans": words.spans,
        "paragraphs": words.paragraphs,
        "features": words.features,
    }
    if "predicates" in sentence:
        sure: list[float | None] = [None] * len(place)
        for p in sentence["predicates"]:
            for i in _words(g, place, (p["start"], p["end"]))[:1]:
                sure[i] = p["factuality"]
        return {**out, "factuality": sure}
    for role in ("source", "target"):
        start = sentence.get(f"{role}_start", sentence["text"].find(sentence[role]))
        out[role] = _words(g, place, (start, start + len(sentence[role]))) if start >= 0 else []
    return {**out, "type": sentence["type"]} if out["source"] and out["target"] else None


def _words(g: Syntax, place: dict[int, int], span: tuple[int, int]) -> list[int]:
    return [place[i] for i in tokens_in(g, span) if i in place]


def main() -> None:
    """Prepare every sentence."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("out", type=Path)
    given = options.parse_args()
    with given.gold.open(encoding="utf-8") as lines, given.out.open("w", encoding="utf-8") as out:
        for line in lines:
            row = prepared(json.loads(line))
            if row is not None:
                print(json.dumps(row, ensure_ascii=False), file=out)


if __name__ == "__main__":
    main()
