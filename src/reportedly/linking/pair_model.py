"""The local adjudicator: boosted trees over what two statements share (`training/README.md` has their card)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reportedly import encoder
from reportedly.linking.adjudicator import Finding, Relation
from reportedly.linking.pair_features import described, features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from reportedly.linking.adjudicator import Adjudicator, Pair


def local() -> Adjudicator:
    """The adjudicator that needs no service."""
    return PairModel()


class PairModel:
    """The trees that ship with the package.

    They say how likely two statements are of one claim, and if so, on opposite sides. Which of two is the narrower one,
    and what cannot both be so, they cannot tell: what shows that in words is too rare in what they were trained on.
    """

    name = "pair model 3"

    def judge(self, pairs: Sequence[Pair]) -> Sequence[Finding]:
        """What it finds of each pair, in their order."""
        if not pairs:
            return []
        return [_finding(float(same), float(contrary)) for same, contrary in encoder.pair_chances(pair_inputs(pairs))]


def pair_inputs(pairs: Sequence[Pair]) -> NDArray[np.float32]:
    """The input of the trees, a row for each pair."""
    sides = {side.statement: side for pair in pairs for side in (pair.one, pair.other)}
    known = {key: described(side) for key, side in sides.items()}
    rows = [features(pair, known[pair.one.statement], known[pair.other.statement]) for pair in pairs]
    return np.array(rows, dtype=np.float32)


def _finding(one_claim: float, contrary: float) -> Finding:
    """The finding from the chance of one claim, and the chance of opposite sides in it."""
    chances = dict.fromkeys(Relation, 0.0)
    chances[Relation.CONTRADICTS] = round(one_claim * contrary, 4)
    chances[Relation.SAME] = round(one_claim - chances[Relation.CONTRADICTS], 4)
    chances[Relation.OTHER] = round(1 - one_claim, 4)
    return Finding(chances=chances, words=None, by=PairModel.name)
