"""Forecasts by the day on which they fall due and by outcome."""

from __future__ import annotations

from datetime import date

from reportedly.ledger import Ledger
from reportedly.listing import Filter
from reportedly.model import (
    Outcome,
)


def test_forecasts_fall_due_in_order(story: Ledger) -> None:
    (one,) = story.forecasts(Filter(due_since=date(2031, 3, 20), due_until=date(2031, 3, 20)))
    assert one.due == date(2031, 3, 20)
    assert list(story.forecasts(Filter(due_since=date(2031, 3, 21)))) == []
    assert list(story.forecasts(Filter(outcome=Outcome.OPEN))) == []
    assert [f.statement for f in story.forecasts(Filter(outcome=Outcome.OPEN, as_of=date(2031, 3, 20)))] == [
        one.statement
    ]
    assert [f.statement for f in story.forecasts(Filter(outcome=Outcome.HAPPENED))] == [one.statement]
