"""The tense side of a clause over given parses."""

from __future__ import annotations

import pytest

from reportedly.reading.times.tense import TenseSide, side_at
from tests.reading.docs import parsed

SIMPLE_PAST = """
The       DT   det    2
mayor     NN   nsubj  3
resigned  VBD  ROOT   0  lemma=resign
on        IN   prep   3
Friday    NNP  pobj   4
.         .    punct  3
"""
FUTURE = """
The       DT   det    2
mayor     NN   nsubj  4
will      MD   aux    4
resign    VB   ROOT   0
on        IN   prep   4
Friday    NNP  pobj   5
.         .    punct  4
"""
NEGATED_FUTURE = """
He        PRP  nsubj  4
wo        MD   aux    4
n't       RB   neg    4
resign    VB   ROOT   0
on        IN   prep   4
Friday    NNP  pobj   5
"""
UNREAL = """
He        PRP  nsubj  4
would     MD   aux    4
have      VB   aux    4
resigned  VBN  ROOT   0  lemma=resign
on        IN   prep   4
Friday    NNP  pobj   5
"""
PLANNED = """
The       DT   det        2
talks     NNS  nsubjpass  4  lemma=talk
were      VBD  auxpass    4
scheduled VBN  ROOT       0  lemma=schedule
for       IN   prep       4
Friday    NNP  pobj       5
"""
HAD_BEEN_DUE = """
It        PRP  nsubj  3
had       VBD  aux    3
been      VBN  ROOT   0
due       JJ   acomp  3
to        TO   aux    6
expire    VB   xcomp  4
on        IN   prep   6
Friday    NNP  pobj   7
"""
TIMETABLE = """
The       DT   det    2
summit    NN   nsubj  3
opens     VBZ  ROOT   0  lemma=open
on        IN   prep   3
Friday    NNP  pobj   4
"""
PRESENT = """
The       DT   det    2
mayor     NN   nsubj  3
knows     VBZ  ROOT   0  lemma=know
since     IN   mark   5
Friday    NNP  npadvmod  3
"""
PROGRESSIVE = """
She       PRP  nsubj  3
is        VBZ  aux    3
meeting   VBG  ROOT   0  lemma=meet
them      PRP  dobj   3
on        IN   prep   3
Friday    NNP  pobj   5
"""
BOUND = """
They      PRP  nsubj  2
agreed    VBD  ROOT   0  lemma=agree
to        TO   aux    4
meet      VB   xcomp  2
on        IN   prep   4
Friday    NNP  pobj   5
"""
POSSESSIVE = """
Friday    NNP  poss   3
's        POS  case   1
ruling    NN   nsubj  4
was       VBD  ROOT   0
close     JJ   acomp  4
"""
UNTIL = """
It        PRP  nsubjpass  3
was       VBD  auxpass    3
postponed VBN  ROOT       0  lemma=postpone
until     IN   prep       3
Friday    NNP  pobj       4
"""
UNTIL_HAD = """
He        PRP  nsubj  3
had       VBD  aux    3
waited    VBN  ROOT   0  lemma=wait
until     IN   prep   3
Friday    NNP  pobj   4
"""
NOT_UNTIL = """
He        PRP  nsubj  4
did       VBD  aux    4
not       RB   neg    4
leave     VB   ROOT   0
until     IN   prep   4
Friday    NNP  pobj   5
"""
POSSIBLE = """
It        PRP  nsubj  3
might     MD   aux    3
open      VB   ROOT   0
on        IN   prep   3
Friday    NNP  pobj   4
"""
NO_ONE_COULD = """
Nobody    NN   nsubj  3
could     MD   aux    3
leave     VB   ROOT   0
on        IN   prep   3
Friday    NNP  pobj   4
"""
NO_VERB = """
Deadline  NN   ROOT   0
by        IN   prep   1
Friday    NNP  pobj   2
"""


@pytest.mark.parametrize(
    ("rows", "side"),
    [
        (SIMPLE_PAST, TenseSide.PAST),
        (FUTURE, TenseSide.FUTURE),
        (NEGATED_FUTURE, TenseSide.FUTURE),
        (UNREAL, TenseSide.UNKNOWN),
        (PLANNED, TenseSide.FUTURE),
        (HAD_BEEN_DUE, TenseSide.PAST),
        (TIMETABLE, TenseSide.FUTURE),
        (PRESENT, TenseSide.PAST),
        (PROGRESSIVE, TenseSide.FUTURE),
        (BOUND, TenseSide.FUTURE),
        (POSSESSIVE, TenseSide.UNKNOWN),
        (UNTIL, TenseSide.FUTURE),
        (UNTIL_HAD, TenseSide.PAST),
        (NOT_UNTIL, TenseSide.PAST),
        (POSSIBLE, TenseSide.FUTURE),
        (NO_ONE_COULD, TenseSide.UNKNOWN),
        (NO_VERB, TenseSide.FUTURE),
    ],
)
def test_the_side_of_friday(rows: str, side: TenseSide) -> None:
    report = parsed(rows)
    assert side_at(report, report.text.index("Friday")) is side
