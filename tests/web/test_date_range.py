"""The range of days that a page looks at."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from reportedly.ledger import Ledger
from reportedly.listing import Filter
from reportedly.model import ChangeKind, Status
from reportedly.record import Change, DayRecord
from reportedly.web.date_range import YEAR, date_range
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
        new = Change(
            date=first,
            claim="c",
            wording="w",
            before=None,
            after=Status.REPORTED,
            kind=ChangeKind.NEW,
            notable=False,
            why="",
            statements=(),
        )
        return [new]

    monkeypatch.setattr(Ledger, "days", days)
    monkeypatch.setattr(Ledger, "changes", changes)


def test_a_small_ledger_is_seen_whole(ledger: Ledger) -> None:
    seen = date_range(ledger, None, None, most=2_000)
    assert seen is not None
    assert (seen.until, seen.later) == (LAST, None)
    assert (seen.until - seen.since).days == YEAR - 1


def test_nothing_is_seen_before_anything_was_there(ledger: Ledger) -> None:
    assert date_range(ledger, date(2001, 1, 1), None) is None


def test_a_busy_stretch_is_shorter_and_leads_on_without_a_gap(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    busy(monkeypatch, 100, first=LAST - timedelta(days=35))
    until: date | None = None
    seen = []
    while found := date_range(ledger, None, until, most=1_000):
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
    seen = date_range(ledger, None, None, most=1_000)
    assert seen is not None
    assert (seen.since, seen.until) == (LAST, LAST)
