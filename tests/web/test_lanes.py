"""Positions over time, as geometry."""

from dataclasses import replace
from datetime import date

import pytest

from reportedly.web.lanes import EDGE, UNNAMED, lanes
from tests.web.shelf import Shelf

CLAIM = Shelf("x").claim("c0ffee")
HISTORY = Shelf("x").changes()


@pytest.mark.parametrize("width", [350, 860])
def test_everything_lies_inside_the_drawing(width: int) -> None:
    drawn = lanes(CLAIM, HISTORY, date(2031, 4, 1), width=width)
    places = [x for lane in drawn.lanes for s in lane.stretches for x in (s.x, s.x + s.width)]
    places += [d.x for lane in drawn.lanes for d in lane.dots] + [t.x for t in drawn.ticks]
    places += [x for s in drawn.status for x in (s.x, s.x + s.width)]
    assert min(places) >= EDGE
    assert max(places) <= width - EDGE + 0.2
    assert drawn.height > drawn.lanes[-1].y


def test_a_lane_a_party_and_unnamed_sources_last() -> None:
    drawn = lanes(CLAIM, HISTORY, None, width=860)
    assert [lane.party for lane in drawn.lanes] == ["Norland", "Sudland", UNNAMED]
    assert [[s.kind for s in lane.stretches] for lane in drawn.lanes] == [["affirm"], ["deny"], []]
    assert drawn.lanes[0].dots[0].x < drawn.lanes[1].dots[0].x


def test_statuses_follow_each_other_without_a_gap() -> None:
    drawn = lanes(CLAIM, HISTORY, None, width=860)
    assert [s.kind for s in drawn.status] == ["alleged", "disputed"]
    assert drawn.status[0].x + drawn.status[0].width == pytest.approx(drawn.status[1].x, abs=0.2)


def test_one_day_alone_can_be_drawn() -> None:
    early = Shelf("x").claim("c0ffee", as_of=date(2031, 3, 5))
    drawn = lanes(early, [replace(HISTORY[0], date=date(2031, 3, 4))], None, width=350)
    assert drawn.lanes[0].stretches[0].width > 0
    assert [t.label for t in drawn.ticks] == ["4 Mar"]
