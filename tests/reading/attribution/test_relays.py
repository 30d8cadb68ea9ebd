"""Relays over given parses: the media through which words came."""

from __future__ import annotations

from reportedly.reading.attribution.relays import find_relays, is_chain, resolve_citation
from reportedly.reading.attribution.rules import find_candidates
from reportedly.reading.attribution.verbal import find_verbal
from tests.reading.docs import parsed

REPORTED = """
Lund      NNP  nsubj  2  ent=PERSON
resigned  VBD  ROOT   0  lemma=resign
,         ,    punct  2
as        IN   mark   5
reported  VBN  advcl  2  lemma=report
by        IN   agent  5
KCNA      NNP  pobj   6  ent=ORG
.         .    punct  2
"""
CITING = """
Interfax  NNP  nsubj  2  ent=ORG
reported  VBD  ROOT   0  lemma=report
that      IN   mark   5
rebels    NNS  nsubj  5  lemma=rebel
fled      VBD  ccomp  2  lemma=flee
,         ,    punct  2
citing    VBG  advcl  2  lemma=cite
the       DT   det    9
army      NN   dobj   7  ent=ORG
.         .    punct  2
"""
CHAIN = """
Lund      NNP  nsubj  2  ent=PERSON
confirmed VBD  ccomp  8  lemma=confirm
that      IN   mark   5
rebels    NNS  nsubj  5  lemma=rebel
fled      VBD  ccomp  2  lemma=flee
,         ,    punct  8
Interfax  NNP  nsubj  8  ent=ORG
reported  VBD  ROOT   0  lemma=report
.         .    punct  8
"""


def test_a_phrase_names_the_relay() -> None:
    g = parsed(REPORTED).syntax
    ((first, last, span),) = find_relays(g)
    assert (g.words[first], g.words[last], g.text[slice(*span)]) == ("as", "KCNA", "KCNA")


def test_who_is_cited_is_the_source_and_the_agency_the_relay() -> None:
    g = parsed(CITING).syntax
    (candidate,) = [c for c in find_verbal(g) if g.lemma[c.at] == "report"]
    assert resolve_citation(g, candidate) == g.low.index("citing")
    assert candidate.source is not None
    assert g.text[slice(*candidate.source)] == "the army"
    assert [g.text[slice(*span)] for span in candidate.via] == ["Interfax"]


def test_a_chain_is_one_statement_of_its_innermost_source() -> None:
    given = parsed(CHAIN)
    g = given.syntax
    inner, outer = sorted(find_verbal(g), key=lambda c: c.at)
    assert is_chain(g, outer, inner)
    (kept,) = find_candidates(given)
    assert kept.source is not None
    assert (g.text[slice(*kept.source)], [g.text[slice(*span)] for span in kept.via]) == ("Lund", ["Interfax"])
