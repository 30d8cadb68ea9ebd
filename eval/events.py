"""Event types between a given source and target (PLOVER)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from eval.overlap import Figures, Item

_QUADS = (
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    {"YIELD", "COOPERATE", "AID", "RETREAT"},
    {"ACCUSE", "REJECT", "REQUEST", "THREATEN"},
    {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
)


def score(gold: Mapping[str, Item], predicted: Mapping[str, Item]) -> Figures:
    """Macro-F1 and accuracy of types, accuracy of quad classes, and the share of pairs for which an event is found."""
    right = paired = quads = 0
    hit: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for key, sentence in gold.items():
        events = list(predicted.get(key, {}).get("events", ()))
        acting = [e for e in events if _names(e["actors"], sentence, "source")]
        joined = [e for e in acting if _names(e["recipients"], sentence, "target")]
        paired += bool(joined)
        chosen = joined or acting or events
        said, true = (chosen[0]["type"] if chosen else None), sentence["type"]
        quads += said is not None and quad(said) == quad(true)
        right += said == true
        if said == true:
            hit[true] += 1
        else:
            wrong[str(said)] += 1
            missed[true] += 1
    types = {s["type"] for s in gold.values()}
    each = [2 * hit[t] / (2 * hit[t] + wrong[t] + missed[t]) if hit[t] else 0.0 for t in types]
    count = len(gold) or 1
    return {
        "macro-F1": 100 * sum(each) / (len(each) or 1),
        "accuracy": 100 * right / count,
        "quad accuracy": 100 * quads / count,
        "pair found": 100 * paired / count,
    }


def quad(code: str) -> int | None:
    """Which of the four classes (verbal or material, cooperation or conflict) a type is in."""
    return next((i for i, codes in enumerate(_QUADS) if code in codes), None)


def _names(spans: Sequence[Any], sentence: Item, role: str) -> bool:
    start = sentence["text"].find(sentence[role])
    end = start + len(sentence[role])
    return start >= 0 and any(s["start"] < end and start < s["end"] for s in spans)
