"""The review queue: links that are not sure, first those that decide a status, none that people judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.ledger import Ledger
from reportedly.ledger.queries import review_queue
from reportedly.lexicon.stems import tokens
from reportedly.linking.adjudicator import Relation
from reportedly.model import Status, Verdict
from tests.ledger import told
from tests.ledger.scripted import Scripted

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

UNSURE = Scripted(
    script=(
        ("its divers", "Chilean divers", {Relation.CONTRADICTS: 0.4}),
        ("had doubled", "a tanker", {Relation.SAME: 0.45}),
        ("Chilean divers", "a tanker", {Relation.SAME: 0.45}),
        ("be repaired", "the tea", {Relation.SAME: 0.45}),
    )
)


def test_what_decides_a_status_comes_first(tmp_path: Path) -> None:
    with Ledger(str(tmp_path / "l.db"), adjudicator=UNSURE) as ledger:
        list(ledger.add(told.STORY[:3]))
        first, *others = ledger.review_queue()
        cut, denial = (told.read(told.STORY[at]).statements[0].id for at in (0, 1))
        assert (first.statement, first.other, first.contrary) == (denial, cut, True)
        assert (first.status, first.linked) == (Status.ALLEGED, Status.DISPUTED)
        assert first.matters
        assert others
        assert not any(d.matters and not first.matters for d in others)

        ledger.judge(Verdict.SAME, first.statement, first.other, by="Ana")
        assert first.statement not in {d.statement for d in ledger.review_queue()}


def test_a_fragment_is_no_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(str(tmp_path / "l.db"), adjudicator=UNSURE) as ledger:
        list(ledger.add(told.STORY[:3]))
        asked = ledger.review_queue()
        longest = max(len(tokens(s.wording)) for s in ledger.statements_of(d.statement for d in asked).values())
        monkeypatch.setattr(review_queue, "LEAST", longest + 1)
        assert asked
        assert list(ledger.review_queue()) == []


def test_likelier_links_are_asked_first_among_equals(tmp_path: Path) -> None:
    with Ledger(str(tmp_path / "l.db"), adjudicator=UNSURE) as ledger:
        list(ledger.add(told.STORY))
        order = [(not d.matters, -d.origins, -d.chance) for d in ledger.review_queue()]
        assert len(set(order)) > 1
        assert order == sorted(order)


def test_what_is_sure_is_not_asked(tmp_path: Path) -> None:
    sure = Scripted(script=(("its divers", "Chilean divers", {Relation.CONTRADICTS: 0.9}),))
    with Ledger(str(tmp_path / "l.db"), adjudicator=sure) as ledger:
        list(ledger.add(told.STORY))
        assert list(ledger.review_queue()) == []
