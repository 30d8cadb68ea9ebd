"""Sources: what became of their words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from reportedly.errors import NotFound
from reportedly.ledger import Ledger
from reportedly.listing import Filter
from reportedly.model import Party
from tests.databases import NewAddress
from tests.ledger.told import STORY


@pytest.fixture
def plain(new_address: NewAddress) -> Iterable[Ledger]:
    with Ledger(new_address()) as made:
        list(made.add(STORY))
        yield made


def test_a_source_is_known_by_what_became_of_its_words(plain: Ledger) -> None:
    plain.grade("Chile", "D", why="denied it", by="ann")
    found = {s.name: s for s in plain.sources()}
    assert (found["Norway"].statements, found["Norway"].affirmed) == (2, 1)
    chile = found["Chile"]
    assert (chile.statements, chile.reports, chile.affirmed, chile.denied) == (2, 2, 0, 1)
    assert [g.mark for g in chile.grades] == ["D"]
    assert "An official" not in found
    holt = found["Maria Holt"]
    assert (holt.forecasts, holt.settled, holt.scored) == (1, 1, 1)
    assert holt.brier is None  # one forecast says nothing about the forecaster
    then = {s.name: s for s in plain.sources(Filter(as_of=date(2031, 3, 2)))}
    assert (then["Chile"].denied, then["Maria Holt"].scored) == (0, 0)


def test_a_source_in_full_tells_who_said_the_same_later(plain: Ledger) -> None:
    found = plain.source("chile")
    assert [(s.report, s.affirmed_by, s.denied_by) for s in found.statements] == [
        ("e", (), ()),
        ("b", (), (Party("Portugal"),)),
    ]
    assert [f.report for f in plain.source("Maria Holt").forecasts] == ["c"]
    with pytest.raises(NotFound, match="sources"):
        plain.source("Nobody")
    with pytest.raises(NotFound, match="Portugal"):
        plain.source("Portugal", as_of=date(2031, 3, 1))
