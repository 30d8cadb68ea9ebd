"""Sentences with two parties between which the tables see no typed event: weak labels for "nothing".

    python -m training.nothing_data REPORTS.jsonl OUT.jsonl [--number 170] [--share 0.5]

Takes a share of the predicates with two parties and without a type in `events.tsv`, from reports of a training part. A
few of them do have a type that the tables miss. OUT is input for `training.sentences_data`.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.reading.parsed import parse
from reportedly.reading.triggers.arguments import extent
from reportedly.reading.triggers.participants import possible_parties
from reportedly.reading.triggers.stage import find_triggers

LONGEST = 70
"""Most tokens of a sentence."""


def found_in(text: str, rng: random.Random, share: float) -> Iterator[dict[str, Any]]:
    """The sentences of one report with the words of the two parties."""
    parsed = parse(text)
    triggers = find_triggers(parsed)
    for trigger in triggers.tokens:
        sentence = trigger.sent
        actors, recipients = ([], []) if trigger.i in triggers.typed else possible_parties(trigger)
        if not actors or len(sentence) > LONGEST or rng.random() > share:
            continue
        row: dict[str, Any] = {"text": sentence.text, "type": "NONE"}
        for role, head in (("source", actors[0]), ("target", recipients[0])):
            span = parsed.doc[slice(*extent(head))]
            row[role], row[f"{role}_start"] = span.text, span.start_char - sentence.start_char
        if all(s == sentence for s in (actors[0].sent, recipients[0].sent)):
            yield row


def main() -> None:
    """Write sentences from some of the reports."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("reports", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--number", type=int, default=170)
    options.add_argument("--share", type=float, default=0.5)
    given = options.parse_args()
    rng = random.Random(5)
    with given.reports.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    rng.shuffle(texts)
    with given.out.open("w", encoding="utf-8") as out:
        rows = (row for text in texts[: given.number] for row in found_in(text, rng, given.share))
        for number, row in enumerate(rows):
            print(json.dumps({"id": f"none-{number}", **row}, ensure_ascii=False), file=out)


if __name__ == "__main__":
    main()
