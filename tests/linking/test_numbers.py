"""Ranges that cannot hold together, and how forecasts are scored."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.linking.numbers import PartyNumber, exclude_each_other, excluded, latest, moves
from reportedly.linking.scoring import LEAST, brier
from reportedly.model import Likelihood, Outcome, Party


def _given(party: str, day: int, low: float | None, high: float | None) -> PartyNumber:
    return PartyNumber(party=Party(party), said_on=date(2031, 3, day), statement=f"{party}{day}", low=low, high=high)


def test_only_ranges_without_a_common_number_exclude_each_other() -> None:
    numbers = [_given("a", 1, 10, 12), _given("b", 1, 12, None), _given("c", 1, None, 9), _given("d", 1, 13, 13)]
    assert excluded(numbers) == [("c1", "d1"), ("c1",), ("a1", "b1", "d1"), ("a1", "c1")]


def test_a_party_replaces_its_own_number_and_excludes_none_of_it() -> None:
    numbers = [_given("a", 1, 10, 10), _given("b", 2, 20, 20), _given("a", 3, 20, 20), _given("a", 3, 15, 15)]
    assert latest(numbers) == [False, True, True, True]
    assert excluded(numbers) == [(), ("a3",), (), ("b2",)]


def test_a_higher_number_of_a_later_day_is_an_update() -> None:
    assert excluded([_given("a", 1, 10, 10), _given("b", 2, 20, None)]) == [(), ()]
    assert excluded([_given("a", 1, 10, 10), _given("b", 1, 20, None)]) == [("b1",), ("a1",)]
    assert excluded([_given("a", 1, 40, None), _given("b", 2, None, 20)]) == [("b2",), ("a1",)]


def test_under_and_over_the_same_number_exclude_each_other() -> None:
    under, over, exact = _given("a", 1, None, 80), _given("b", 1, 80, None), _given("c", 1, 80, 80)
    assert exclude_each_other(under, over)
    assert exclude_each_other(over, under)
    assert not exclude_each_other(under, exact)
    assert not exclude_each_other(exact, over)
    assert not exclude_each_other(over, over)


def test_a_number_moves_when_its_party_gives_another_one() -> None:
    first, second, rounded = _given("a", 1, 10, 10), _given("a", 2, 20, 20), _given("b", 2, 10, None)
    assert moves([first, rounded, second]) == [(first, second)]
    assert moves([first, _given("a", 2, 10, None)]) == []


def test_only_settled_forecasts_that_say_how_likely_are_scored() -> None:
    assert brier({(Likelihood.UNSTATED, Outcome.HAPPENED): 30, (Likelihood.LIKELY, Outcome.OPEN): 20}) == (None, 0)
    tally = {(Likelihood.EVEN, Outcome.HAPPENED): 20, (Likelihood.EVEN, Outcome.DID_NOT_HAPPEN): 10}
    assert brier(tally) == (0.25, 30)
    assert brier({(Likelihood.REMOTE, Outcome.DID_NOT_HAPPEN): LEAST})[0] == pytest.approx(0.011)
    assert brier({(Likelihood.REMOTE, Outcome.HAPPENED): 50})[0] == pytest.approx(0.801)


def test_a_few_forecasts_have_no_score() -> None:
    assert brier({(Likelihood.EVEN, Outcome.HAPPENED): LEAST - 1}) == (None, LEAST - 1)
