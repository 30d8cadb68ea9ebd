"""Agreement of two answers to one question (NAnCo), judged as two statements of different reports are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from eval.overlap import Figures, Item
from reportedly import encoder
from reportedly.linking import claims, pair_model
from reportedly.linking.adjudicator import Pair, Relation, Side
from reportedly.linking.embedding import combine
from reportedly.model import Act


def ask(gold: Mapping[str, Item]) -> dict[str, Item]:
    """For each question, whether the answers of each pair say the same."""
    adjudicator = pair_model.local()
    found: dict[str, Item] = {}
    for key, item in gold.items():
        sides = [_side(str(n), a["answer"], a["paragraph"]) for n, a in enumerate(item["answers"])]
        vectors = encoder.match_vectors([a["answer"] for a in item["answers"]])
        numbered = [(side, own, vectors[n]) for n, (side, own) in enumerate(sides)]
        pairs = [
            Pair(one=a, other=b, similarity=float(u @ v), match=float(p @ q))
            for (a, u, p), (b, v, q) in combinations(numbered, 2)
        ]
        found[key] = {"same": [f.chances[Relation.SAME] >= claims.LINK for f in adjudicator.judge(pairs)]}
    return found


def score(gold: Mapping[str, Item], predicted: Mapping[str, Item]) -> Figures:
    """Balanced accuracy over pairs, by question, and their mean."""
    figures: Figures = {}
    for key, item in gold.items():
        want = [a["group"] == b["group"] for a, b in combinations(item["answers"], 2)]
        have = predicted[key]["same"]
        shares = []
        for side in (True, False):
            right = [h == side for w, h in zip(want, have, strict=True) if w == side]
            shares.append(sum(right) / (len(right) or 1))
        figures[f"question {key}"] = 100 * sum(shares) / 2
    figures["balanced accuracy"] = sum(figures.values()) / (len(figures) or 1)
    return figures


def _side(key: str, answer: str, paragraph: str) -> tuple[Side, NDArray[np.float32]]:
    """An answer as a statement of a report of its own, with its embedding."""
    content, around = encoder.embed([answer, paragraph])
    side = Side(
        statement=key,
        report=key,
        actor=None,
        act=Act.ASSERT,
        wording=answer,
        content=answer,
        sentence=paragraph,
        title=None,
        outlet=None,
        day=date(2000, 1, 1),
    )
    return side, combine(content, around, around)
