"""Which numbers belong to a toll, and which to another happening."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reportedly.linking.tolls import Counted, counted, is_of_another
from reportedly.model import TollKind
from tests.ledger.queries.stories import COPY, FLOOD, with_bergen, with_numbers


@pytest.mark.parametrize(
    ("of", "kind", "who"),
    [
        ("soldiers killed", TollKind.DEAD, "soldiers"),
        ("people dead", TollKind.DEAD, "people"),
        ("deaths", TollKind.DEAD, "people"),
        ("rail workers injured", TollKind.INJURED, "rail workers"),
        ("wounded", TollKind.INJURED, "people"),
        ("passengers missing", TollKind.MISSING, "passengers"),
    ],
)
def test_a_toll_counts_those_to_whom_something_happened(of: str, kind: TollKind, who: str) -> None:
    assert counted(of) == Counted(kind, who)


@pytest.mark.parametrize("of", [None, "", "villages", "soldiers deployed", "killed the engine", "houses destroyed"])
def test_other_numbers_are_no_toll(of: str | None) -> None:
    assert counted(of) is None


def test_a_number_of_long_before_of_another_country_or_of_what_did_not_happen_is_of_another() -> None:
    reading = with_numbers(FLOOD[0])
    assert not is_of_another(reading, 0, first=date(2031, 3, 1), country="NO")
    assert is_of_another(reading, 0, first=date(2031, 6, 1), country="NO")
    denied = replace(reading, events=(replace(reading.events[0], factuality=-3.0),))
    assert is_of_another(denied, 0, first=date(2031, 3, 1), country=None)
    (bergen,) = with_bergen(COPY[0]).places
    there = replace(reading, places=(bergen,), events=(replace(reading.events[0], place=bergen.anchor),))
    assert is_of_another(there, 0, first=date(2031, 3, 1), country="CL")
    assert not is_of_another(there, 0, first=date(2031, 3, 1), country="NO")
