"""Verbs of saying over given parses: which content each frame lets in, and whose it is."""

from __future__ import annotations

import pytest

from reportedly.reading.attribution.verbal import find_verbal
from tests.reading.docs import parsed

THAT = """
The       DT   det    2
mayor     NN   nsubj  3
said      VBD  ROOT   0
that      IN   mark   7
the       DT   det    6
bridge    NN   nsubj  7
reopened  VBD  ccomp  3  lemma=reopen
.         .    punct  3
"""
PREPOSED = """
The       DT   det    2
bridge    NN   nsubj  3
reopened  VBD  ccomp  7  lemma=reopen
,         ,    punct  7
the       DT   det    6
mayor     NN   nsubj  7
said      VBD  ROOT   0
.         .    punct  7
"""
VALUE = """
Officials NNS  nsubj  2  lemma=official
put       VBD  ROOT   0
the       DT   det    4
toll      NN   dobj   2
at        IN   prep   2
40        CD   pobj   5
.         .    punct  2
"""
INFINITIVE = """
He        PRP  nsubj  2
promised  VBD  ROOT   0  lemma=promise
to        TO   aux    4
pay       VB   xcomp  2
.         .    punct  2
"""
URGED = """
The       DT   det    2
union     NN   nsubj  3
urged     VBD  ROOT   0  lemma=urge
members   NNS  dobj   3  lemma=member
to        TO   aux    6
strike    VB   xcomp  3
.         .    punct  3
"""
GERUND = """
The       DT   det    2
director  NN   nsubj  3
denied    VBD  ROOT   0  lemma=deny
leaving   VBG  xcomp  3  lemma=leave
early     RB   advmod 4
.         .    punct  3
"""
AGAINST = """
Doctors   NNS  nsubj  2  lemma=doctor
warned    VBD  ROOT   0  lemma=warn
against   IN   prep   2
eating    VBG  pcomp  3  lemma=eat
berries   NNS  dobj   4  lemma=berry
.         .    punct  2
"""
PASSIVE = """
The       DT   det       2
figure    NN   nsubjpass 5
has       VBZ  aux       5
been      VBN  auxpass   5
denied    VBN  ROOT      0  lemma=deny
by        IN   agent     5
the       DT   det       8
bank      NN   pobj      6
.         .    punct     5
"""
JUDGED = """
The       DT   det    2
bank      NN   nsubj  3
dismissed VBD  ROOT   0  lemma=dismiss
as        IN   prep   3
nonsense  NN   pobj   4
the       DT   det    7
reports   NNS  dobj   5  lemma=report
.         .    punct  3
"""
ADDRESSED = """
She       PRP  nsubj  2
told      VBD  ROOT   0  lemma=tell
reporters NNS  dobj   2  lemma=reporter
about     IN   prep   2
delays    NNS  pobj   4  lemma=delay
.         .    punct  2
"""
SHARED = """
The       DT   det    2
mayor     NN   nsubj  3
resigned  VBD  ROOT   0  lemma=resign
and       CC   cc     3
promised  VBD  conj   3  lemma=promise
help      NN   dobj   5
.         .    punct  3
"""
COUNTED = """
The       DT   det    2
clinic    NN   nsubj  3
counted   VBD  ROOT   0  lemma=count
nine      CD   nummod 5
wounded   NNS  dobj   3
.         .    punct  3
"""
GIVEN = """
The       DT   det    2
clinic    NN   nsubj  3
gave      VBD  ROOT   0  lemma=give
a         DT   det    5
toll      NN   dobj   3  lemma=toll
of        IN   prep   5
nine      CD   pobj   6
.         .    punct  3
"""


@pytest.mark.parametrize(
    ("rows", "rule", "source", "contents"),
    [
        (COUNTED, "np-num", "The clinic", ["nine wounded"]),
        (GIVEN, "np-num", "The clinic", ["a toll of nine"]),
        (THAT, "that", "The mayor", ["that the bridge reopened"]),
        (PREPOSED, "parenthetical", "the mayor", ["The bridge reopened"]),
        (VALUE, "np-at", "Officials", ["the toll at 40"]),
        (INFINITIVE, "inf", "He", ["to pay"]),
        (URGED, "obj-inf", "The union", ["members to strike"]),
        (GERUND, "ger", "The director", ["leaving early"]),
        (AGAINST, "p:against", "Doctors", ["eating berries"]),
        (PASSIVE, "pass-np", "the bank", ["The figure"]),
        (JUDGED, "np", "The bank", ["the reports"]),
        (ADDRESSED, "p:about", "She", ["delays"]),
        (SHARED, "np", "The mayor", ["help"]),
    ],
)
def test_a_frame_of_the_verb_lets_its_content_in(rows: str, rule: str, source: str, contents: list[str]) -> None:
    g = parsed(rows).syntax
    (found,) = find_verbal(g)
    assert found.rule == rule
    assert found.source is not None
    assert g.text[slice(*found.source)] == source
    assert [g.text[slice(*span)] for span in found.content] == contents


@pytest.mark.parametrize(
    "rows",
    [
        COUNTED.replace("nine      CD   nummod", "the       DT   det   "),
        GIVEN.replace("toll      NN   dobj   3  lemma=toll", "concert   NN   dobj   3"),
        GIVEN.replace("of        IN   prep   5", "to        IN   prep   3"),
    ],
)
def test_an_object_that_is_no_figure_is_no_count(rows: str) -> None:
    assert list(find_verbal(parsed(rows).syntax)) == []


def test_a_frame_that_the_lexicon_does_not_have_lets_nothing_in() -> None:
    assert list(find_verbal(parsed(THAT).syntax, {})) == []


def test_two_clauses_with_that_are_two_statements() -> None:
    rows = """
    Lund      NNP  nsubj  2
    said      VBD  ROOT   0
    that      IN   mark   5
    roads     NNS  nsubj  5  lemma=road
    flooded   VBD  ccomp  2  lemma=flood
    and       CC   cc     5
    that      IN   mark   9
    trains    NNS  nsubj  9  lemma=train
    stopped   VBD  conj   5  lemma=stop
    .         .    punct  2
    """
    g = parsed(rows).syntax
    contents = [[g.text[slice(*span)] for span in c.content] for c in find_verbal(g)]
    assert contents == [["that roads flooded"], ["that trains stopped"]]
