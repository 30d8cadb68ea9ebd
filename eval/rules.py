"""Precision of each rule of attribution, measured on a gold standard and written to the lexicon as confidence.

    python -m eval.rules GOLD.jsonl [--every N] [--write]

Rules seen fewer than `FEW` times get the precision of all such rules together.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from eval.attribution import precision_by_rule
from eval.overlap import Item, by_id
from reportedly.reading.attribution.own_voice import find_own_voice
from reportedly.reading.attribution.rules import find_candidates
from reportedly.reading.attribution.stage import find_attributions
from reportedly.reading.parsed import parse
from reportedly.reading.pipeline import gather_evidence
from reportedly.reading.triggers.stage import find_triggers

TABLE = Path(__file__).parents[1] / "src" / "reportedly" / "lexicon" / "attribution_rules.tsv"
FEW = 10


def main() -> None:
    """Print the table, or write it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--every", type=int, default=1)
    options.add_argument("--offset", type=int, default=0)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    with given.gold.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    gold = by_id(rows[given.offset :: given.every])
    table = as_table(precision_by_rule(gold, found_by_rules(gold)), f"{given.gold.stem}, {len(gold)} reports")
    if given.write:
        TABLE.write_text(table, "utf-8")
    print(table, end="")


def found_by_rules(gold: Mapping[str, Item]) -> dict[str, Item]:
    """The statements that the rules alone find, and those in the outlet's own voice as `read` has them."""
    out: dict[str, Item] = {}
    for key, item in gold.items():
        parsed = parse(item["text"])
        attributed = find_attributions(parsed, gather_evidence(parsed, find_triggers(parsed)))
        own = [
            {
                "source": None,
                "cue": None,
                "content": [_span((c.start, c.end)) for c in said.content],
                "made_by": said.made_by,
            }
            for said in find_own_voice(parsed, attributed)
        ]
        ruled = [
            {
                "source": _span(c.source),
                "cue": _span(c.cue),
                "content": [_span(span) for span in sorted(c.content)],
                "made_by": f"rule:{c.rule}",
            }
            for c in find_candidates(parsed)
        ]
        out[key] = {"statements": [*ruled, *own]}
    return out


def _span(span: tuple[int, int] | None) -> Item | None:
    return None if span is None else {"start": span[0], "end": span[1]}


def as_table(counts: dict[str, tuple[int, int]], measured_on: str) -> str:
    """The table of the lexicon: rule, precision, number of statements."""
    rare = [(n, right) for n, right in counts.values() if n < FEW]
    shared = sum(r for _, r in rare) / (sum(n for n, _ in rare) or 1)
    lines = [
        f"# Share of a rule's statements with the right content and source; measured on {measured_on}.",
        "rule\tprecision\tn",
    ]
    for rule, (n, right) in sorted(counts.items()):
        lines.append(f"{rule}\t{right / n if n >= FEW else shared:.3f}\t{n}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
