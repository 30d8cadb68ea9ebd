"""What is dated, and how much there is of it day by day."""

from __future__ import annotations

from datetime import date

from reportedly.ledger import Ledger
from reportedly.listing import Dated, Filter
from reportedly.model import (
    Verdict,
)


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


def test_days_places_and_who_is_heard(story: Ledger) -> None:
    days = {d.day.day: (d.statements, d.changes) for d in story.days()}
    said = story.timeline(Filter(kind=Dated.SAID))
    assert sum(n for n, _ in days.values()) == len(said)
    assert sum(n for _, n in days.values()) == len(story.changes(Filter(status_changed=True)))
    (bergen,) = story.places()
    assert (bergen.name, bergen.country, bergen.reports[0]) == ("Bergen", "NO", "g")
    assert story.places(Filter(since=date(2031, 3, 2), until=date(2031, 3, 2)))[0].reports == ("c", "b")
    assert set(story.active_parties()) == {"Norway", "Chile", "Kenya", "Portugal", "Maria Holt", "The Gazette"}
    assert set(story.active_parties(as_of=date(2031, 3, 2), days=1)) == {"Chile", "Kenya", "Maria Holt"}
    assert story.active_countries() == ["NO"]
    assert story.active_parties(as_of=date(2031, 2, 1)) == []
    assert story.latest_day() == date(2031, 3, 22)
    assert story.latest_day(as_of=date(2031, 3, 4)) == date(2031, 3, 4)
