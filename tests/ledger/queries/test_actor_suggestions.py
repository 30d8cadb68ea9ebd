"""Names that may be of one actor: of one matter, with nothing that tells them apart, those first that change most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.actors import ActorDraft, ActorSuggestion
from reportedly.ledger import Ledger
from reportedly.linking.adjudicator import Relation
from reportedly.model import ActorDecisionKind
from tests.ledger.scripted import Scripted
from tests.ledger.told import report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BURST = "the dam at Ulla had burst"
TOLD = (
    report("r1", 0, f"Inigo Larrea said {BURST}.\nOle Odda said the tea was late."),
    report("r2", 1, f"Larrea said {BURST}.\nOle Odda denied that {BURST}."),
    report("r3", 2, f"I Larrea said {BURST}."),
    report("r4", 40, "Larrea said the price of copper had fallen in Lima."),
    report("r5", 41, f"Berg said {BURST}.\nAna Berg said the tea was late."),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    script = [(words, words, {Relation.SAME: 1.0}) for words in ("the dam at Ulla had burst", "tea was late")]
    with Ledger(str(tmp_path / "l.db"), adjudicator=Scripted(script=script)) as made:
        list(made.add(TOLD))
        yield made


def _asked(found: list[ActorSuggestion]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(s.name, s.other, s.reports) for s in found]


def test_names_of_one_matter_are_suggested_and_no_others(ledger: Ledger) -> None:
    # "Larrea" of r2 may be either name, so that it waits; that of r4 is of another matter; Berg and Ana Berg were read
    # as two in one report.
    found = ledger.actors.suggestions()
    assert _asked(found) == [("I Larrea", "Inigo Larrea", ())]
    assert (found[0].claims, found[0].statements) == (1, 1)
    assert found[0].why == "I Larrea is an initial in place of the first name of Inigo Larrea"


def test_an_answer_ends_a_question_and_may_raise_another(ledger: Ledger) -> None:
    merge = ActorDraft(kind=ActorDecisionKind.MERGE, name="I Larrea", value="Inigo Larrea")
    ledger.actors.decide(merge, by="ann")
    [found] = ledger.actors.suggestions()
    assert _asked([found]) == [("Larrea", "Inigo Larrea", ("r2",))]
    no = ActorDraft(kind=ActorDecisionKind.APART, name=found.name, value=found.other, reports=found.reports)
    made = ledger.actors.decide(no, by="ann")
    assert ledger.actors.suggestions() == []
    ledger.actors.revoke(made.id, by="ann")
    yes = ActorDraft(kind=ActorDecisionKind.MERGE, name=found.name, value=found.other, reports=found.reports)
    ledger.actors.decide(yes, by="ann")
    assert ledger.actors.suggestions() == []
    assert {a.name for a in ledger.actors.get("Inigo Larrea").aliases} == {"I Larrea", "Inigo Larrea", "Larrea"}
