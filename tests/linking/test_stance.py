"""Stance on the matter put positively, and on claims in opposite words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.linking.predicate_classes import families
from reportedly.linking.stance import is_recalled, stance_on_claim, stance_on_matter
from reportedly.model import Act, Anchor, Likelihood, Polarity, Quote, Stance
from tests.linking.made import statement

AFFIRM, DENY, UNCERTAIN = Stance.AFFIRM, Stance.DENY, Stance.UNCERTAIN


@pytest.mark.parametrize(
    ("act", "said", "stance"),
    [
        (Act.ASSERT, "the bridge has collapsed", AFFIRM),
        (Act.CONFIRM, "two crews were on the bridge", AFFIRM),
        (Act.ESTIMATE, "about 40 cars fell", AFFIRM),
        (Act.DEMAND, "the cars be raised at once", AFFIRM),
        (Act.DENY, "the bridge had been unsafe", DENY),
        (Act.DENY, "it had not paid the welders", AFFIRM),
        (Act.DENY, "any collapse", DENY),
        (Act.DENY, "talk of a collapse is nothing but fiction", DENY),
        (Act.DECLINE, "whether the bridge was checked", UNCERTAIN),
        (Act.ASSERT, "the story of the cracks is fake news", DENY),
        (Act.ASSERT, "the cracks were a fabrication", DENY),
        (Act.ASSERT, "it is too early to say whether welding was at fault", UNCERTAIN),
        (Act.ASSERT, "the number of cars could not be verified", UNCERTAIN),
        (Act.ASSERT, "If there is a crack, somebody will answer for it", UNCERTAIN),
        (Act.EVALUATE, "If it is so, it was illegal", AFFIRM),
        (Act.EVALUATE, "the welding was a masterpiece", AFFIRM),
        (Act.ASSERT, "Norway had not touched the northern pillar", DENY),
        (Act.ASSERT, "the engineers weren’t on the bridge", DENY),
        (Act.ASSERT, "Norway and the north bank were hit", AFFIRM),
        (Act.ASSERT, "no fewer than 40 cars fell", AFFIRM),
        (Act.ASSERT, "not only the pillar fell", AFFIRM),
        (Act.ASSERT, "Norway is certain that no ship touched the pillar", DENY),
        (Act.ASSERT, "One thing is for sure: the pillar was not touched", DENY),
        (Act.ASSERT, "the story of the ship is a big lie", DENY),
        (Act.ASSERT, "a ship could not be ruled out", UNCERTAIN),
        (Act.ASSERT, "Norway has not commented", UNCERTAIN),
        (Act.ASSERT, "the minister would not be drawn on the pillar", UNCERTAIN),
        (Act.ASSERT, "the causes had not been disclosed", UNCERTAIN),
        (Act.ASSERT, "Norway will never forget the welders", AFFIRM),
        (Act.ASSERT, "there were no survivors", AFFIRM),
        (Act.ASSERT, "welders have ruled out a ship", DENY),
        (Act.ASSERT, "the pillar fell because it was not painted", AFFIRM),
    ],
)
def test_stance_on_the_matter(act: Act, said: str, stance: Stance) -> None:
    assert stance_on_matter(statement(said, act)) is stance


@pytest.mark.parametrize(
    ("cue", "recalled"),
    [
        ("had said", True),
        ("said", False),
        ("hadron", False),
        ("denying", True),
        ("denying for", True),
        ("according to", False),
        (None, False),
    ],
)
def test_what_hangs_on_another_verb_or_stands_in_the_pluperfect_is_recalled(cue: str | None, recalled: bool) -> None:
    said = replace(statement("it fell"), cue=Anchor(0, len(cue), cue) if cue else None)
    assert is_recalled(said) is recalled


def test_an_if_in_one_part_leaves_the_side_taken_in_another() -> None:
    said = statement("If there is such a toll")
    with_rest = replace(said, content=(*said.content, Anchor(90, 105, "it would be lawful")))
    assert stance_on_matter(said) is UNCERTAIN
    assert stance_on_matter(with_rest) is AFFIRM


def test_a_negative_statement_is_against_the_matter() -> None:
    assert stance_on_matter(statement("the bridge did not fall", polarity=Polarity.NEGATIVE)) is DENY


def test_a_quoted_denial_is_not_turned_by_its_own_negation() -> None:
    assert stance_on_matter(statement("We did not touch it", Act.DENY, quote=Quote.DIRECT)) is DENY


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


@pytest.mark.parametrize(
    ("said", "claim", "stance"),
    [
        ("the toll is lawful", "the toll violates the charter", DENY),
        ("prices fell by a tenth", "prices rose by a tenth", DENY),
        ("the mine will reopen", "the mine will close", DENY),
        ("prices climbed", "prices rose", AFFIRM),
        ("the mine flooded", "the mine will close", AFFIRM),
    ],
)
def test_opposite_words_turn_the_stance(said: str, claim: str, stance: Stance) -> None:
    assert stance_on_claim(AFFIRM, families(said), families(claim)) is stance


def test_an_open_question_stays_open_in_opposite_words() -> None:
    assert stance_on_claim(UNCERTAIN, families("prices fell"), families("prices rose")) is UNCERTAIN
