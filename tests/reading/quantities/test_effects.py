"""What happened to those counted, over given parses."""

from __future__ import annotations

import pytest

from reportedly.reading.quantities.effects import effect_of
from tests.reading.docs import doc

PASSIVE = """
Ten       CD   nummod     2
miners    NNS  nsubjpass  4  lemma=miner
were      VBD  auxpass    4
killed    VBN  ROOT       0  lemma=kill
.         .    punct      4
"""
OBJECT = """
Rebels    NNS  nsubj   2  lemma=rebel
captured  VBD  ROOT    0  lemma=capture
three     CD   nummod  4
miners    NNS  dobj    2  lemma=miner
"""
SUBJECT = """
Ten       CD   nummod  2
miners    NNS  nsubj   3  lemma=miner
captured  VBD  ROOT    0  lemma=capture
a         DT   det     5
village   NN   dobj    3
"""
DIED = """
Ten       CD   nummod  2
miners    NNS  nsubj   3  lemma=miner
died      VBD  ROOT    0  lemma=die
"""
TO_COME = """
Ten       CD   nummod     2
miners    NNS  nsubjpass  5  lemma=miner
will      MD   aux        5
be        VB   auxpass    5
released  VBN  ROOT       0  lemma=release
"""
NEGATED_FUTURE = """
Ten       CD   nummod     2
miners    NNS  nsubjpass  6  lemma=miner
wo        MD   aux        6
n't       RB   neg        6
be        VB   auxpass    6
released  VBN  ROOT       0  lemma=release
"""
TWO_VERBS = """
Ten       CD   nummod     2
miners    NNS  nsubjpass  4  lemma=miner
were      VBD  auxpass    4
killed    VBN  ROOT       0  lemma=kill
or        CC   cc         4
wounded   VBN  conj       4  lemma=wound
"""
NOUN_OF_ACTION = """
The       DT   det     2
arrest    NN   nsubj   6
of        IN   prep    2
twelve    CD   nummod  5
miners    NNS  pobj    3  lemma=miner
shook     VBD  ROOT    0  lemma=shake
them      PRP  dobj    6
"""
LIST = """
They      PRP  nsubj   2
captured  VBD  ROOT    0  lemma=capture
six       CD   nummod  4
guards    NNS  dobj    2  lemma=guard
and       CC   cc      4
two       CD   nummod  7
miners    NNS  conj    4  lemma=miner
"""
CLAUSE_OF_ITS_OWN = """
They      PRP  nsubj   2
saw       VBD  ROOT    0  lemma=see
six       CD   nummod  4
guards    NNS  dobj    2  lemma=guard
killed    VBN  acl     4  lemma=kill
and       CC   cc      4
two       CD   nummod  8
miners    NNS  conj    4  lemma=miner
"""
RELATIVE_CLAUSE = """
They      PRP  nsubj   2
saw       VBD  ROOT    0  lemma=see
six       CD   nummod  4
miners    NNS  dobj    2  lemma=miner
killed    VBN  acl     4  lemma=kill
"""


@pytest.mark.parametrize(
    ("rows", "effect"),
    [
        (PASSIVE, "killed"),
        (OBJECT, "captured"),
        (SUBJECT, None),
        (DIED, "dead"),
        (TO_COME, "to be released"),
        (NEGATED_FUTURE, "to be released"),
        (TWO_VERBS, "killed or wounded"),
        (NOUN_OF_ACTION, "arrested"),
        (LIST, "captured"),
        (CLAUSE_OF_ITS_OWN, None),
        (RELATIVE_CLAUSE, "killed"),
    ],
)
def test_what_happened_to_the_miners(rows: str, effect: str | None) -> None:
    assert effect_of(next(t for t in doc(rows) if t.text == "miners")) == effect
