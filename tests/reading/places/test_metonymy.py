"""Whether a place name stands for a party, over given parses."""

from __future__ import annotations

import pytest

from reportedly.reading.places.stage import find_places
from tests.reading.docs import parsed

SUBJECT = """
Norway    NNP  nsubj  2  ent=GPE
said      VBD  ROOT   0
so        RB   advmod 2
"""
BORDER = """
Norway    NNP  nsubj  2  ent=GPE
borders   VBZ  ROOT   0  lemma=border
the       DT   det    4
sea       NN   dobj   2
"""
IN = """
It        PRP  nsubj  2
rained    VBD  ROOT   0  lemma=rain
in        IN   prep   2
Norway    NNP  pobj   3  ent=GPE
"""
BY = """
It        PRP  nsubjpass 3
was       VBD  auxpass   3
signed    VBN  ROOT      0  lemma=sign
by        IN   agent     3
Norway    NNP  pobj      4  ent=GPE
"""
WITH = """
The       DT   det    2
talks     NNS  nsubj  5  lemma=talk
with      IN   prep   2
Norway    NNP  pobj   3  ent=GPE
ended     VBD  ROOT   0  lemma=end
"""
PRESSURE = """
Pressure  NN   nsubj  4  lemma=pressure
on        IN   prep   1
Norway    NNP  pobj   2  ent=GPE
grew      VBD  ROOT   0  lemma=grow
"""
OWNER = """
Norway    NNP  poss   3  ent=GPE
's        POS  case   1
decision  NN   nsubj  4
came      VBD  ROOT   0  lemma=come
"""
MODIFIER = """
The       DT   det       4
Norway    NNP  compound  4  ent=GPE
-         HYPH punct     4
route     NN   nsubj     5
closed    VBD  ROOT      0  lemma=close
"""


@pytest.mark.parametrize(
    ("rows", "party"),
    [
        (SUBJECT, True),
        (BORDER, False),
        (IN, False),
        (BY, True),
        (WITH, True),
        (PRESSURE, True),
        (OWNER, True),
        (MODIFIER, False),
    ],
)
def test_norway_is_a_party_by_its_part_in_the_sentence(rows: str, party: bool) -> None:
    [norway] = find_places(parsed(rows), [])
    assert (norway.country, norway.as_actor) == ("NO", party)
