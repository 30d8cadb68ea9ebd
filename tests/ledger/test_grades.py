"""People's grades outlive a rebuild."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.errors import NotFound
from reportedly.ledger import Ledger
from tests.ledger import told

if TYPE_CHECKING:
    from pathlib import Path


def test_grades_outlive_a_rebuild(tmp_path: Path) -> None:
    with Ledger(str(tmp_path / "l.db")) as ledger:
        list(ledger.add(told.STORY[:2]))
        statement = ledger.claims()[0].statements[0].id
        first = ledger.grade("Norway", "B", why="was right before", by="ann")
        second = ledger.grade(statement[:12], "6", why="nobody saw it", by="bob")
        ledger.ungrade(first.id[:12], by="bob")
        before, record = ledger.grades(), ledger.claims()
        (shown,) = [s for c in record for s in c.statements if s.id == statement]
        assert shown.grades == (second,)
        ledger.rebuild()
        assert ledger.grades() == before
        assert [(g.id, g.mark, g.revoked_by) for g in before] == [(first.id, "B", "bob"), (second.id, "6", None)]
        assert ledger.claims() == record


def test_a_source_is_graded_by_the_name_that_it_is_known_by(tmp_path: Path) -> None:
    with Ledger(str(tmp_path / "l.db")) as ledger:
        list(ledger.add(told.STORY[:2]))
        assert ledger.grade("norway", "B", why="was right before", by="ann").subject == "Norway"
        with pytest.raises(NotFound, match="no source 'Nobody'"):
            ledger.grade("Nobody", "B", why="who", by="ann")
        with pytest.raises(NotFound, match="no statement 'Norway'"):
            ledger.grade("Norway", "2", why="who", by="ann")
