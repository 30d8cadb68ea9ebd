"""A site, a clock, and a ledger that reads without a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.ledger import Ledger
from tests.news_site import SimulatedClock, Site, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.databases import NewAddress


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock()


@pytest.fixture
def site(clock: SimulatedClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("REPORTEDLY_PRIVATE_ADDRESSES", "1")
    with serving(Site(clock)) as site:
        yield site


@pytest.fixture
def ledger(new_address: NewAddress) -> Iterator[Ledger]:
    with Ledger(new_address()) as ledger:
        yield ledger
