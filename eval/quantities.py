"""Quantities: found, bounds, unit and what is counted, on annotations of the project.

`quantities-re3d.jsonl` was made by the project: one annotator, who read each report before any program
did and marked every number with its bounds, unit and what it counts. It covers the 71 reports of re3d (Dstl) from
CENTCOM and the US State Department (public domain) and the UK Government (Open Government Licence v3). It holds
report ids, offsets and values, no text; the reports themselves are read from the folder of gold standards.

Not marked: dates, durations, ages, ordinals, names ("Resolution 2254", "Task Force 50"), "both", "several", "a", and
"one" for one among others, unless it counts an effect ("one was killed"). "Nearly" and "about" leave the bounds;
"dozens" has none. `of` is the head noun in the base form, then its effect if the sentence gives one ("tank
destroyed"), and null if no noun is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import isclose

from eval.overlap import Figures, Item, f1, overlapping

_EFFECTS = {
    **dict.fromkeys(("killed", "dead", "murdered", "executed"), "killed"),
    **dict.fromkeys(("wounded", "injured"), "wounded"),
    **dict.fromkeys(("captured", "seized", "detained", "arrested"), "captured"),
    **dict.fromkeys(("deployed", "sent", "stationed"), "deployed"),
    **dict.fromkeys(("displaced", "destroyed", "damaged", "contributed"), ""),
}
"""Words for effects, with the one that stands for each; "" if the effect is not scored."""
_JOINTS = frozenset({"and", "or", "to", "be"})


def score(gold: Mapping[str, Item], predicted: Mapping[str, Item]) -> Figures:
    """F1 of quantities found, and the shares of the gold with the right bounds, unit and label."""
    hits: Counter[str] = Counter()
    have = want = 0
    for key, report in gold.items():
        left = list(predicted.get(key, {}).get("quantities", ()))
        have += len(left)
        want += len(report["quantities"])
        for quantity in report["quantities"]:
            near = [x for x in left if overlapping(x, quantity)]
            if not near:
                continue
            best = max(near, key=lambda x: min(x["end"], quantity["end"]) - max(x["start"], quantity["start"]))
            left.remove(best)
            hits["found"] += 1
            hits["bounds"] += all(same_bound(best[side], quantity[side]) for side in ("low", "high"))
            hits["unit"] += best["unit"] == quantity["unit"]
            hits["of what"] += same_label(quantity["of"], best["of"])
    shares = {f"{name} right": 100 * hits[name] / (want or 1) for name in ("bounds", "unit", "of what")}
    return {"found F": f1(hits["found"], have, want), **shares}


def same_bound(a: float | None, b: float | None) -> bool:
    """True if two bounds are the same number, or both are open."""
    return a is b if a is None or b is None else isclose(a, b, rel_tol=1e-6)


def same_label(gold: str | None, said: str | None) -> bool:
    """True if head nouns and effects are the same; an effect too many or too few is an error."""
    if gold is None or said is None:
        return gold is said
    noun, effects = _parts(gold)
    said_noun, said_effects = _parts(said)
    right = effects <= said_effects if effects else not said_effects
    return right and (not noun or said_noun in _forms(noun))


def _parts(label: str) -> tuple[str, frozenset[str]]:
    """The head noun (the last word that is not an effect), and the effects."""
    words = label.lower().split()
    effects = frozenset(_EFFECTS[w] or w for w in words if w in _EFFECTS)
    nouns = [w for w in words if w not in _EFFECTS and w not in _JOINTS]
    return (nouns[-1] if nouns else ""), effects


def _forms(noun: str) -> frozenset[str]:
    """A noun with its possible plurals."""
    irregular = {"person": "people", "airman": "airmen"}
    ending = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}es"
    return frozenset({noun, f"{noun}s", ending, irregular.get(noun, noun)})
