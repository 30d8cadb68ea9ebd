"""Questions to given parses."""

from __future__ import annotations

import pytest

from reportedly.reading.text.syntax import has_patient_subject
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


PERFECT = """
She       PRP  nsubjpass 3
had       VBD  aux       3
told      VBN  ROOT      0  lemma=tell
them      PRP  dobj      3
.         .    punct     3
"""
PASSIVES = """
Towns     NNS  nsubjpass 5  lemma=town
held      VBN  acl       1  lemma=hold
since     IN   prep      2
were      VBD  auxpass   5
seized    VBN  ROOT      0  lemma=seize
and       CC   cc        5
burned    VBN  conj      5  lemma=burn
.         .    punct     5
"""


def test_a_passive_is_marked_by_an_auxiliary_and_not_by_a_subject_with_have() -> None:
    g = parsed(PASSIVES).syntax
    assert [w for i, w in enumerate(g.words) if g.passive(i)] == ["seized"]
    assert not parsed(PERFECT).syntax.passive(2)


def test_participles_of_a_noun_or_beside_a_passive_have_a_subject_to_which_they_happen() -> None:
    assert [t.text for t in parsed(PASSIVES).doc if has_patient_subject(t)] == ["held", "seized", "burned"]
    assert [t.text for t in parsed(PERFECT).doc if has_patient_subject(t)] == []


def test_tokens_within_a_place_are_those_that_share_characters_with_it() -> None:
    syntax = parsed(TWO_VERBS).syntax
    for start in range(len(syntax.text)):
        for end in range(start + 1, len(syntax.text) + 1):
            shared = [i for i in range(syntax.n) if syntax.char[i] < end and start < syntax.end[i]]
            assert list(syntax.tokens_within(start, end)) == shared
