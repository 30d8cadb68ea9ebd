"""What settles a forecast, and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reportedly.linking.adjudicator import Finding, Relation
from reportedly.linking.claims import LINK
from reportedly.linking.forecasts import OpenForecast, may_settle, settles, tells
from reportedly.model import Act, Outcome, Stance

AFFIRM, DENY, UNCERTAIN = Stance.AFFIRM, Stance.DENY, Stance.UNCERTAIN
TRIP = OpenForecast(origin="o1", horizon="2031-05-09", known_on=date(2031, 5, 1), negated=False)
LATER = date(2031, 5, 10)


def finding(relation: Relation, chance: float = 0.9) -> Finding:
    chances = dict.fromkeys(Relation, 0.0) | {relation: chance}
    chances[Relation.OTHER] += 1 - chance
    return Finding(chances=chances, words=None, by="made")


SAME, CONTRARY = finding(Relation.SAME), finding(Relation.CONTRADICTS)


@pytest.mark.parametrize(
    ("found", "stance", "day", "outcome"),
    [
        (SAME, AFFIRM, 10, Outcome.HAPPENED),
        (SAME, AFFIRM, 5, Outcome.HAPPENED),
        (CONTRARY, DENY, 10, Outcome.DID_NOT_HAPPEN),
        (CONTRARY, DENY, 5, None),
        (finding(Relation.ENTAILED_BY), AFFIRM, 10, None),
        (finding(Relation.OTHER), AFFIRM, 10, None),
        (finding(Relation.SAME, LINK - 0.01), AFFIRM, 10, None),
    ],
)
def test_only_the_same_proposition_as_done_or_not_settles_it(
    found: Finding, stance: Stance, day: int, outcome: Outcome | None
) -> None:
    assert settles(TRIP, found, stance, date(2031, 5, day)) is outcome


@pytest.mark.parametrize(
    ("negated", "found", "stance", "outcome"),
    [
        # "the talks will fail": "they failed", "they succeeded", "they did not succeed"
        (False, CONTRARY, AFFIRM, Outcome.DID_NOT_HAPPEN),
        (False, SAME, DENY, Outcome.HAPPENED),
        # "she will not come": "she came", "she did not come", "she stayed away"
        (True, CONTRARY, AFFIRM, Outcome.HAPPENED),
        (True, SAME, DENY, Outcome.DID_NOT_HAPPEN),
        (True, SAME, AFFIRM, Outcome.DID_NOT_HAPPEN),
    ],
)
def test_opposite_words_turn_the_outcome(
    negated: bool, found: Finding, stance: Stance, outcome: Outcome | None
) -> None:
    assert settles(replace(TRIP, negated=negated), found, stance, LATER) is outcome


def test_without_a_day_it_can_only_come_true() -> None:
    undated = replace(TRIP, horizon=None)
    assert settles(undated, CONTRARY, DENY, LATER) is None
    assert settles(undated, SAME, AFFIRM, LATER) is Outcome.HAPPENED


def test_neither_a_copy_nor_what_is_no_later_settles_it() -> None:
    assert may_settle(TRIP, "o2", LATER)
    assert not may_settle(TRIP, "o1", LATER)
    assert not may_settle(TRIP, "o2", date(2031, 5, 1))


@pytest.mark.parametrize(
    ("act", "stance", "ahead", "can"),
    [
        (Act.ASSERT, AFFIRM, False, True),
        (Act.DENY, DENY, False, True),
        (Act.DEMAND, AFFIRM, False, False),
        (Act.ASSERT, UNCERTAIN, False, False),
        (Act.ASSERT, AFFIRM, True, False),
    ],
)
def test_who_tells_of_what_has_happened_can_settle_forecasts(act: Act, stance: Stance, ahead: bool, can: bool) -> None:
    assert tells(act, stance, ahead=ahead) is can
