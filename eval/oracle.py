"""An adjudicator that answers from a marked story, to see what the rest of linking is worth.

    python -m eval oracle STORY...            figures of ledgers that are linked with the oracle
    python -m eval oracle --local STORY...    the same with the local adjudicator

What is missing with the oracle is lost in reading, in who speaks for whom, in status or in linking, not in judging
pairs. A statement of the ledger is the marked one that shares most words of its content; one without is related to
nothing.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from eval import record_figures
from eval.marked_story import MarkedStory
from eval.overlap import Figures, Item
from eval.record_figures import Counts
from reportedly.export.record import record_json
from reportedly.ledger import Ledger
from reportedly.linking.adjudicator import Finding, Pair, Relation
from reportedly.listing import Filter
from reportedly.model import Reading


class Oracle:
    """Knows how the marked statements of a story relate."""

    name = "oracle"

    def __init__(self, story: MarkedStory) -> None:
        self._story = story
        self._marked: dict[str, Item] = {}
        """By the id of a statement in the ledger, the marked one."""

    def match(self, reading: Reading) -> None:
        """Learn which statements of a report are marked; needed before its pairs are judged."""
        found = [
            {"id": s.id, "content": [{"start": a.start, "end": a.end} for a in s.content]} for s in reading.statements
        ]
        matched = self._story.matched(reading.report.id, found)
        self._marked |= {s["id"]: self._story.statements[marked] for marked, s in matched.items()}

    def judge(self, pairs: Sequence[Pair]) -> Sequence[Finding]:
        """The marked relation of each pair, with chance 1."""
        return [self._finding(self.relation_of(pair)) for pair in pairs]

    def _finding(self, relation: Relation) -> Finding:
        chances = {r: float(r is relation) for r in Relation}
        return Finding(chances=chances, words=None, by=self.name)

    def is_judged(self, pair: Pair) -> bool:
        """True if both are marked and one of them bears on a listed claim; of other pairs the marks say nothing."""
        one, other = self._both(pair)
        return one is not None and other is not None and bool(one.get("claim") or other.get("claim"))

    def relation_of(self, pair: Pair) -> Relation:
        """How the two relate by the marks."""
        one, other = self._both(pair)
        if one is None or other is None or not one.get("claim") or not other.get("claim"):
            return Relation.OTHER
        return relation(one, other, self._story.relations)

    def mark_of(self, statement: str) -> Item | None:
        """The marked statement that a statement found is; None if it is none."""
        return self._marked.get(statement)

    def _both(self, pair: Pair) -> tuple[Item | None, Item | None]:
        """The marked statements that the two are."""
        return self.mark_of(pair.one.statement), self.mark_of(pair.other.statement)


def relation(one: Item, other: Item, relations: frozenset[tuple[str, str, str]]) -> Relation:
    """How two statements that bear on listed claims relate.

    Who denies the broader claim denies the narrower one, so that between denials entailment goes the other way; who
    affirms a claim denies those that it excludes. A statement that leaves a claim open says the same as all others on
    it, and entails nothing.
    """
    mine, theirs = one["claim"], other["claim"]
    if mine == theirs:
        return Relation.CONTRADICTS if {one["stance"], other["stance"]} == {"affirm", "deny"} else Relation.SAME
    for kind, known in _KINDS.items():
        if (mine, kind, theirs) in relations:
            return known.get((one["stance"], other["stance"]), Relation.OTHER)
        if (theirs, kind, mine) in relations:
            return _TURNED[known.get((other["stance"], one["stance"]), Relation.OTHER)]
    return Relation.OTHER


_KINDS = {
    ">": {
        ("affirm", "affirm"): Relation.ENTAILS,
        ("affirm", "deny"): Relation.EXCLUDES,
        ("deny", "deny"): Relation.ENTAILED_BY,
    },
    "x": {
        ("affirm", "affirm"): Relation.EXCLUDES,
        ("affirm", "deny"): Relation.ENTAILS,
        ("deny", "affirm"): Relation.ENTAILED_BY,
    },
}
"""By the relation of two claims, how a statement on the first relates to one on the second, from their stances."""
_TURNED = {r: r for r in Relation} | {
    Relation.ENTAILS: Relation.ENTAILED_BY,
    Relation.ENTAILED_BY: Relation.ENTAILS,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures of each story, and those of all together if there are several."""
    options = argparse.ArgumentParser(prog="python -m eval oracle", description="Link marked stories with the oracle.")
    options.add_argument("stories", nargs="+", type=Path, metavar="STORY", help="folder with reports.jsonl, gold.json")
    options.add_argument("--local", action="store_true", help="link with the local adjudicator instead")
    given = options.parse_args(argv)
    measured = [measure(MarkedStory.load(folder), local=given.local) for folder in given.stories]
    for folder, counts in zip(given.stories, measured, strict=True):
        _print(folder.name, record_figures.figures(counts))
    if len(measured) > 1:
        _print(f"{len(measured)} stories together", record_figures.figures_together(measured))
    return 0


def measure(story: MarkedStory, *, local: bool) -> Counts:
    """The figures of a fresh ledger of a story."""
    oracle = Oracle(story)
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger(str(Path(folder, "story.db")), adjudicator=None if local else oracle) as ledger,
    ):
        # Reports are linked after the last one is read.
        for reading in ledger.add(story.to_read()):
            oracle.match(reading)
        by_day = {day: _claims(ledger, date.fromisoformat(day)) for day in story.dates}
        return record_figures.count(story, _claims(ledger, None), by_day)


def _claims(ledger: Ledger, as_of: date | None) -> list[Item]:
    return [record_json(claim) for claim in ledger.claims(Filter(as_of=as_of))]


def _print(title: str, figures: Figures) -> None:
    print(title)
    for name, value in figures.items():
        print(f"    {name:28s} {value:7.1f}")
