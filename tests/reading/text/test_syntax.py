"""Questions to given parses."""

from __future__ import annotations

import pytest

from tests.reading.docs import parsed

TWO_VERBS = """
The       DT   det    2
firm      NN   nsubj  3
said      VBD  ROOT   0
the       DT   det    5
dam       NN   nsubj  6
held      VBD  ccomp  3  lemma=hold
and       CC   cc     6
warned    VBD  conj   6  lemma=warn
of        IN   prep   8
rain      NN   pobj   9
.         .    punct  3
"""
NEGATED = """
It        PRP  nsubj  4
did       VBD  aux    4  lemma=do
not       RB   neg    4
confirm   VB   ROOT   0
talks     NNS  dobj   4  lemma=talk
.         .    punct  4
"""
POINTED = """
She       PRP  nsubj  2
pointed   VBD  ROOT   0  lemma=point
out       RP   prt    2
risks     NNS  dobj   2  lemma=risk
.         .    punct  2
"""


def test_a_second_verb_of_saying_stays_with_a_subject_of_its_own_clause() -> None:
    g = parsed(TWO_VERBS).syntax
    assert g.words[g.head[g.low.index("warned")]] == "held"


def test_a_second_verb_of_saying_goes_back_to_the_speaker_where_a_pronoun_may_mean_him() -> None:
    g = parsed(TWO_VERBS.replace("dam       NN ", "it        PRP")).syntax
    assert g.words[g.head[g.low.index("warned")]] == "said"
    assert g.words[g.head[g.low.index("and")]] == "said"


def test_a_particle_belongs_to_its_verb() -> None:
    g = parsed(POINTED).syntax
    assert g.lemma_with_particle(1) == "point out"
    assert g.lemma_with_particle(0) == "she"


@pytest.mark.parametrize(("word", "negated"), [("confirm", True), ("talks", False)])
def test_negation_belongs_to_what_it_depends_on(word: str, negated: bool) -> None:
    g = parsed(NEGATED).syntax
    assert g.is_negated(g.low.index(word)) is negated


def test_auxiliaries() -> None:
    g = parsed(NEGATED).syntax
    assert g.auxiliaries(3) == {"did"}
