"""Numbers, timeline and sources of a ledger, as known at a date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reportedly.errors import NotFound
from reportedly.ledger import Ledger
from reportedly.listing import Filter
from reportedly.model import Anchor, EventMention, EventType, Party, Quantity, Time, TimeType, Verdict
from tests.ledger import told
from tests.ledger.told import STORY, report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.model import Reading, Report
    from tests.databases import NewAddress

FLOOD = (
    report("one", 0, "Norway said 40 villages on the Sandvik coast were flooded around 2031-02-27."),
    report("two", 1, "Chile said 90 villages on the Sandvik coast were flooded around 2031-02-27."),
    report("three", 2, "Norway said 60 villages on the Sandvik coast were flooded around 2031-02-27."),
)


def _counted(told_report: Report) -> Reading:
    """The reading with its number, its time and its happening."""
    reading, text = told.read(told_report), told_report.text
    (statement,) = reading.statements
    number, when, trigger = (
        Anchor.of(text, text.index(w), text.index(w) + len(w)) for w in (text.split()[2], "2031-02-27", "flooded")
    )
    value = float(number.exact)
    quantity = Quantity(anchor=number, low=value, high=value, unit=None, of="village", made_by="told")
    event = EventMention(
        trigger=trigger,
        type=EventType.ASSAULT,
        mode=None,
        actors=(),
        recipients=(),
        place=None,
        time=when,
        quantities=(number,),
        statement=statement.id,
        factuality=1.0,
        said_factuality=3.0,
        made_by="told",
    )
    time = Time(anchor=when, type=TimeType.DATE, value=when.exact, made_by="told")
    return replace(reading, quantities=(quantity,), times=(time,), events=(event,))


@pytest.fixture
def flood(new_address: NewAddress, monkeypatch: pytest.MonkeyPatch) -> Iterable[Ledger]:
    monkeypatch.setattr("reportedly.ledger.ledger.batch.read_all", lambda reports, **_: map(_counted, reports))
    with Ledger(new_address()) as made:
        list(made.add(FLOOD))
        yield made


@pytest.fixture
def story(new_address: NewAddress) -> Iterable[Ledger]:
    with Ledger(new_address()) as made:
        list(made.add(STORY))
        yield made


def test_numbers_stand_by_source_over_time_and_tell_what_they_exclude(flood: Ledger) -> None:
    found = flood.numbers()
    assert [(str(n.party), n.low, n.latest) for n in found] == [
        ("Norway", 40.0, False),
        ("Chile", 90.0, True),
        ("Norway", 60.0, True),
    ]
    first, second, third = (n.statement for n in found)
    assert [n.excludes for n in found] == [(), (third,), (second,)]
    before = flood.numbers(Filter(claim=found[0].claim[:12], as_of=date(2031, 3, 2)))
    assert [n.excludes for n in before] == [(second,), (first,)]


def test_the_timeline_holds_what_was_said_and_what_happened(flood: Ledger) -> None:
    found = flood.timeline(Filter(as_of=date(2031, 3, 2)))
    assert [(m.date, m.kind, m.report, m.words.exact[:6]) for m in found] == [
        ("2031-02-27", "happened", "one", "floode"),
        ("2031-02-27", "happened", "two", "floode"),
        ("2031-03-01", "said", "one", "40 vil"),
        ("2031-03-02", "said", "two", "90 vil"),
    ]
    assert all(m.claim == found[0].claim for m in found)
    assert [m.report for m in flood.timeline(Filter(since=date(2031, 3, 2), until=date(2031, 3, 2)))] == ["two"]
    flood.judge(Verdict.WRONG, flood.reading("one").statements[0].id, by="ann")
    assert {m.report for m in flood.timeline()} == {"two", "three"}


def test_a_source_is_known_by_what_became_of_its_words(story: Ledger) -> None:
    story.grade("Chile", "D", why="denied it", by="ann")
    found = {s.name: s for s in story.sources()}
    assert (found["Norway"].statements, found["Norway"].affirmed) == (2, 1)
    chile = found["Chile"]
    assert (chile.statements, chile.reports, chile.affirmed, chile.denied) == (2, 2, 0, 1)
    assert [g.mark for g in chile.grades] == ["D"]
    assert "An official" not in found
    holt = found["Maria Holt"]
    assert (holt.forecasts, holt.settled, holt.scored) == (1, 1, 1)
    assert holt.brier == pytest.approx(0.325**2, abs=1e-4)
    then = {s.name: s for s in story.sources(Filter(as_of=date(2031, 3, 2)))}
    assert (then["Chile"].denied, then["Maria Holt"].brier) == (0, None)


def test_a_source_in_full_tells_who_said_the_same_later(story: Ledger) -> None:
    found = story.source("chile")
    assert [(s.report, s.affirmed_by, s.denied_by) for s in found.statements] == [
        ("e", (), ()),
        ("b", (), (Party("Portugal"),)),
    ]
    assert [f.report for f in story.source("Maria Holt").forecasts] == ["c"]
    with pytest.raises(NotFound, match="sources"):
        story.source("Nobody")
    with pytest.raises(NotFound, match="Portugal"):
        story.source("Portugal", as_of=date(2031, 3, 1))
