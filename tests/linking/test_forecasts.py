"""What settles a forecast, and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reportedly.encoder import embed
from reportedly.linking.embedding import StatementEmbedding, combine, of_statement
from reportedly.linking.forecasts import MAY_SETTLE, OpenForecast, settles, tells
from reportedly.model import Act, Likelihood, Outcome, Stance
from tests.linking.made import statement

AFFIRM, DENY, UNCERTAIN = Stance.AFFIRM, Stance.DENY, Stance.UNCERTAIN


def _embedding(said: str, report: str, likelihood: Likelihood | None = None) -> StatementEmbedding:
    content, around = embed([said, said])
    act = Act.PREDICT if likelihood else Act.ASSERT
    return of_statement(report, statement(said, act, likelihood), combine(content, around, around))


TRIP = OpenForecast(
    embedding=_embedding("Queen Ada will attend the harvest parade in Lisse", "r1", Likelihood.LIKELY),
    origin="o1",
    horizon="2031-05-09",
    known_on=date(2031, 5, 1),
)
CAME = _embedding("Queen Ada attended the harvest parade in Lisse", "r2")


@pytest.mark.parametrize(
    ("act", "stance", "day", "outcome"),
    [
        (Act.ASSERT, AFFIRM, 10, Outcome.HAPPENED),
        (Act.CONFIRM, AFFIRM, 5, Outcome.HAPPENED),
        (Act.ASSERT, DENY, 10, Outcome.DID_NOT_HAPPEN),
        (Act.ASSERT, DENY, 5, None),
        (Act.ASSERT, UNCERTAIN, 10, None),
        (Act.DEMAND, AFFIRM, 10, None),
        (Act.ASSERT, AFFIRM, 1, None),
    ],
)
def test_who_says_so_later_settles_it(act: Act, stance: Stance, day: int, outcome: Outcome | None) -> None:
    assert settles(TRIP, CAME, "o2", act, stance, date(2031, 5, day)) is outcome


def test_a_copy_of_its_own_text_settles_nothing() -> None:
    assert settles(TRIP, CAME, "o1", Act.ASSERT, AFFIRM, date(2031, 5, 10)) is None


def test_another_forecast_settles_nothing() -> None:
    assert settles(TRIP, replace(CAME, ahead=True), "o2", Act.ASSERT, AFFIRM, date(2031, 5, 10)) is None


def test_another_matter_settles_nothing() -> None:
    other = _embedding("the harvest in Lisse was flooded", "r2")
    assert settles(TRIP, other, "o2", Act.ASSERT, AFFIRM, date(2031, 5, 10)) is None


def test_without_a_day_it_can_only_come_true() -> None:
    undated = replace(TRIP, horizon=None)
    assert settles(undated, CAME, "o2", Act.ASSERT, DENY, date(2031, 5, 10)) is None
    assert settles(undated, CAME, "o2", Act.ASSERT, AFFIRM, date(2031, 5, 10)) is Outcome.HAPPENED


def test_what_may_settle_is_near_enough_to_be_looked_at() -> None:
    assert float(TRIP.embedding.vector @ CAME.vector) >= MAY_SETTLE
    assert not tells(Act.DEMAND, CAME, AFFIRM)
    assert tells(Act.DENY, CAME, DENY)
