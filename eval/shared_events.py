"""Pairs of reports that are about one event (ECB+)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from eval.overlap import Figures, Item, f1
from reportedly.ledger.linker.event_linker import leads
from reportedly.linking.events import events


def ask(gold: Mapping[str, Item]) -> dict[str, Item]:
    """The number of the event that each report joins, with all topics together."""
    found = events(leads({key: str(item["text"]) for key, item in gold.items()}))
    return {report: {"event": number} for number, event in enumerate(found) for report in event}


def score_of_half(half: int) -> Callable[[Mapping[str, Item], Mapping[str, Item]], Figures]:
    """A scorer of every second topic, from topic number `half` on; reports of other topics are distractors."""

    def score(gold: Mapping[str, Item], predicted: Mapping[str, Item]) -> Figures:
        topics = sorted({int(item["topic"]) for item in gold.values()})[half::2]
        mine = {key: item for key, item in gold.items() if int(item["topic"]) in topics}
        want = _pairs(item["story"] for item in mine.values())
        have = _pairs(predicted[key]["event"] for key in mine)
        both = _pairs((item["story"], predicted[key]["event"]) for key, item in mine.items())
        return {
            "pairs P": 100 * both / (have or 1),
            "pairs R": 100 * both / (want or 1),
            "pairs F": f1(both, have, want),
        }

    return score


def _pairs(groups: Any) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(groups).values())
