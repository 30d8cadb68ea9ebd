"""Suggested topics of a ledger with the reports of many stories: whether each topic is one story, and each story one.

A claim is of the story whose report founded it. B-cubed (Bagga and Baldwin 1998) asks for each claim which share of the
claims with it in its topic are of its story (precision), and which share of its story's claims are in its topic
(recall); a claim without a topic is alone in one. Purity is the share of the claims with a topic that are of the main
story of the topic.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.overlap import Figures, Item
from reportedly import Report
from reportedly.ledger import Ledger

STORIES = 12
"""Topics of ECB+ that are put into one ledger, two stories each."""
REPORTS = 5
"""Reports of a story."""


def chosen(gold: Mapping[str, Item]) -> dict[str, Item]:
    """The first reports of each story of every third topic."""
    topics = sorted({int(item["topic"]) for item in gold.values()})[::3][:STORIES]
    taken: Counter[str] = Counter()
    found = {}
    for key, item in gold.items():
        if int(item["topic"]) in topics and taken[item["story"]] < REPORTS:
            taken[item["story"]] += 1
            found[key] = item
    return found


def ask(gold: Mapping[str, Item]) -> dict[str, Item]:
    """For each chosen report the claims that it founds, each with the number of its topic (None if it has none)."""
    with tempfile.TemporaryDirectory() as folder, Ledger(str(Path(folder) / "stories.db")) as ledger:
        for _ in ledger.add(Report(id=key, text=str(item["text"])) for key, item in chosen(gold).items()):
            pass
        return suggested(ledger)


def suggested(ledger: Ledger) -> dict[str, Item]:
    """The same of a ledger that is there."""
    topic = {claim: s.number for s in ledger.topics.suggested() for claim in s.claims}
    found: dict[str, dict[str, int | None]] = {}
    for claim in ledger.claims():
        found.setdefault(claim.statements[0].report, {})[claim.id] = topic.get(claim.id)
    return {report: {"claims": claims} for report, claims in found.items()}


def score(gold: Mapping[str, Item], predicted: Mapping[str, Item]) -> Figures:
    """The figures over all claims."""
    rows = [
        (str(gold[report]["story"]), f"topic {number}" if number is not None else claim)
        for report, item in predicted.items()
        for claim, number in item["claims"].items()
    ]
    return figures(rows)


def figures(rows: Sequence[tuple[str, str]]) -> Figures:
    """The figures of claims, each with its story and its topic."""
    both, stories, topics = Counter(rows), Counter(s for s, _ in rows), Counter(t for _, t in rows)
    precision = sum(n * n / topics[topic] for (_, topic), n in both.items()) / (len(rows) or 1)
    recall = sum(n * n / stories[story] for (story, _), n in both.items()) / (len(rows) or 1)
    shared = [topic for topic in topics if topic.startswith("topic ")]
    main = sum(max(n for (_, t), n in both.items() if t == topic) for topic in shared)
    within = sum(topics[topic] for topic in shared)
    return {
        "B-cubed P": 100 * precision,
        "B-cubed R": 100 * recall,
        "B-cubed F": 200 * precision * recall / (precision + recall or 1),
        "purity": 100 * main / (within or 1),
        "claims with a topic": 100 * within / (len(rows) or 1),
    }
