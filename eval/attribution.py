"""Attribution: statements against stand-off annotations (PolNeAR)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from eval.overlap import Figures, Item, dice, f1, pair_up, word_bounds, words_under

ROLES = ("content", "source", "cue")


def score(gold: Mapping[str, Item], predicted: Mapping[str, Item]) -> Figures:
    """F1 of tokens by role; of statements found by content ("said"), with their source, and exactly."""
    n: Counter[tuple[str, str]] = Counter()
    for key, report in gold.items():
        bounds = word_bounds(report["text"])
        want = _statements(report, bounds)
        have = _statements(predicted.get(key, {}), bounds)
        for role in ROLES:
            a: frozenset[int] = frozenset().union(*(s[role] for s in have))
            b: frozenset[int] = frozenset().union(*(s[role] for s in want))
            n[role, "hit"] += len(a & b)
            n[role, "have"] += len(a)
            n[role, "want"] += len(b)
        pairs = pair_up([s["content"] for s in want], [s["content"] for s in have])
        for i, j in pairs.items():
            n["said", "hit"] += 1
            n["who said what", "hit"] += dice(want[i]["source"], have[j]["source"]) >= 0.5
            n["exact", "hit"] += all(want[i][role] == have[j][role] for role in ("source", "content"))
        for figure in ("said", "who said what", "exact"):
            n[figure, "have"] += len(have)
            n[figure, "want"] += len(want)
    names = (*ROLES, "said", "who said what", "exact")
    return {f"{name} F": f1(n[name, "hit"], n[name, "have"], n[name, "want"]) for name in names}


def right_in(want: Sequence[Mapping[str, frozenset[int]]], have: Sequence[Mapping[str, frozenset[int]]]) -> set[int]:
    """Numbers of the statements in `have` that have content and source of one in `want`."""
    pairs = pair_up([s["content"] for s in want], [s["content"] for s in have])
    return {j for i, j in pairs.items() if dice(want[i]["source"], have[j]["source"]) >= 0.5}


def precision_by_rule(gold: Mapping[str, Item], predicted: Mapping[str, Item]) -> dict[str, tuple[int, int]]:
    """For every `made_by`: how many statements, and how many of them right in content and source.

    A statement in the outlet's own voice is right if most of its words are in no content of the gold.
    """
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for key, report in gold.items():
        bounds = word_bounds(report["text"])
        want = _statements(report, bounds)
        made = [s for s in predicted.get(key, {}).get("statements", ()) if s.get("source") or s.get("cue")]
        have = _statements({"statements": made}, bounds)
        seen.update(s["made_by"] for s in made)
        right.update(made[j]["made_by"] for j in right_in(want, have))
        given: frozenset[int] = frozenset().union(*(s["content"] for s in want))
        for s in predicted.get(key, {}).get("statements", ()):
            if not (s.get("source") or s.get("cue")):
                words = words_under(s["content"], bounds)
                seen[s["made_by"]] += 1
                right[s["made_by"]] += 2 * len(words & given) < len(words)
    return {rule: (count, right[rule]) for rule, count in seen.most_common()}


def _statements(report: Item, bounds: list[tuple[int, int]]) -> list[dict[str, frozenset[int]]]:
    """The words of each role, for all statements except the outlet's own."""
    return [
        {role: words_under(s.get(role), bounds) for role in ROLES}
        for s in report.get("statements", ())
        if s.get("source") or s.get("cue")
    ]
