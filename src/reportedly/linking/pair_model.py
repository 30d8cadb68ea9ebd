"""The local adjudicator."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.linking.adjudicator import Finding, Relation
from reportedly.model import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.linking.adjudicator import Adjudicator, Pair, Side

MIDDLE, SLOPE = 0.66, 8.0
"""The cosine at which two statements are as likely to be about one matter as not, and how fast that changes there: of
links of told stories (train) to the most alike statement of another report 95 % are right from 0.85 on, 70 % between
0.75 and 0.8, 50 % between 0.65 and 0.75."""
MIDDLE_IN_REPORT = 0.97
"""The same for statements of one report: what surrounds both makes them alike."""
WIDER = 0.1
"""Of the chance that two statements are about one matter, the part that one of them is narrower."""
_WORD = re.compile(r"n[’']t\b|(?:(?!n[’']t\b)[a-z])+")


def local() -> Adjudicator:
    """The adjudicator that needs no service."""
    return Likeness()


class Likeness:
    """Takes alike statements for the same, and for contrary ones if only one of them is negated or denies.

    It knows vectors and negation, no meaning: "confirmed" and "denied", "17 killed" and "25 killed" are alike.
    """

    name = "likeness"

    def judge(self, pairs: Sequence[Pair]) -> Sequence[Finding]:
        """What it finds of each pair, in their order."""
        return [Finding(chances=_chances(pair), words=None, by=self.name) for pair in pairs]


def _chances(pair: Pair) -> dict[Relation, float]:
    middle = MIDDLE_IN_REPORT if pair.one.report == pair.other.report else MIDDLE
    alike = 1 / (1 + math.exp(-SLOPE * (pair.similarity - middle)))
    contrary = _is_negative(pair.one) != _is_negative(pair.other)
    one_matter = alike * (1 - WIDER)
    return {
        Relation.SAME: 0.0 if contrary else one_matter,
        Relation.ENTAILS: alike * WIDER / 2,
        Relation.ENTAILED_BY: alike * WIDER / 2,
        Relation.CONTRADICTS: one_matter if contrary else 0.0,
        Relation.EXCLUDES: 0.0,
        Relation.OTHER: 1 - alike,
    }


def _is_negative(side: Side) -> bool:
    """True if a statement denies what its words say, or its words say that something is not so."""
    negated = not word_set("negation").isdisjoint(_WORD.findall(side.content.lower()))
    return (side.act is Act.DENY) != negated
