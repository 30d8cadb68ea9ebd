"""Tolls of Events: figures by source and day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from reportedly.errors import NotFound
from reportedly.ledger import Ledger
from reportedly.listing import Filter
from reportedly.model import Reading, Report, TollKind
from tests.databases import NewAddress
from tests.ledger.queries.stories import with_numbers
from tests.ledger.told import report

SLIDE = (
    report("one", 0, "Norway said 40 miners at the Sandvik pit were flooded around 2031-02-27."),
    report("two", 1, "Chile said 90 miners at the Sandvik pit were flooded around 2031-02-27."),
    report("three", 2, "Norway said 60 miners at the Sandvik pit were flooded around 2031-02-27."),
    report("four", 3, "Norway said 7 soldiers at the Sandvik pit were flooded around 2031-02-27."),
)


def _with_dead(told_report: Report) -> Reading:
    reading = with_numbers(told_report)
    who = told_report.text.split()[3]
    return replace(reading, quantities=tuple(replace(q, of=f"{who} killed") for q in reading.quantities))


@pytest.fixture
def slide(new_address: NewAddress, monkeypatch: pytest.MonkeyPatch) -> Iterable[Ledger]:
    monkeypatch.setattr("reportedly.ledger.ledger.batch.read_all", lambda reports, **_: map(_with_dead, reports))
    with Ledger(new_address()) as made:
        list(made.add(SLIDE))
        yield made


def test_figures_of_one_event_stand_by_source_and_day_and_replace_those_of_the_same_source(slide: Ledger) -> None:
    (event,) = slide.tolls()
    (toll,) = event.tolls
    assert toll.kind is TollKind.DEAD
    assert [(str(f.party), f.low, f.of, f.latest) for f in toll.figures] == [
        ("Norway", 40.0, "miners killed", False),
        ("Chile", 90.0, "miners killed", True),
        ("Norway", 60.0, "miners killed", True),
        ("Norway", 7.0, "soldiers killed", True),
    ]
    _, second, third, fourth = toll.figures
    assert (second.excludes, third.excludes, fourth.excludes) == ((third.statement,), (second.statement,), ())
    assert slide.tolls_of(event.event[:6]) == event


def test_tolls_are_those_of_a_date(slide: Ledger) -> None:
    (event,) = slide.tolls(Filter(as_of=date(2031, 3, 2)))
    assert [f.low for f in event.tolls[0].figures] == [40.0, 90.0]


def test_there_are_none_of_other_numbers_or_of_no_event(flood: Ledger) -> None:
    assert list(flood.tolls()) == []
    with pytest.raises(NotFound, match="reportedly events"):
        flood.tolls_of("ffff")
