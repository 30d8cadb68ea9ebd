"""Nouns of saying over given parses."""

from __future__ import annotations

import pytest

from reportedly.reading.attribution.nominal import find_nominal
from tests.reading.docs import parsed

OWNED = """
The       DT   det    2
ministry  NN   poss   4
's        POS  case   2
denial    NN   nsubj  7
of        IN   prep   4
it        PRP  pobj   5
came      VBD  ROOT   0  lemma=come
.         .    punct  7
"""
CLAUSE = """
Russian   JJ   amod   2  ent=NORP
claims    NNS  nsubj  7  lemma=claim
that      IN   mark   6
it        PRP  nsubj  6
had       VBD  aux    6
won       VBN  acl    2  lemma=win
spread    VBD  ROOT   0
.         .    punct  7
"""
NOBODYS = """
Hope      NN   nsubj  4
to        TO   aux    3
win       VB   acl    1
faded     VBD  ROOT   0  lemma=fade
.         .    punct  4
"""
DESCRIBED = """
The       DT   det    2
claim     NN   nsubj  6
that      WDT  nsubjpass 5
was       VBD  auxpass   5
made      VBN  relcl  2  lemma=make
spread    VBD  ROOT   0
.         .    punct  6
"""


@pytest.mark.parametrize(
    ("rows", "rule", "source", "content"),
    [
        (OWNED, "noun-p:of", "The ministry", "it"),
        (CLAUSE, "noun-that", "Russian", "that it had won"),
    ],
)
def test_whose_noun_it_is_and_what_completes_it(rows: str, rule: str, source: str, content: str) -> None:
    g = parsed(rows).syntax
    (found,) = find_nominal(g)
    assert found.rule == rule
    assert found.source is not None
    assert (g.text[slice(*found.source)], g.text[slice(*found.content[0])]) == (source, content)


@pytest.mark.parametrize("rows", [NOBODYS, DESCRIBED])
def test_plans_of_nobody_and_clauses_that_describe_the_noun_are_no_statements(rows: str) -> None:
    assert list(find_nominal(parsed(rows).syntax)) == []
