"""What is disputed on a date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reportedly.ledger import Ledger
from reportedly.listing import Filter
from reportedly.model import Status
from tests.ledger import told

if TYPE_CHECKING:
    from pathlib import Path


def test_a_dispute_begins_with_the_denial(tmp_path: Path) -> None:
    with Ledger(str(tmp_path / "l.db")) as ledger:
        list(ledger.add(told.STORY[:2]))
        assert list(ledger.disputes(Filter(as_of=date(2031, 3, 1)))) == []
        assert [c.status for c in ledger.disputes()] == [Status.DISPUTED]
