"""Changes of status by what they are filtered by."""

from __future__ import annotations

from datetime import date

from reportedly.ledger import Ledger
from reportedly.listing import Filter
from reportedly.model import ChangeKind


def test_changes_are_asked_for_by_claim_party_country_and_day(story: Ledger) -> None:
    everything = story.changes()
    cable = next(c for c in story.claims() if "divers" in c.wording)
    assert list(story.changes(Filter(claim=cable.id))) == [c for c in everything if c.claim == cable.id]
    assert list(story.changes(Filter(status_changed=True))) == [c for c in everything if c.before is not None]
    assert [c.date.day for c in story.changes(Filter(actor="Chile"))] == [2, 5]
    assert [c.date.day for c in story.changes(Filter(place="NO", claim=cable.id, newest_first=True))] == [5, 2, 1]
    day = date(2031, 3, 2)
    assert list(story.changes(Filter(since=day, until=day))) == [c for c in everything if c.date == day]


def test_notable_changes_are_those_to_act_on(story: Ledger) -> None:
    everything = story.changes()
    assert list(story.changes(Filter(notable=True))) == [c for c in everything if c.notable]
    assert {c.kind for c in everything if c.before is None and not c.notable} >= {ChangeKind.NEW}
    assert all(c.kind not in {ChangeKind.NEW, ChangeKind.SOURCE} for c in everything if c.notable)
