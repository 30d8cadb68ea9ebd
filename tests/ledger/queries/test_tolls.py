"""Tolls of Events: figures by source and day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from reportedly.errors import NotFound
from reportedly.ledger import Ledger
from reportedly.listing import Filter
from reportedly.model import Counting, Reading, Report, TollKind
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


def test_a_figure_of_another_day_stands_beside_the_event(
    new_address: NewAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_all(reports: Iterable[Report], **_: object) -> Iterable[Reading]:
        for reading in map(_with_dead, reports):
            (number,), (time,) = reading.quantities, reading.times
            value = "2031-03-04" if number.low == 7 else time.value
            number = replace(number, times=(time.anchor,))
            yield replace(reading, quantities=(number,), times=(replace(time, value=value),))

    monkeypatch.setattr("reportedly.ledger.ledger.batch.read_all", read_all)
    with Ledger(new_address()) as ledger:
        list(ledger.add(SLIDE))
        (event,) = ledger.tolls()
    own, beside = event.tolls
    assert ([f.low for f in own.figures], own.beside, own.day) == ([40.0, 90.0, 60.0], False, None)
    assert ([f.low for f in beside.figures], beside.beside, beside.day) == ([7.0], True, date(2031, 3, 4))


def test_numbers_of_things_parts_and_what_comes_on_top_are_no_figures(
    new_address: NewAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_all(reports: Iterable[Report], **_: object) -> Iterable[Reading]:
        for reading in map(_with_dead, reports):
            (q,) = reading.quantities
            unlike = {
                "40": replace(q, unit="ship"),
                "90": replace(q, counting=Counting.ADDED),
                "60": replace(q, statement="inner"),
            }
            yield replace(reading, quantities=(unlike.get(q.anchor.exact, q),))

    monkeypatch.setattr("reportedly.ledger.ledger.batch.read_all", read_all)
    with Ledger(new_address()) as ledger:
        list(ledger.add(SLIDE))
        (event,) = ledger.tolls()
    assert [f.low for toll in event.tolls for f in toll.figures] == [7.0]


def test_tolls_are_those_of_a_date(slide: Ledger) -> None:
    (event,) = slide.tolls(Filter(as_of=date(2031, 3, 2)))
    assert [f.low for f in event.tolls[0].figures] == [40.0, 90.0]


def test_there_are_none_of_other_numbers_or_of_no_event(flood: Ledger) -> None:
    assert list(flood.tolls()) == []
    with pytest.raises(NotFound, match="reportedly events"):
        flood.tolls_of("ffff")
