"""Numbers by source over time."""

from __future__ import annotations

from datetime import date

from reportedly.ledger import Ledger
from reportedly.listing import Filter


def test_numbers_stand_by_source_over_time_and_tell_what_they_exclude(flood: Ledger) -> None:
    found = flood.numbers()
    assert [(str(n.party), n.low, n.latest) for n in found] == [
        ("Norway", 40.0, False),
        ("Chile", 90.0, True),
        ("Norway", 60.0, True),
    ]
    _, second, third = (n.statement for n in found)
    assert [n.excludes for n in found] == [(), (third,), (second,)]
    before = flood.numbers(Filter(claim=found[0].claim[:12], as_of=date(2031, 3, 2)))
    assert [n.excludes for n in before] == [(), ()]  # more people on a later day: an update
