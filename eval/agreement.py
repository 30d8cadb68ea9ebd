"""Agreement of two answers to one question (NAnCo), decided as for two statements of one claim."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from eval.overlap import Figures, Item
from reportedly import encoder
from reportedly.lexicon.predicates import classes
from reportedly.linking import claims
from reportedly.linking.embedding import StatementEmbedding, combine


def ask(gold: Mapping[str, Item]) -> dict[str, Item]:
    """For each question, whether the answers of each pair say the same."""
    found: dict[str, Item] = {}
    for key, item in gold.items():
        embeddings = [_embedding(str(n), a["answer"], a["paragraph"]) for n, a in enumerate(item["answers"])]
        found[key] = {"same": [claims.fit(a, b) >= claims.SAME for a, b in combinations(embeddings, 2)]}
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


def _embedding(key: str, answer: str, paragraph: str) -> StatementEmbedding:
    content, around = encoder.embed([answer, paragraph])
    said = classes(answer) or classes(paragraph)
    return StatementEmbedding(statement=key, report=key, classes=said, vector=combine(content, around, around))
