"""What two statements share, as numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reportedly.linking.adjudicator import Pair
from reportedly.linking.pair_features import LONGEST_GAP, NAMES, described, features
from reportedly.model import Act
from tests.linking.test_pair_model import side


def value(name: str, pair: Pair) -> float:
    """One feature of a pair."""
    return dict(zip(NAMES, features(pair, described(pair.one), described(pair.other)), strict=True))[name]


def pair(one: str, other: str) -> Pair:
    """Two statements of two actors."""
    return Pair(one=side(one, actor="Ada Obi"), other=side(other, actor="Li Wen"), similarity=0.5, match=0.5)


def test_every_feature_has_a_name() -> None:
    given = pair("a mill burned", "a barn burned")
    assert len(features(given, described(given.one), described(given.other))) == len(NAMES)


def test_the_same_words_share_all_their_weight() -> None:
    assert value("shared weight", pair("the old mill burned", "the old mill burned")) == 1.0


def test_rare_words_weigh_more_than_common_ones() -> None:
    rare = value("shared weight", pair("the seismograph is new", "the seismograph is there"))
    common = value("shared weight", pair("the school is new", "the school is there"))
    assert rare > common


@pytest.mark.parametrize(
    ("name", "one", "other", "expected"),
    [
        ("other numbers", "17 men drowned", "25 men drowned", 1.0),
        ("other numbers", "17 men drowned", "men drowned", 0.0),
        ("numbers in one only", "17 men drowned", "men drowned", 1.0),
        ("numbers shared", "17 men drowned", "17 sailors are lost", 1.0),
        ("only one is negative", "the dam broke", "the dam did not break", 1.0),
        ("names shared", "the port of Odda closed", "ships left Odda", 1.0),
    ],
)
def test_what_differs(name: str, one: str, other: str, expected: float) -> None:
    assert value(name, pair(one, other)) == expected


def test_who_speaks_counts_if_both_are_known() -> None:
    given = pair("a mill burned", "a mill burned")
    assert value("same actor", given) == 0.0
    assert value("same actor", replace(given, other=side("a mill burned", actor="Ada Obi"))) == 1.0
    assert value("actor unknown", replace(given, other=side("a mill burned"))) == 1.0


def test_acts_count() -> None:
    given = replace(pair("a mill burned", "a mill burned"), other=side("a mill burned", Act.DENY))
    assert (value("only one denies", given), value("same act", given)) == (1.0, 0.0)


def test_long_gaps_count_as_one() -> None:
    given = pair("a mill burned", "a mill burned")
    later = replace(given.other, day=date(2033, 3, 1))
    assert value("days between", replace(given, other=later)) == LONGEST_GAP
