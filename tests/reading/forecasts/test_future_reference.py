"""Which predicates are about a time to come, over given parses."""

from __future__ import annotations

import pytest

from reportedly.model import Act, Anchor, Quote
from reportedly.reading.attribution.stage import Attribution
from reportedly.reading.forecasts.future_reference import refers_to_future
from tests.reading.docs import parsed

WILL = """
The       DT   det    2
ferry     NN   nsubj  4
will      MD   aux    4
sail      VB   ROOT   0
"""
WOULD = """
The       DT   det    2
ferry     NN   nsubj  4
would     MD   aux    4
sail      VB   ROOT   0
"""
WOULD_HAVE = """
The       DT   det    2
ferry     NN   nsubj  5
would     MD   aux    5
have      VB   aux    5
sailed    VBN  ROOT   0  lemma=sail
"""
WOULD_LIKE = """
She       PRP  nsubj  3
would     MD   aux    3
like      VB   ROOT   0
to        TO   aux    5
sail      VB   xcomp  3
"""
GOING_TO = """
The       DT   det    2
ferry     NN   nsubj  4
is        VBZ  aux    4
going     VBG  ROOT   0  lemma=go
to        TO   aux    6
sail      VB   xcomp  4
"""
SAILING_TOMORROW = """
The       DT   det    2
ferry     NN   nsubj  4
is        VBZ  aux    4
sailing   VBG  ROOT   0  lemma=sail
tomorrow  NN   npadvmod 4
"""
SAILING = """
The       DT   det    2
ferry     NN   nsubj  4
is        VBZ  aux    4
sailing   VBG  ROOT   0  lemma=sail
north     RB   advmod 4
"""
LIKELY_TO = """
The       DT   det    2
ferry     NN   nsubj  3
is        VBZ  ROOT   0
likely    JJ   acomp  3
to        TO   aux    6
sail      VB   xcomp  4
"""
LIKELY_TO_HAVE = """
The       DT   det    2
ferry     NN   nsubj  3
is        VBZ  ROOT   0
likely    JJ   acomp  3
to        TO   aux    7
have      VB   aux    7
sailed    VBN  xcomp  4  lemma=sail
"""
MAY_GROW = """
The       DT   det    2
gap       NN   nsubj  4
may       MD   aux    4
grow      VB   ROOT   0
"""
MAY_BE = """
The       DT   det    2
gap       NN   nsubj  4
may       MD   aux    4
be        VB   ROOT   0
large     JJ   acomp  4
"""
COULD_SINK = """
The       DT   det    2
ferry     NN   nsubj  4
could     MD   aux    4
sink      VB   ROOT   0
"""
SANK = """
The       DT   det    2
ferry     NN   nsubj  3
sank      VBD  ROOT   0  lemma=sink
"""


def ahead(rows: str, act: Act = Act.ASSERT, quote: Quote | None = None, dated: bool = False) -> bool:
    report = parsed(rows)
    content = (Anchor.of(report.text, 0, len(report.text)),)
    said = Attribution(source=None, cue=None, content=content, quote=quote, confidence=1.0, made_by="t")
    return refers_to_future(report, said, act, None, dated=dated)


@pytest.mark.parametrize("rows", [WILL, WOULD, GOING_TO, SAILING_TOMORROW, LIKELY_TO, MAY_GROW])
def test_about_a_time_to_come(rows: str) -> None:
    assert ahead(rows)


@pytest.mark.parametrize("rows", [WOULD_HAVE, WOULD_LIKE, SAILING, LIKELY_TO_HAVE, MAY_BE, COULD_SINK, SANK])
def test_about_its_own_time_or_an_earlier_one(rows: str) -> None:
    assert not ahead(rows)


def test_would_is_a_future_in_reported_speech_only() -> None:
    assert not ahead(WOULD, quote=Quote.DIRECT)
    assert ahead(WILL, quote=Quote.DIRECT)


def test_could_needs_a_prediction_or_a_day_to_come() -> None:
    assert ahead(COULD_SINK, act=Act.PREDICT)
    assert ahead(COULD_SINK, dated=True)
