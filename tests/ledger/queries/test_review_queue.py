"""The review queue: links with a small margin, first those that decide a status, none that people judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.ledger import Ledger
from reportedly.ledger.queries import review_queue
from reportedly.lexicon.stems import tokens
from reportedly.model import Status, Verdict
from tests.ledger import told

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_what_decides_a_status_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_queue, "NARROW", 2.0)  # no link of the story is in doubt by itself
    with Ledger(str(tmp_path / "l.db")) as ledger:
        list(ledger.add(told.STORY[:4]))
        [first, *others] = ledger.review_queue()
        denial = told.read(told.STORY[1]).statements[0].id
        assert (first.statement, first.status, first.without) == (denial, Status.DISPUTED, Status.CORROBORATED)
        assert first.matters
        assert others
        assert not any(d.matters for d in others)

        ledger.judge(Verdict.SAME, first.statement, first.founder, by="Ana")
        assert first.statement not in {d.statement for d in ledger.review_queue()}


def test_a_fragment_is_no_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_queue, "NARROW", 2.0)
    with Ledger(str(tmp_path / "l.db")) as ledger:
        list(ledger.add(told.STORY[:4]))
        asked = ledger.review_queue()
        longest = max(len(tokens(s.wording)) for s in ledger.statements_of(d.statement for d in asked).values())
        monkeypatch.setattr(review_queue, "LEAST", longest + 1)
        assert asked
        assert list(ledger.review_queue()) == []


def test_claims_on_more_origins_are_asked_about_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_queue, "NARROW", 2.0)
    with Ledger(str(tmp_path / "l.db")) as ledger:
        list(ledger.add(told.STORY))
        order = [(not d.matters, -d.origins) for d in ledger.review_queue()]
        assert len(set(order)) > 2
        assert order == sorted(order)


def test_what_fits_well_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_queue, "NARROW", 0.0)
    with Ledger(str(tmp_path / "l.db")) as ledger:
        list(ledger.add(told.STORY))
        assert list(ledger.review_queue()) == []
