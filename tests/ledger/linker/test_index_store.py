"""The index of candidates in a ledger: whether its cells are in memory or loaded again, the record is the same."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reportedly.ledger import Ledger
from reportedly.linking import index
from reportedly.listing import Filter
from tests.ledger.told import STORY, report

if TYPE_CHECKING:
    from tests.databases import NewAddress


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few entries a cell, few cells probed, little held in memory."""
    limits = {"SIZE": 3, "PROBES": 2, "UNASSIGNED": 5, "MAX_SCANNED": 6, "CACHE_SIZE": 12, "BLOCK": 4}
    for name, value in limits.items():
        monkeypatch.setattr(index, name, value)


@pytest.mark.usefixtures("_small")
def test_adding_one_by_one_is_adding_at_once_and_a_rebuild(new_address: NewAddress) -> None:
    matters = ("tea", "coal", "fish", "salt", "cable")
    more = [
        report(
            f"m{day}",
            day,
            f"Norway said village {day % 4} had lost its {matters[day % 5]} to the tax.\n"
            f"Maria Holt expects the {matters[day % 5]} of village {day % 4} to be sold.\n"
            f"Kenya confirmed that the {matters[(day + 2) % 5]} of village {day % 3} had been sold.",
        )
        for day in range(5, 19)
    ]
    with Ledger(new_address("one")) as one, Ledger(new_address("other")) as other:
        for told in (*STORY, *more):
            list(one.add([told]))
        list(other.add([*more, *STORY]))
        record = one.claims(), one.changes(), one.forecasts(), one.sources(), one.timeline()
        assert record == (other.claims(), other.changes(), other.forecasts(), other.sources(), other.timeline())
        assert one.claims(Filter(as_of=date(2031, 3, 12))) == other.claims(Filter(as_of=date(2031, 3, 12)))
        assert one.verify() == []
        assert any(f.resolved_by for f in one.forecasts())
        one.rebuild()
        assert (one.claims(), one.changes(), one.forecasts(), one.sources(), one.timeline()) == record
