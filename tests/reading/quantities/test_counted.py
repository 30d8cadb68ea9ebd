"""The noun that a number counts, over given parses."""

from __future__ import annotations

import pytest

from reportedly.reading.quantities.counted import counted, phrase_of, unit_of
from tests.reading.docs import doc

MODIFIER = """
They      PRP  nsubj   2
sent      VBD  ROOT    0  lemma=send
600       CD   nummod  5
young     JJ   amod    5
sailors   NNS  dobj    2  lemma=sailor
"""
PART = """
600       CD   nsubj   5
of        IN   prep    1
the       DT   det     4
sailors   NNS  pobj    2  lemma=sailor
fled      VBD  ROOT    0  lemma=flee
"""
GROUP = """
They      PRP  nsubj   2
lost      VBD  ROOT    0  lemma=lose
a         DT   det     4
battalion NN   dobj    2
of        IN   prep    4
500       CD   pobj    5
.         .    punct   2
"""
PREDICATE = """
The       DT   det     2
number    NN   nsubj   5
of        IN   prep    2
sailors   NNS  pobj    3  lemma=sailor
exceeds   VBZ  ROOT    0  lemma=exceed
3,000     CD   dobj    5
.         .    punct   5
"""
LEVEL = """
They      PRP  nsubj   2
put       VBD  ROOT    0
the       DT   det     4
dead      NN   dobj    2
at        IN   prep    2
70        CD   pobj    5
.         .    punct   2
"""
DASH = """
There     EX   expl    2
were      VBD  ROOT    0
raids     NNS  attr    2  lemma=raid
--        :    punct   3
8         CD   appos   3
in        IN   prep    5
May       NNP  pobj    6
"""
TAKEN_FOR_A_VERB = """
350       CD   nsubj   3
Syrians   NNPS nsubj   3  lemma=Syrians  ent=NORP
work      VBP  ROOT    0
"""


@pytest.mark.parametrize(
    ("rows", "number", "noun", "unit"),
    [
        (MODIFIER, "600", "sailors", "people"),
        (PART, "600", "sailors", "people"),
        (GROUP, "500", "battalion", "battalion"),
        (PREDICATE, "3,000", "sailors", "people"),
        (LEVEL, "70", "dead", "people"),
        (DASH, "8", "raids", "raid"),
        (TAKEN_FOR_A_VERB, "350", "Syrians", "people"),
    ],
)
def test_the_noun_and_its_unit(rows: str, number: str, noun: str, unit: str) -> None:
    parse = doc(rows)
    token = next(t for t in parse if t.text == number)
    before = parse[token.i - 1] if token.i else None
    after = parse[token.i + 1] if token.i + 1 < len(parse) else None
    found = counted(token, before, after)
    assert found.noun is not None
    assert (found.noun.text, unit_of(found.noun), found.group) == (noun, unit, rows is GROUP)


def test_a_number_after_a_name_is_a_label() -> None:
    parse = doc("""
        Boeing  NNP  nmod    2
        737     CD   nsubj   3
        landed  VBD  ROOT    0  lemma=land
    """)
    found = counted(parse[1], parse[0], parse[2])
    assert (found.noun, found.label) == (None, True)


def test_the_phrase_has_what_narrows_the_noun_down_and_the_effect() -> None:
    parse = doc("""
        600     CD   nummod  4
        other   JJ   amod    4
        young   JJ   amod    4
        sailors NNS  dobj    0  lemma=sailor
    """)
    assert phrase_of(parse[3], 1, None) == "young sailors"
    assert phrase_of(parse[3], 1, "killed") == "young sailors killed"
