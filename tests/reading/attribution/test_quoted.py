"""Direct speech over given parses: the cue of a quotation, before it or after it."""

from __future__ import annotations

import pytest

from reportedly.reading.attribution.quoted import find_quoted
from tests.reading.docs import parsed

AFTER = """
“         ``   punct  7
The       DT   det    3
road      NN   nsubj  4
flooded   VBD  ccomp  7  lemma=flood
,         ,    punct  7
”         ''   punct  7
said      VBD  ROOT   0
Lund      NNP  nsubj  7  ent=PERSON
.         .    punct  7
"""
BEFORE = """
Lund      NNP  nsubj  2  ent=PERSON
said      VBD  ROOT   0
:         :    punct  2
“         ``   punct  6
It        PRP  nsubj  6
failed    VBD  ccomp  2  lemma=fail
.         .    punct  6
”         ''   punct  2
"""
TWO_HALVES = """
“         ``   punct  7
The       DT   det    3
road      NN   nsubj  4
flooded   VBD  ccomp  7  lemma=flood
,         ,    punct  7
”         ''   punct  7
said      VBD  ROOT   0
Lund      NNP  nsubj  7  ent=PERSON
,         ,    punct  7
“         ``   punct  12
and       CC   cc     4
burned    VBD  conj   4  lemma=burn
.         .    punct  7
”         ''   punct  7
"""
WORDS = """
Lund      NNP  nsubj  2  ent=PERSON
called    VBD  ROOT   0  lemma=call
it        PRP  dobj   2
a         DT   det    6
“         ``   punct  6
hoax      NN   oprd   2
”         ''   punct  6
today     NN   npadvmod 2
.         .    punct  2
"""


@pytest.mark.parametrize(
    ("rows", "rule", "contents"),
    [
        (AFTER, "quote-after", ["The road flooded"]),
        (BEFORE, "quote-before", ["It failed"]),
        (TWO_HALVES, "quote-after", ["The road flooded", "and burned"]),
    ],
)
def test_a_quotation_belongs_to_its_cue(rows: str, rule: str, contents: list[str]) -> None:
    given = parsed(rows)
    (found,) = find_quoted(given.syntax, given.quotations)
    assert found.rule == rule
    assert found.source is not None
    assert given.text[slice(*found.source)] == "Lund"
    assert [given.text[slice(*span)] for span in found.content] == contents


def test_single_words_in_quotation_marks_are_no_statement() -> None:
    given = parsed(WORDS)
    assert find_quoted(given.syntax, given.quotations) == []
