"""The local adjudicator, with the models that ship."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.linking.adjudicator import Finding, Pair, Relation, Side
from reportedly.linking.pair_features import NAMES
from reportedly.linking.pair_model import PairModel, pair_inputs
from reportedly.model import Act


def side(words: str, act: Act = Act.ASSERT, *, actor: str | None = None) -> Side:
    """A statement in these words, each of a report of its own."""
    return Side(
        statement=f"{actor} {act} {words}",
        report=f"{actor} {act} {words}",
        actor=actor,
        act=act,
        wording=words,
        content=words,
        sentence=f"{words}.",
        title=None,
        outlet=None,
        day=date(2031, 3, 1),
    )


def finding(one: Side, other: Side, similarity: float) -> Finding:
    """What the model finds of two statements."""
    return PairModel().judge([Pair(one=one, other=other, similarity=similarity, match=similarity)])[0]


def one_claim(found: Finding) -> float:
    """The chance that two statements are of one claim."""
    return found.chances[Relation.SAME] + found.chances[Relation.CONTRADICTS]


def test_the_chances_of_a_pair_sum_to_one() -> None:
    found = finding(side("the mill burned down"), side("the fair opened"), 0.3)
    assert sum(found.chances.values()) == pytest.approx(1.0, abs=0.001)
    assert set(found.chances) == set(Relation)


def test_statements_in_nearly_the_same_words_are_likelier_of_one_claim_than_others() -> None:
    fire = side("the grain mill in Odda burned down on Tuesday", actor="Ada Obi")
    again = side("the grain mill in Odda has burned down on Tuesday", actor="Li Wen")
    fair = side("the harvest fair opens with a parade of tractors", actor="Li Wen")
    assert one_claim(finding(fire, again, 0.95)) > 0.5 > one_claim(finding(fire, fair, 0.2))


def test_a_pair_is_judged_alike_alone_and_among_others() -> None:
    pairs = [
        Pair(one=side("the mill burned down"), other=side("the mill has burned"), similarity=0.9, match=0.9),
        Pair(one=side("the fair opened"), other=side("nobody came to the fair"), similarity=0.6, match=0.6),
    ]
    assert [PairModel().judge([pair])[0] for pair in pairs] == list(PairModel().judge(pairs))


def test_nothing_is_found_of_no_pairs() -> None:
    assert PairModel().judge([]) == []


def test_the_trees_read_the_features_of_each_pair() -> None:
    pair = Pair(one=side("17 sailors drowned"), other=side("25 sailors drowned"), similarity=0.9, match=0.9)
    inputs = pair_inputs([pair, pair])
    assert inputs.shape == (2, len(NAMES))
    assert inputs[0][NAMES.index("other numbers")] == 1.0
