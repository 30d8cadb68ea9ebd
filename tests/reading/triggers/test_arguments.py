"""Who does it and to whom, over given parses."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from reportedly.reading.triggers.arguments import agents, extent, indirect, patients
from tests.reading.docs import doc

ACTIVE = """
The       DT   det    2
army      NN   nsubj  3
shelled   VBD  ROOT   0  lemma=shell
the       DT   det    5
port      NN   dobj   3
.         .    punct  3
"""
PASSIVE = """
The       DT   det       2
port      NN   nsubjpass 4
was       VBD  auxpass   4
shelled   VBN  ROOT      0  lemma=shell
by        IN   agent     4
the       DT   det       7
army      NN   pobj      5
.         .    punct     4
"""
JOINED = """
Rebels    NNS  nsubj  2  lemma=rebel
attacked  VBD  ROOT   0  lemma=attack
and       CC   cc     2
seized    VBD  conj   2  lemma=seize
the       DT   det    6
base      NN   dobj   4
.         .    punct  2
"""
RELATIVE = """
The       DT   det    2
man       NN   nsubj  6
who       WP   nsubj  4
shot      VBD  relcl  2  lemma=shoot
him       PRP  dobj   4
fled      VBD  ROOT   0  lemma=flee
.         .    punct  6
"""
PARTICIPLE = """
The       DT   det    2
town      NN   nsubj  6
held      VBN  acl    2  lemma=hold
by        IN   agent  3
rebels    NNS  pobj   4  lemma=rebel
burned    VBD  ROOT   0  lemma=burn
.         .    punct  6
"""
TWO = """
Chile     NNP  nsubj  4  ent=GPE
and       CC   cc     1
Peru      NNP  conj   1  ent=GPE
gave      VBD  ROOT   0  lemma=give
Kyiv      NNP  dative 4  ent=GPE
tanks     NNS  dobj   4  lemma=tank
.         .    punct  4
"""
PRONOUN = """
Chile     NNP  nsubj  2  ent=GPE
said      VBD  ROOT   0
it        PRP  nsubj  4
arrested  VBD  ccomp  2  lemma=arrest
two       CD   nummod 6
men       NNS  dobj   4  lemma=man
.         .    punct  2
"""


def texts(found: list[Token]) -> list[str]:
    return [t.text for t in found]


@pytest.mark.parametrize(
    ("rows", "verb", "who", "whom"),
    [
        (ACTIVE, "shelled", ["army"], ["port"]),
        (PASSIVE, "shelled", ["army"], ["port"]),
        (JOINED, "attacked", ["Rebels"], ["base"]),
        (JOINED, "seized", ["Rebels"], ["base"]),
        (RELATIVE, "shot", ["man"], ["him"]),
        (PARTICIPLE, "held", ["rebels"], ["town"]),
        (TWO, "gave", ["Chile", "Peru"], ["tanks"]),
        (PRONOUN, "arrested", ["Chile"], ["men"]),
    ],
)
def test_agents_and_patients(rows: str, verb: str, who: list[str], whom: list[str]) -> None:
    token = next(t for t in doc(rows) if t.text == verb)
    assert (texts(agents(token)), texts(patients(token))) == (who, whom)


def test_whom_something_is_given_to() -> None:
    token = next(t for t in doc(TWO) if t.text == "gave")
    assert texts(indirect(token)) == ["Kyiv"]


def test_nobody_does_it_where_the_text_does_not_say() -> None:
    rows = PASSIVE.replace("by        IN   agent     4", "near      IN   prep      4")
    token = next(t for t in doc(rows) if t.text == "shelled")
    assert agents(token) == []


def test_the_words_for_a_participant_leave_its_relative_clause_out() -> None:
    made = doc(RELATIVE)
    assert made[slice(*extent(made[1]))].text == "The man"
