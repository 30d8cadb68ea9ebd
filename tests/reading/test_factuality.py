"""How sure the text makes each predicate."""

from __future__ import annotations

import pytest

from reportedly.model import Act, Anchor, Polarity, Statement
from reportedly.reading.events.source_commitments import SourceCommitments
from reportedly.reading.factuality import Commitments
from reportedly.reading.parsed import parse
from tests.reading.docs import doc as by_hand


def _value(sentence: str, word: str) -> float:
    doc = parse(sentence).doc
    token = next(t for t in doc if t.text == word)
    return Commitments()(token)


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The dam collapsed on Friday.", "collapsed"),
        ("The minister said the dam collapsed.", "collapsed"),
        ("They managed to reach the village.", "reach"),
        ("The strike that closed the port ended.", "closed"),
        ("Residents mourned the death of the mayor.", "death"),
        ("The company did not regret that it left the market.", "left"),
        ("Police confirmed that the suspect escaped.", "escaped"),
    ],
)
def test_what_happened_is_certain(sentence: str, word: str) -> None:
    assert _value(sentence, word) >= 2


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The dam did not collapse.", "collapse"),
        ("The rebels never signed the deal.", "signed"),
        ("Nobody survived the crash.", "survived"),
        ("No troops entered the town.", "entered"),
        ("The council failed to elect a chairman.", "elect"),
        ("The governor refused to sign the bill.", "sign"),
        ("She declined to name the donor.", "name"),
        ("They left without paying the fine.", "paying"),
        ("The two sides have yet to reach an agreement.", "reach"),
        ("The bank was unable to repay the loan.", "repay"),
        ("The clerk would have noticed the error.", "noticed"),
        ("The army will not withdraw.", "withdraw"),
    ],
)
def test_what_did_not_happen_is_below_zero(sentence: str, word: str) -> None:
    assert _value(sentence, word) < -0.8


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The union may call a strike.", "call"),
        ("The two sides want to resume talks.", "resume"),
        ("The mayor tried to stop the march.", "stop"),
        ("If the talks fail, the union has a plan.", "fail"),
        ("The rebels threatened to burn the bridge.", "burn"),
        ("Will the court hear the case?", "hear"),
        ("The crew hoped to return.", "return"),
        ("The bank could collapse.", "collapse"),
    ],
)
def test_what_is_open_lies_between(sentence: str, word: str) -> None:
    assert -1 <= _value(sentence, word) <= 2


@pytest.mark.model
def test_a_denied_happening_is_open_for_the_outlet() -> None:
    assert abs(_value("The ministry denied that its planes had bombed the school.", "bombed")) < 1


@pytest.mark.model
def test_hedges_take_from_certainty() -> None:
    plain = _value("The general fled the capital.", "fled")
    hedged = _value("The general reportedly fled the capital.", "fled")
    assert plain > hedged > 0


def _statement(doc_text: str, source: str, cue: str, content: str, act: Act = Act.ASSERT) -> Statement:
    def at(words: str) -> Anchor:
        start = doc_text.index(words)
        return Anchor.of(doc_text, start, start + len(words))

    return Statement(
        id=content,
        source=at(source),
        cue=at(cue),
        content=(at(content),),
        act=act,
        polarity=Polarity.POSITIVE,
        made_by="t",
    )


@pytest.mark.model
@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content", "word", "sign"),
    [
        (
            "The army denied that it had shelled the market.",
            "The army",
            "denied",
            "it had shelled the market",
            "shelled",
            -1,
        ),
        (
            "The army said it had not shelled the market.",
            "The army",
            "said",
            "it had not shelled the market",
            "shelled",
            -1,
        ),
        ("The army said it had shelled the market.", "The army", "said", "it had shelled the market", "shelled", 1),
        ("The union doubted that the plant would close.", "The union", "doubted", "the plant would close", "close", -1),
        ("The aide did not deny that they had met.", "The aide", "did not deny", "they had met", "met", 1),
    ],
)
def test_the_source_has_a_view_of_its_own(
    sentence: str, source: str, cue: str, content: str, word: str, sign: int
) -> None:
    doc = parse(sentence).doc
    statement = _statement(sentence, source, cue, content)
    commitments = SourceCommitments(doc, [statement])
    token = next(t for t in doc if t.text == word)
    said = commitments.said(token, statement)
    assert said is not None
    assert said * sign > 0.4


@pytest.mark.model
def test_a_denial_sets_source_and_outlet_apart() -> None:
    text = "Officials denied that the reactor had leaked."
    doc = parse(text).doc
    statement = _statement(text, "Officials", "denied", "the reactor had leaked", Act.DENY)
    commitments = SourceCommitments(doc, [statement])
    leaked = next(t for t in doc if t.text == "leaked")
    assert commitments.said(leaked, statement) == -3
    assert abs(Commitments()(leaked)) < 1
    assert commitments.statement(leaked) is statement


@pytest.mark.model
def test_words_of_the_outlet_have_no_source() -> None:
    text = "The bridge fell."
    doc = parse(text).doc
    own = Statement(id="own", source=None, cue=None, content=(Anchor.of(text, 0, 15),), made_by="t")
    commitments = SourceCommitments(doc, [own])
    assert commitments.said(doc[2], own) is None
    assert Commitments()(doc[2]) == 3


@pytest.mark.model
def test_a_very_long_chain_of_words_is_no_trouble() -> None:
    doc = parse("They saw " + "a cat and " * 400 + "a dog run.").doc
    commitments = Commitments()
    assert all(-3 <= commitments(token) <= 3 for token in doc)


HAVE = """
Rebels   NNS  nsubj  3  lemma=rebel
{aux}    MD   aux    3
seize    VB   ROOT   0
Lira     NNP  dobj   3
.        .    punct  3
"""
NOT = """
Rebels   NNS  nsubj  4  lemma=rebel
did      VBD  aux    4  lemma=do
not      RB   neg    4
seize    VB   ROOT   0
Lira     NNP  dobj   4
.        .    punct  4
"""


def test_a_modal_leaves_less_than_certainty_and_not_turns_it_round() -> None:
    seized = [Commitments()(by_hand(HAVE.format(aux=aux))[2]) for aux in ("might", "will")]
    assert 0 < seized[0] < seized[1] < 3
    assert Commitments()(by_hand(NOT)[3]) < -2
