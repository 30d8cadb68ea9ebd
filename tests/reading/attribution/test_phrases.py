"""Phrases that name a source without a verb of saying, over given parses."""

from __future__ import annotations

import pytest

from reportedly.reading.attribution.phrases import find_phrases
from tests.reading.docs import parsed

CLOSES = """
The       DT   det    2
road      NN   nsubj  3
flooded   VBD  ROOT   0  lemma=flood
,         ,    punct  3
according VBG  prep   3
to        IN   prep   5
the       DT   det    8
police    NN   pobj   6
.         .    punct  3
"""
OPENS = """
According VBG  prep   6
to        IN   prep   1
Lund      NNP  pobj   2  ent=PERSON
,         ,    punct  6
roads     NNS  nsubj  6  lemma=road
flooded   VBD  ROOT   0  lemma=flood
.         .    punct  6
"""
VIEW = """
In        IN   prep   8
the       DT   det    3
view      NN   pobj   1
of        IN   prep   3
Lund      NNP  pobj   4  ent=PERSON
,         ,    punct  8
it        PRP  nsubj  8
failed    VBD  ROOT   0  lemma=fail
.         .    punct  8
"""
HEARSAY = """
The       DT   det    2
firm      NN   nsubj  4
reportedly RB  advmod 4
failed    VBD  ROOT   0  lemma=fail
.         .    punct  4
"""
LABEL = """
Lund      NNP  ROOT   0  ent=PERSON
:         :    punct  1
we        PRP  nsubj  4
lost      VBD  ccomp  1  lemma=lose
.         .    punct  4
"""


@pytest.mark.parametrize(
    ("rows", "rule", "source", "contents"),
    [
        (CLOSES, "according-to", "the police", ["The road flooded"]),
        (OPENS, "according-to", "Lund", ["roads flooded"]),
        (VIEW, "in-the-view-of", "Lund", ["it failed"]),
        (HEARSAY, "hearsay", None, ["The firm", "failed"]),
        (LABEL, "label", "Lund", ["we lost"]),
    ],
)
def test_a_phrase_attributes_its_clause(rows: str, rule: str, source: str | None, contents: list[str]) -> None:
    g = parsed(rows).syntax
    (found,) = find_phrases(g)
    assert found.rule == rule
    assert (g.text[slice(*found.source)] if found.source else None) == source
    assert [g.text[slice(*span)] for span in found.content] == contents
