"""Ledgers of stories that the lists are asked about."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from reportedly.ledger import Ledger
from tests.databases import NewAddress
from tests.ledger.queries.stories import COPY, FLOOD, with_bergen, with_numbers
from tests.ledger.told import STORY


@pytest.fixture
def story(new_address: NewAddress, monkeypatch: pytest.MonkeyPatch) -> Iterable[Ledger]:
    monkeypatch.setattr("reportedly.ledger.ledger.batch.read_all", lambda reports, **_: map(with_bergen, reports))
    with Ledger(new_address()) as made:
        list(made.add([*STORY, *COPY]))
        yield made


@pytest.fixture
def flood(new_address: NewAddress, monkeypatch: pytest.MonkeyPatch) -> Iterable[Ledger]:
    monkeypatch.setattr("reportedly.ledger.ledger.batch.read_all", lambda reports, **_: map(with_numbers, reports))
    with Ledger(new_address()) as made:
        list(made.add(FLOOD))
        yield made
