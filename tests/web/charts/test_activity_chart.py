"""Statements and changes by day, drawn as bars."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest

from reportedly.record import DayRecord
from reportedly.web.charts.activity_chart import EDGE, LETTER, NARROWEST, activity_chart

LAST = date(2031, 3, 7)


@pytest.mark.parametrize("count", [1, 30, 366])
def test_bars_hold_every_day_once_and_lie_inside(count: int) -> None:
    days = [DayRecord(day=LAST - timedelta(days=n), statements=2, changes=n % 2) for n in range(count)]
    drawn = activity_chart(days, LAST, 350)
    assert drawn is not None
    assert sum(b.statements for b in drawn.bars) == 2 * count
    assert sum(b.changes for b in drawn.bars) == count // 2
    assert drawn.bars[-1].last == LAST
    assert min(b.x for b in drawn.bars) >= EDGE
    assert max(b.x + b.width for b in drawn.bars) <= 350 - EDGE
    assert len(drawn.bars) <= 350 // NARROWEST


@pytest.mark.parametrize(
    ("count", "width", "labels"),
    [
        (1, 350, ["7 Mar 2031"]),
        (3, 350, ["5 Mar 2031", "6 Mar", "7 Mar"]),
        (30, 350, ["6 Feb 2031", "Mar"]),
        (100, 1180, ["28 Nov 2030", "Jan 2031", "Feb", "Mar"]),
        (366, 350, ["7 Mar 2030", "Jul", "Sep", "Nov", "Jan 2031"]),
    ],
)
def test_days_or_months_stand_below_their_bars(count: int, width: int, labels: list[str]) -> None:
    drawn = activity_chart([DayRecord(day=LAST - timedelta(days=count - 1), statements=1, changes=0)], LAST, width)
    assert drawn is not None
    assert [t.label for t in drawn.ticks] == labels
    assert {t.x for t in drawn.ticks} <= {b.x for b in drawn.bars}
    assert all(a.x + LETTER * len(a.label) < b.x for a, b in itertools.pairwise(drawn.ticks))


def test_where_nothing_was_said_nothing_is_drawn() -> None:
    assert activity_chart([], LAST, 350) is None
