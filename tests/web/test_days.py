"""What pages cut out of time: the stretch that they look at, bars by day, what happened, how forecasts fared."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from reportedly.ledger import Ledger
from reportedly.listing import Dated, Filter
from reportedly.model import Anchor, Likelihood, Outcome, Status
from reportedly.record import Change, DayRecord, Moment
from reportedly.web.charts.activity_chart import EDGE, LETTER, NARROWEST, happenings, strip
from reportedly.web.charts.calibration import calibration
from reportedly.web.date_range import YEAR, window
from tests.web import shelf

LAST = date(2031, 3, 7)


@pytest.fixture
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger(shelf.filled(tmp_path_factory.mktemp("time"))) as made:
        yield made


def busy(monkeypatch: pytest.MonkeyPatch, statements: int, first: date) -> None:
    """A ledger in which that much is said every day from a day on."""

    def days(_: Ledger, wanted: Filter) -> list[DayRecord]:
        assert wanted.since is not None
        assert wanted.until is not None
        start = max(wanted.since, first)
        count = (wanted.until - start).days + 1
        return [DayRecord(day=start + timedelta(days=n), statements=statements, changes=1) for n in range(count)]

    def changes(_: Ledger, _wanted: Filter, **_rows: object) -> list[Change]:
        return [Change(date=first, claim="c", wording="w", before=None, after=Status.REPORTED, why="", statements=())]

    monkeypatch.setattr(Ledger, "days", days)
    monkeypatch.setattr(Ledger, "changes", changes)


def test_a_small_ledger_is_seen_whole(ledger: Ledger) -> None:
    seen = window(ledger, None, None, most=2_000)
    assert seen is not None
    assert (seen.until, seen.later) == (LAST, None)
    assert (seen.until - seen.since).days == YEAR - 1


def test_nothing_is_seen_before_anything_was_there(ledger: Ledger) -> None:
    assert window(ledger, date(2001, 1, 1), None) is None


def test_a_busy_stretch_is_shorter_and_leads_on_without_a_gap(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    busy(monkeypatch, 100, first=LAST - timedelta(days=35))
    until: date | None = None
    seen = []
    while found := window(ledger, None, until, most=1_000):
        seen.append(found)
        until = found.earlier
        if until is None:
            break
    assert [(w.until - w.since).days + 1 for w in seen[:3]] == [10, 10, 10]
    assert all(later.since - earlier.until == timedelta(days=1) for later, earlier in itertools.pairwise(seen))
    assert seen[1].later == LAST
    assert seen[-1].since <= LAST - timedelta(days=35)


def test_one_day_on_which_more_is_said_than_fits_is_seen_all_the_same(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy(monkeypatch, 5_000, first=LAST - timedelta(days=3))
    seen = window(ledger, None, None, most=1_000)
    assert seen is not None
    assert (seen.since, seen.until) == (LAST, LAST)


@pytest.mark.parametrize("count", [1, 30, 366])
def test_bars_hold_every_day_once_and_lie_inside(count: int) -> None:
    days = [DayRecord(day=LAST - timedelta(days=n), statements=2, changes=n % 2) for n in range(count)]
    drawn = strip(days, LAST, 350)
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
    drawn = strip([DayRecord(day=LAST - timedelta(days=count - 1), statements=1, changes=0)], LAST, width)
    assert drawn is not None
    assert [t.label for t in drawn.ticks] == labels
    assert {t.x for t in drawn.ticks} <= {b.x for b in drawn.bars}
    assert all(a.x + LETTER * len(a.label) < b.x for a, b in itertools.pairwise(drawn.ticks))


def test_where_nothing_was_said_nothing_is_drawn() -> None:
    assert strip([], LAST, 350) is None


def moment(words: str, statement: str | None, kind: str | None) -> Moment:
    return Moment(
        date="2031-03-04",
        kind=Dated.HAPPENED,
        report="r",
        statement=statement,
        claim=None,
        words=Anchor(start=0, end=len(words), exact=words),
        source=None,
        actor=None,
        type=kind,
        factuality=3.0,
    )


def test_events_of_one_sentence_are_one_row() -> None:
    told = happenings([moment("sunk", "s", "ASSAULT"), moment("fired", "s", "COERCE"), moment("shut", None, "PROTEST")])
    assert [h.types for h in told] == [("ASSAULT", "COERCE"), ("PROTEST",)]


def test_forecasts_are_told_by_how_likely_they_were_held() -> None:
    told = calibration(
        {
            (Likelihood.LIKELY, Outcome.HAPPENED): 3,
            (Likelihood.LIKELY, Outcome.DID_NOT_HAPPEN): 1,
            (Likelihood.UNSTATED, Outcome.HAPPENED): 2,
            (Likelihood.REMOTE, Outcome.OPEN): 4,
        }
    )
    assert (told.forecasts, told.open, told.happened, told.did_not, told.scored) == (10, 4, 5, 1, 4)
    assert [(b.likelihood, b.settled, b.happened) for b in told.bands] == [
        (Likelihood.LIKELY, 4, 3),
        (Likelihood.UNSTATED, 2, 2),
    ]
    assert told.bands[0].share == 0.75
    assert told.bands[1].expected is None
    assert told.brier == pytest.approx((3 * 0.325**2 + 0.675**2) / 4, abs=1e-4)
