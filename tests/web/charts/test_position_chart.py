"""Positions over time, as geometry."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from reportedly.ledger import Ledger
from reportedly.listing import Filter
from reportedly.model import Party, Stance
from reportedly.record import Change, Claim
from reportedly.web.charts.position_chart import EDGE, MOST, NARROWEST, UNNAMED, position_chart
from tests.web import shelf


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger(shelf.filled(tmp_path_factory.mktemp("lanes"))) as made:
        yield made


@pytest.fixture
def claim(ledger: Ledger) -> Claim:
    return ledger.claim(shelf.CLAIM)


@pytest.fixture
def history(ledger: Ledger) -> Sequence[Change]:
    return ledger.changes(Filter(claim=shelf.CLAIM))


@pytest.mark.parametrize("width", [350, 860])
def test_everything_lies_inside_the_drawing(claim: Claim, history: Sequence[Change], width: int) -> None:
    drawn = position_chart(claim, history, date(2031, 4, 1), width=width)
    places = [x for lane in drawn.lanes for s in lane.segments for x in (s.x, s.x + s.width)]
    places += [d.x for lane in drawn.lanes for d in lane.dots] + [t.x for t in drawn.ticks]
    places += [x for s in drawn.status for x in (s.x, s.x + s.width)]
    assert min(places) >= EDGE - 5
    assert max(places) <= width - EDGE + 0.2
    assert drawn.height > drawn.lanes[-1].y


def test_a_lane_a_party_and_unnamed_sources_last(claim: Claim, history: Sequence[Change]) -> None:
    unnamed = replace(claim.statements[0], id="unnamed", named=False)
    drawn = position_chart(replace(claim, statements=(unnamed, *claim.statements)), history, None, width=860)
    assert [lane.party for lane in drawn.lanes] == [Party("Norland"), Party("Sudland"), UNNAMED]
    assert [[s.kind for s in lane.segments] for lane in drawn.lanes] == [["affirm"], ["deny"], []]
    assert drawn.lanes[0].dots[0].x < drawn.lanes[1].dots[0].x


def test_statuses_follow_each_other_without_a_gap(claim: Claim, history: Sequence[Change]) -> None:
    drawn = position_chart(claim, history, None, width=860)
    assert [s.kind for s in drawn.status] == ["alleged", "disputed"]
    assert drawn.status[0].x + drawn.status[0].width == pytest.approx(drawn.status[1].x, abs=0.2)


def test_one_day_alone_can_be_drawn(ledger: Ledger, history: Sequence[Change]) -> None:
    early = ledger.claim(shelf.CLAIM, as_of=date(2031, 3, 5))
    drawn = position_chart(early, [replace(history[0], date=date(2031, 3, 4))], None, width=350)
    assert drawn.lanes[0].segments[0].width > 0
    assert [t.label for t in drawn.ticks] == ["4 Mar 2031"]


def test_a_long_silence_leaves_room_for_the_days_before_it(claim: Claim, history: Sequence[Change]) -> None:
    first = claim.statements[0]
    days = [*range(10), 200]
    said = tuple(replace(first, id=f"s{n}", said_on=first.said_on + timedelta(days=n)) for n in days)
    drawn = position_chart(replace(claim, statements=said), history, None, width=860)
    places = [d.x for d in drawn.lanes[0].dots]
    assert all(b - a >= NARROWEST for a, b in pairwise(places))
    assert [t.label for t in drawn.ticks if t.silence] == ["6 months"]


def test_more_days_than_columns_and_more_parties_than_lanes_still_fit(claim: Claim, history: Sequence[Change]) -> None:
    first = claim.statements[0]
    said = tuple(
        replace(first, id=f"s{n}", party=Party(f"Party {n % 40}"), said_on=first.said_on + timedelta(days=n))
        for n in range(400)
    )
    drawn = position_chart(replace(claim, statements=said), history, None, width=350)
    assert len(drawn.lanes) == MOST
    assert drawn.left_out == 40 - MOST
    assert sum(d.times for lane in drawn.lanes for d in lane.dots) == 10 * MOST
    assert max(d.x for lane in drawn.lanes for d in lane.dots) <= 350 - EDGE


def test_a_lane_ends_where_the_party_stands(claim: Claim, history: Sequence[Change]) -> None:
    first = claim.statements[0]
    recalled = replace(first, id="recalled", stance=Stance.DENY, said_on=first.said_on + timedelta(days=9))
    drawn = position_chart(replace(claim, statements=(*claim.statements, recalled)), history, None, width=860)
    norland = next(lane for lane in drawn.lanes if lane.party == Party("Norland"))
    assert norland.segments[-1].kind == "affirm"
    assert [d.stance for d in norland.dots] == ["affirm", "deny"]
