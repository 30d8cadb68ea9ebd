"""Acts and certainty of contents and cues, in parses written down by hand."""

from __future__ import annotations

import pytest

from reportedly.model import Act, Anchor, Certainty, Manner, Polarity, Quote
from reportedly.reading.attribution.stage import Attribution
from reportedly.reading.speech_act.content import act_in_own_voice, act_of_content, root_of
from reportedly.reading.speech_act.stage import SpeechAct, find_speech_act
from tests.reading.docs import parsed

RISE = """
The    DT det   2
river  NN nsubj 4
{0}    MD aux   4
rise   VB ROOT  0
.      .  punct 4
"""
WE = """
We     PRP nsubj 4
{0}    MD  aux   4
not    RB  neg   4
{1}    VB  ROOT  0
it     PRP dobj  4
.      .   punct 4
"""
BASELESS = """
The    DT  det   2
claims NNS nsubj 3 lemma=claim
are    VBP ROOT  0
{0}    JJ  acomp 3
.      .   punct 3
"""
KILLED = """
{0}    RB  advmod    2
300    CD  nummod    3
people NNS nsubjpass 5
were   VBD auxpass   5
killed VBN ROOT      0 lemma=kill
.      .   punct     5
"""
LEAVE = """
Leave  VB  ROOT 0
the    DT  det  3
port   NN  dobj 1
.      .   punct 1
"""
PROOF = """
There    EX  expl  2
is       VBZ ROOT  0
{0}      DT  det   4
evidence NN  attr  2
.        .   punct 2
"""


def content(rows: str, *words: str) -> tuple[Act | None, Act]:
    """The acts of the first sentence as a source's content and in the outlet's own voice."""
    report = parsed(rows.format(*words))
    anchors = (Anchor.of(report.text, 0, len(report.text)),)
    return act_of_content(report.syntax, anchors), act_in_own_voice(report.syntax, anchors)


@pytest.mark.parametrize(
    ("rows", "words", "said", "own"),
    [
        (RISE, ("will",), Act.PREDICT, Act.PREDICT),
        (RISE, ("would",), Act.PREDICT, Act.ASSERT),
        (RISE, ("may",), Act.PREDICT, Act.ASSERT),
        (RISE, ("must",), Act.DEMAND, Act.ASSERT),
        (RISE, ("can",), None, Act.ASSERT),
        (WE, ("can", "confirm"), Act.DECLINE, Act.ASSERT),
        (WE, ("will", "see"), Act.PROMISE, Act.PREDICT),
        (BASELESS, ("baseless",), Act.DENY, Act.ASSERT),
        (BASELESS, ("new",), None, Act.ASSERT),
        (KILLED, ("About",), Act.ESTIMATE, Act.ESTIMATE),
        (KILLED, ("Today",), None, Act.ASSERT),
        (LEAVE, (), Act.DEMAND, Act.ASSERT),
        (PROOF, ("some",), Act.CONFIRM, Act.ASSERT),
        (PROOF, ("no",), None, Act.ASSERT),
    ],
)
def test_what_content_does(rows: str, words: tuple[str, ...], said: Act | None, own: Act) -> None:
    assert content(rows, *words) == (said, own)


def test_the_root_of_two_sentences_is_the_first_ones() -> None:
    report = parsed(RISE.format("will") + LEAVE)
    assert root_of(report.syntax, Anchor.of(report.text, 0, len(report.text))) == (0, 8, 3)


MINISTRY = """
The      DT  det   2
ministry NN  nsubj {head}
{before}
{cue}
that     IN  mark  {port}
the      DT  det   {port}
port     NN  nsubj {is}
is       VBZ ccomp {head}
{hedge}  JJ  acomp {is}
.        .   punct {head}
"""


def said(*before: str, cue: str, hedge: str = "safe") -> SpeechAct:
    """The speech act of "The ministry (has not) confirmed that the port is safe"."""
    head = 3 + len(before)
    rows = MINISTRY.format(
        head=head,
        before="\n".join(f"{row} {head}" for row in before),
        cue=f"{cue.split()[0]} VBD ROOT 0 lemma={cue.split()[1]}",
        port=head + 3,
        hedge=hedge,
        **{"is": head + 4},
    ).replace("\n\n", "\n")
    report = parsed(rows)
    start, end = report.text.index("the port"), report.text.index(".")
    first = min(report.text.find(w) for w in (*(row.split()[0] for row in before), cue.split()[0]))
    return find_speech_act(
        report,
        Attribution(
            source=Anchor.of(report.text, 0, 12),
            cue=Anchor.of(report.text, first, report.text.index(" that")),
            content=(Anchor.of(report.text, start, end),),
            quote=Quote.INDIRECT,
            frame="that",
            confidence=1.0,
            made_by="test",
        ),
    )


def test_an_admission_confirms() -> None:
    assert said(cue="admitted admit").act is Act.CONFIRM


def test_a_denial_is_negative() -> None:
    found = said(cue="denied deny")
    assert (found.act, found.polarity) == (Act.DENY, Polarity.NEGATIVE)


@pytest.mark.parametrize(
    "before", [("did VBD aux", "not RB neg"), ("never RB neg",), ("has VBZ aux", "n’t RB neg"), ("hardly RB advmod",)]
)
def test_who_does_not_confirm_declines(before: tuple[str, ...]) -> None:
    assert said(*before, cue="confirmed confirm").act is Act.DECLINE


def test_an_adverb_that_denies_nothing_leaves_the_act() -> None:
    assert said("later RB advmod", cue="confirmed confirm").act is Act.CONFIRM


def test_hedges_lower_certainty() -> None:
    assert said(cue="said say").certainty is Certainty.CERTAIN
    assert said("reportedly RB advmod", cue="said say").certainty is not Certainty.CERTAIN
    assert said(cue="said say", hedge="possible").certainty is Certainty.POSSIBLE


def test_manner_is_the_cues() -> None:
    assert said(cue="said say").manner is Manner.SPEECH
    assert said(cue="wrote write").manner is Manner.WRITING
    assert said(cue="believed believe").manner is Manner.THOUGHT
