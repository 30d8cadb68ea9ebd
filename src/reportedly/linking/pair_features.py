"""What two statements share, as numbers: the input of the boosted trees that say whether they are of one claim."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reportedly import encoder
from reportedly.lexicon.word_sets import word_set
from reportedly.model import Act

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportedly.linking.adjudicator import Pair, Side

COMMON = 1_996
"""The first word of the vocabulary, "the": words are in the order of how frequent they are."""
OF_SIGNS = 3.0
"""The weight of pieces before that, single letters and digits."""
REMEMBERED = 2048
"""Statements of which is remembered what is compared: those of a story are compared again and again."""
LONGEST_GAP = 60
"""Days between two statements; more count as that many."""
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
_NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][\w'’-]+")
_WORD = re.compile(r"n[’']t\b|(?:(?!n[’']t\b)[a-z])+")
_NO_FACTS = frozenset({Act.EVALUATE, Act.DEMAND, Act.PREDICT, Act.PROMISE, Act.DECLINE})


class Described(NamedTuple):
    """What is compared of one statement."""

    wording: Mapping[int, float]
    """Weights of the word pieces of its wording: the rarer, the heavier."""
    around: Mapping[int, float]
    """The same of its wording and its sentence."""
    numbers: frozenset[str]
    names: frozenset[str]
    negative: bool


def described(side: Side) -> Described:
    """What is compared of a statement."""
    return _described(side.wording, side.sentence)


@lru_cache(maxsize=REMEMBERED)
def _described(wording: str, sentence: str) -> Described:
    own = _weights(wording)
    names = _NAME.findall(wording) + _NAME.findall(sentence)
    return Described(
        wording=own,
        around={**_weights(sentence), **own},
        numbers=frozenset(_NUMBER.findall(wording)),
        names=frozenset(names),
        negative=not word_set("negation").isdisjoint(_WORD.findall(wording.lower())),
    )


def features(pair: Pair, one: Described, other: Described) -> list[float]:
    """The numbers of a pair, in the order of `NAMES`."""
    mine, theirs = pair.one, pair.other
    shared, union = one.wording.keys() & other.wording.keys(), {**one.wording, **other.wording}
    weight = sum(one.wording[p] for p in shared)
    near, far = one.around.keys() & other.around.keys(), {**one.around, **other.around}
    near_weight = sum(one.around[p] for p in near)
    numbers, names = one.numbers & other.numbers, one.names & other.names
    known = mine.actor is not None and theirs.actor is not None
    return [
        pair.similarity,
        pair.match,
        float(mine.report == theirs.report),
        len(shared) / (len(union) or 1),
        weight / (sum(union.values()) or 1),
        weight / (sum(one.wording.values()) or 1),
        weight / (sum(other.wording.values()) or 1),
        weight,
        max((one.wording[p] for p in shared), default=0.0),
        near_weight / (sum(far.values()) or 1),
        near_weight,
        float(len(numbers)),
        float(bool(one.numbers) and bool(other.numbers) and not numbers),
        float(bool(one.numbers) != bool(other.numbers)),
        float(len(names)),
        len(names) / (len(one.names | other.names) or 1),
        float(known and mine.actor == theirs.actor),
        float(not known),
        float(one.negative != other.negative),
        float(len(one.wording)),
        float(len(other.wording)),
        float(abs(len(one.wording) - len(other.wording))),
        float(mine.act is theirs.act),
        float((mine.act is Act.DENY) != (theirs.act is Act.DENY)),
        float(mine.act in _NO_FACTS) + float(theirs.act in _NO_FACTS),
        float(min(LONGEST_GAP, abs((mine.day - theirs.day).days))),
    ]


NAMES: Sequence[str] = (
    "similarity",
    "match",
    "same report",
    "shared pieces",
    "shared weight",
    "shared weight of one",
    "shared weight of other",
    "weight of what is shared",
    "rarest shared piece",
    "shared weight around",
    "weight of what is shared around",
    "numbers shared",
    "other numbers",
    "numbers in one only",
    "names shared",
    "share of names",
    "same actor",
    "actor unknown",
    "only one is negative",
    "length of one",
    "length of other",
    "difference of lengths",
    "same act",
    "only one denies",
    "acts that state no fact",
    "days between",
)


def _weights(text: str) -> dict[int, float]:
    """The weight of each word piece of a text; the commonest words have none."""
    found = {}
    for piece in encoder.pieces(text).ids:
        weight = math.log(piece - COMMON + 1) if piece >= COMMON else OF_SIGNS
        if weight > OF_SIGNS / 2:
            found[piece] = weight
    return found
