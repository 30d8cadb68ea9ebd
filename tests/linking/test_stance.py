"""Stance on the matter put positively, and on claims in opposite words."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.linking.stance import is_denial, stance_of_words, stance_on_matter
from reportedly.model import Act, Agent, Likelihood, Polarity, Quote, Stance
from tests.linking.made import proposition, statement

AFFIRM, DENY, UNCERTAIN = Stance.AFFIRM, Stance.DENY, Stance.UNCERTAIN


@pytest.mark.parametrize(
    ("act", "said", "stance"),
    [
        (Act.ASSERT, "the bridge has collapsed", AFFIRM),
        (Act.CONFIRM, "two crews were on the bridge", AFFIRM),
        (Act.ESTIMATE, "about 40 cars fell", AFFIRM),
        (Act.DEMAND, "the cars be raised at once", AFFIRM),
        (Act.DENY, "the bridge had been unsafe", DENY),
        (Act.DENY, "any collapse", DENY),
        (Act.DENY, "talk of a collapse is nothing but fiction", DENY),
        (Act.DECLINE, "whether the bridge was checked", UNCERTAIN),
        (Act.ASSERT, "the story of the cracks is fake news", DENY),
        (Act.ASSERT, "the number of cars could not be verified", UNCERTAIN),
        (Act.EVALUATE, "the welding was a masterpiece", AFFIRM),
    ],
)
def test_stance_on_the_matter(act: Act, said: str, stance: Stance) -> None:
    assert stance_on_matter(statement(said, act)) is stance


@pytest.mark.parametrize(
    ("act", "quote", "stance"),
    [(Act.ASSERT, Quote.INDIRECT, DENY), (Act.DENY, Quote.INDIRECT, AFFIRM), (Act.DENY, Quote.DIRECT, DENY)],
)
def test_negation_turns_an_assertion_and_an_indirect_denial(act: Act, quote: Quote, stance: Stance) -> None:
    negated = proposition("the pillar was not touched", negated=True)
    assert stance_on_matter(statement("the pillar was not touched", act, quote=quote, proposition=negated)) is stance


@pytest.mark.parametrize(
    ("found", "stance"),
    [({}, AFFIRM), ({"against": True}, DENY), ({"negated": True}, DENY)],
)
def test_words_that_negate_the_matter_are_against_it_whoever_denies_them(found: dict[str, Any], stance: Stance) -> None:
    said = statement("a ship sank", Act.DENY, proposition=proposition("a ship sank", **found))
    assert stance_of_words(said) is stance


@pytest.mark.parametrize(
    ("found", "stance"),
    [({"against": True, "denied": True}, AFFIRM), ({"against": True}, DENY), ({}, AFFIRM)],
)
def test_a_denial_turns_a_negation_only_if_the_cue_denies_it(found: dict[str, Any], stance: Stance) -> None:
    said = statement("no ship sank", Act.DENY, proposition=proposition("no ship sank", negated=True, **found))
    assert stance_on_matter(said) is stance
    assert is_denial(said) is (stance is DENY)


def test_a_condition_leaves_the_matter_open_but_for_a_denial() -> None:
    open_ = proposition("if there is a crack", conditional=True)
    assert stance_on_matter(statement("if there is a crack", proposition=open_)) is UNCERTAIN
    assert stance_on_matter(statement("if there is a crack", Act.DENY, proposition=open_)) is DENY


def test_words_that_leave_a_matter_open_are_no_denial_unless_the_cue_denies_them() -> None:
    words = "a crack could not be ruled out"
    said = statement(words, Act.DENY, proposition=proposition(words, negated=True, against=True))
    assert (stance_on_matter(said), is_denial(said)) == (UNCERTAIN, False)
    denied = statement(words, Act.DENY, proposition=proposition(words, against=True, denied=True))
    assert (stance_on_matter(denied), is_denial(denied)) == (DENY, True)


def test_without_a_proposition_act_and_polarity_decide() -> None:
    assert stance_on_matter(statement("it fell", proposition=None)) is AFFIRM
    assert stance_on_matter(statement("it fell", Act.DENY, proposition=None)) is DENY
    assert stance_on_matter(statement("it fell", polarity=Polarity.NEGATIVE, proposition=None)) is DENY


def test_a_negative_statement_is_against_the_matter() -> None:
    assert stance_on_matter(statement("the bridge did not fall", polarity=Polarity.NEGATIVE)) is DENY


@pytest.mark.parametrize(
    ("likelihood", "said", "stance"),
    [
        (Likelihood.LIKELY, "the bridge will open by May", AFFIRM),
        (Likelihood.UNLIKELY, "the bridge will open by May", DENY),
        (Likelihood.REMOTE, "an opening by May", DENY),
        (Likelihood.EVEN, "it opens by May", UNCERTAIN),
        (Likelihood.UNSTATED, "an opening by May is out of the question", DENY),
    ],
)
def test_stance_of_a_forecast(likelihood: Likelihood, said: str, stance: Stance) -> None:
    assert stance_on_matter(statement(said, Act.PREDICT, likelihood)) is stance


SENT = statement("troops were sent to the isles")
DENIED = statement("troops were sent to the isles", Act.DENY)
NOT_SENT = statement("no troops were sent", proposition=proposition("no troops were sent", negated=True))


def test_a_denial_answers_an_allegation_and_a_finding_in_the_negative_does_not() -> None:
    assert is_denial(DENIED)
    assert is_denial(statement("the talk of troops is baseless"))
    assert not is_denial(NOT_SENT)
    own = proposition("we sent no troops", negated=True, agent=Agent(words=None, speaker=True))
    assert is_denial(statement("we sent no troops", proposition=own))
    assert not is_denial(statement("we sent no troops", Act.PROMISE, proposition=own))
