"""The adjudicator that goes by likeness: alike is the same, alike but for a negation is contrary."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.linking.adjudicator import Pair, Relation, Side
from reportedly.linking.pair_model import Likeness
from reportedly.model import Act


def side(words: str, act: Act = Act.ASSERT, report: str | None = None) -> Side:
    """A statement in these words, which are all of its context, in a report of its own."""
    return Side(
        statement=words,
        report=report or f"{act} {words}",
        actor=None,
        act=act,
        wording=words,
        content=words,
        sentence=words,
        title=None,
        outlet=None,
        day=date(2031, 3, 1),
    )


def most_likely(one: Side, other: Side, similarity: float) -> Relation:
    """The relation that has the highest chance."""
    found = Likeness().judge([Pair(one=one, other=other, similarity=similarity)])[0]
    assert sum(found.chances.values()) == pytest.approx(1.0)
    return max(found.chances, key=lambda relation: found.chances[relation])


def test_alike_statements_say_the_same() -> None:
    assert most_likely(side("the mill burned down"), side("the mill has burned"), 0.95) is Relation.SAME


def test_statements_of_one_report_are_alike_by_what_surrounds_them() -> None:
    one, other = side("the mill burned down", report="r"), side("the mill has burned", report="r")
    assert most_likely(one, other, 0.85) is Relation.OTHER
    assert most_likely(one, other, 1.0) is Relation.SAME


def test_statements_that_are_not_alike_say_something_else() -> None:
    assert most_likely(side("the mill burned down"), side("the fair opened"), 0.3) is Relation.OTHER


@pytest.mark.parametrize("words", ["the mill did not burn down", "the mill didn’t burn down"])
def test_a_negation_in_one_of_them_makes_them_contrary(words: str) -> None:
    assert most_likely(side("the mill burned down"), side(words), 0.95) is Relation.CONTRADICTS


def test_a_denial_is_contrary_to_what_it_denies_and_the_same_as_its_negation() -> None:
    denial = side("the mill burned down", Act.DENY)
    assert most_likely(denial, side("the mill burned down"), 0.95) is Relation.CONTRADICTS
    assert most_likely(denial, side("the mill did not burn down"), 0.95) is Relation.SAME
