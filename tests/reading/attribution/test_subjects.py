"""The source of a verb of saying, over given parses."""

from __future__ import annotations

import pytest

from reportedly.reading.attribution.subjects import source_span, subject_of, with_antecedent
from tests.reading.docs import parsed

COMPLEMENT = """
The       DT   det    2
mayor     NN   nsubj  3
refused   VBD  ROOT   0  lemma=refuse
to        TO   aux    5
say       VB   xcomp  3
more      JJR  dobj   5
.         .    punct  3
"""
ASKED = """
She       PRP  nsubj  2
asked     VBD  ROOT   0  lemma=ask
Lund      NNP  dobj   2
to        TO   aux    5
deny      VB   xcomp  2
it        PRP  dobj   5
.         .    punct  2
"""
ISSUED = """
The       DT   det    2
bank      NN   nsubj  3
issued    VBD  ROOT   0  lemma=issue
a         DT   det    5
statement NN   dobj   3
saying    VBG  acl    5  lemma=say
it        PRP  nsubj  8
failed    VBD  ccomp  6  lemma=fail
.         .    punct  3
"""
MAN = """
A         DT   det    2
man       NN   nsubj  4
saying    VBG  acl    2  lemma=say
left      VBD  ROOT   0  lemma=leave
.         .    punct  4
"""
PASSIVE = """
It        PRP  nsubjpass 3
was       VBD  auxpass   3
denied    VBN  ROOT      0  lemma=deny
by        IN   agent     3
the       DT   det       6
bank      NN   pobj      4
.         .    punct     3
"""


@pytest.mark.parametrize(
    ("rows", "verb", "source"),
    [
        (COMPLEMENT, "say", "The mayor"),
        (ASKED, "deny", "Lund"),
        (ISSUED, "saying", "The bank"),
        (MAN, "saying", "A man"),
        (PASSIVE, "denied", "the bank"),
    ],
)
def test_whose_saying_it_is(rows: str, verb: str, source: str) -> None:
    g = parsed(rows).syntax
    v = g.words.index(verb)
    head = subject_of(g, v)
    assert head is not None
    span = source_span(g, head, v)
    assert span is not None
    assert g.text[slice(*span)] == source


def test_a_passive_without_an_agent_has_no_source() -> None:
    g = parsed(PASSIVE.replace("by        IN   agent     3", "near      IN   prep      3")).syntax
    assert subject_of(g, 2) is None


RELATIVE = """
The       DT   det    3
harbour   NN   compound 3
authority NN   nsubj  8
,         ,    punct  3
which     WDT  nsubj  6
denied    VBD  relcl  3   lemma=deny
it        PRP  dobj   6
closed    VBD  ROOT   0   lemma=close
.         .    punct  8
"""
FAR = """
The       DT   det    2
boats     NNS  nsubj  7
left      VBD  acl    2
,         ,    punct  2
which     WDT  nsubj  6
sank      VBD  relcl  2
burned    VBD  ROOT   0
.         .    punct  7
"""


def test_who_and_which_are_named_with_the_noun_before_them() -> None:
    g = parsed(RELATIVE).syntax
    start = g.text.index("which")
    assert g.text[slice(*with_antecedent(g, (start, start + 5)))] == "harbour authority, which"
    assert with_antecedent(g, (0, 3)) == (0, 3)


def test_a_word_between_parts_the_pronoun_from_its_noun() -> None:
    g = parsed(FAR).syntax
    start = g.text.index("which")
    assert with_antecedent(g, (start, start + 5)) == (start, start + 5)
