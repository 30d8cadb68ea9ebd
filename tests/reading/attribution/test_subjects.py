"""The source of a verb of saying, over given parses."""

from __future__ import annotations

import pytest

from reportedly.reading.attribution.subjects import source_span, subject_of, with_antecedent, without_details
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
DESCRIBED = """
Ada       NNP  compound 2
Rehn      NNP  nsubj  16
,         ,    punct  2
head      NN   appos  2
of        IN   prep   4
research  NN   pobj   5
at        IN   prep   4
the       DT   det    9
institute NN   pobj   7
for       IN   prep   9
peace     NN   pobj   10
in        IN   prep   9
Oslo      NNP  pobj   12
,         ,    punct  2
just      RB   advmod 16
resigned  VBD  ROOT   0
.         .    punct  16
"""
SHORT = """
Ada       NNP  compound 2
Rehn      NNP  nsubj  7
,         ,    punct  2
a         DT   det    5
nurse     NN   appos  2
,         ,    punct  2
resigned  VBD  ROOT   0
.         .    punct  7
"""
LISTED = """
North     NNP  compound 2
Bank      NNP  nsubj  19
,         ,    punct  2
the       DT   det    5
bureau    NN   conj   2
of        IN   prep   5
trade     NN   pobj   6
in        IN   prep   7
the       DT   det    10
port      NN   pobj   8
and       CC   cc     5
the       DT   det    13
union     NN   conj   5
of        IN   prep   13
dockers   NNS  pobj   14
from      IN   prep   15
the       DT   det    18
east      NN   pobj   16
resigned  VBD  ROOT   0
.         .    punct  19
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


@pytest.mark.parametrize(
    ("rows", "source", "kept"),
    [
        (DESCRIBED, "Ada Rehn, head of research at the institute for peace in Oslo", "Ada Rehn, head of research"),
        (SHORT, "Ada Rehn, a nurse", "Ada Rehn, a nurse"),
        (RELATIVE, "The harbour authority, which denied it", "The harbour authority, which"),
        (LISTED, "North Bank, the bureau of trade in the port and the union of dockers from the east", None),
    ],
)
def test_a_long_description_is_cut_behind_its_first_phrases(rows: str, source: str, kept: str | None) -> None:
    g = parsed(rows).syntax
    start = g.text.index(source)
    assert g.text[slice(*without_details(g, (start, start + len(source))))] == (kept or source)
