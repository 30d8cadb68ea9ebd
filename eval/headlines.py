"""Stance of a report toward a headline (FNC-1): that of its statement most similar to the headline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np

from eval.overlap import Figures, Item, f1
from reportedly import Report, encoder, read
from reportedly.linking.stance import stance_on_matter
from reportedly.model import Stance, Statement
from reportedly.reading.text.windows import one_line


def ask(gold: Mapping[str, Item]) -> dict[str, Item]:
    """Affirmed in the outlet's own voice is "agree"; affirmed by another source is "discuss"."""
    return {key: {"stance": _stance(item["headline"], item["text"], key)} for key, item in gold.items()}


def score(gold: Mapping[str, Item], predicted: Mapping[str, Item]) -> Figures:
    """Share right, and F1 by stance with their mean."""
    want = {key: item["stance"] for key, item in gold.items()}
    have = {key: predicted[key]["stance"] for key in gold}
    figures = {"accuracy": 100 * sum(want[k] == have[k] for k in gold) / (len(gold) or 1)}
    in_gold, predicted_as = Counter(want.values()), Counter(have.values())
    by_stance = {
        f"{s} F": f1(sum(want[k] == have[k] == s for k in gold), predicted_as[s], in_gold[s])
        for s in ("agree", "disagree", "discuss")
    }
    return {**figures, **by_stance, "macro F": sum(by_stance.values()) / 3}


def _stance(headline: str, text: str, key: str) -> str:
    statements = read(Report(id=key, text=text)).statements
    if not statements:
        return "discuss"
    about, *others = encoder.embed([headline, *(one_line(s.content) for s in statements)])
    return _of(statements[int(np.argmax(np.array(others) @ about))])


def _of(statement: Statement) -> str:
    own = stance_on_matter(statement)
    if own is Stance.DENY:
        return "disagree"
    attributed = statement.source is not None or statement.cue is not None
    return "discuss" if attributed or own is Stance.UNCERTAIN else "agree"
