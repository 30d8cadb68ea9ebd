"""A status beyond "alleged" is shown if it is likely over all cases of the links that are not sure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reportedly.ledger import Ledger
from reportedly.ledger.sureness import SURE, PossibleMembers, chance_of, sure_state
from reportedly.linking.adjudicator import Relation
from reportedly.model import Stance, Status, Verdict
from tests.ledger import told
from tests.ledger.claim_statements import by
from tests.ledger.scripted import Scripted

if TYPE_CHECKING:
    from tests.databases import NewAddress

NORWAY = by("Norway", 2)
CHILE = replace(by("Chile", 3), linked_to=NORWAY.statement)
DENIAL = replace(by("Kenya", 4, Stance.DENY), through="other")


@pytest.mark.parametrize("chance", [0.6, 0.9, None])
def test_a_status_is_as_likely_as_the_link_that_it_rests_on(chance: float | None) -> None:
    statements = [NORWAY, replace(CHILE, chance=chance)]
    assert sure_state(statements, ()).status is Status.CORROBORATED
    assert chance_of(Status.CORROBORATED, statements, ()) == pytest.approx(chance or 1.0)


def test_a_status_that_is_less_likely_than_not_is_not_shown() -> None:
    state = sure_state([NORWAY, replace(CHILE, chance=SURE - 0.05)], ())
    assert (state.status, state.sure) == (Status.ALLEGED, False)
    assert state.why.startswith("perhaps corroborated (45% likely: ")


def test_a_statement_that_may_be_misread_makes_a_status_less_sure() -> None:
    founder = replace(NORWAY, chance=0.1, confidence=0.8)
    statements = [founder, replace(CHILE, chance=0.9, confidence=0.8)]
    assert chance_of(Status.CORROBORATED, statements, ()) == pytest.approx(0.8 * 0.9 * 0.8)
    judged = [replace(founder, chance=None), replace(CHILE, chance=None, confidence=0.8)]
    assert chance_of(Status.CORROBORATED, judged, ()) == 1.0


def test_a_denial_that_may_be_of_the_claim_makes_corroboration_less_sure() -> None:
    statements = [NORWAY, replace(CHILE, chance=0.8)]
    perhaps = [PossibleMembers(statements=(DENIAL,), chance=0.4)]
    assert chance_of(Status.CORROBORATED, statements, perhaps) == pytest.approx(0.8 * 0.6)
    assert sure_state(statements, perhaps).status is Status.ALLEGED
    assert chance_of(Status.DISPUTED, statements, perhaps) == pytest.approx(0.4)


def test_what_is_weak_anyway_stays_as_it_is() -> None:
    perhaps = [PossibleMembers(statements=(DENIAL,), chance=0.4)]
    state = sure_state([NORWAY], perhaps)
    assert (state.status, state.sure) == (Status.ALLEGED, True)


def test_a_denial_in_another_claim_takes_corroboration_back_until_it_is_judged(new_address: NewAddress) -> None:
    reports = (
        told.report("a", 0, "Norway said a ship had sunk."),
        told.report("b", 1, "Chile said a vessel had gone down."),
        told.report("c", 2, "Kenya denied that any boat was lost."),
    )
    script = Scripted(script=(("vessel", "ship", {Relation.SAME: 0.8}), ("boat", "ship", {Relation.CONTRADICTS: 0.45})))
    with Ledger(new_address(), adjudicator=script) as ledger:
        list(ledger.add(reports[:2]))
        assert [c.status for c in ledger.claims()] == [Status.CORROBORATED]
        list(ledger.add(reports[2:]))
        claims = {c.statements[0].actor.name: c for c in ledger.claims() if c.statements[0].actor}
        sunk, denial = claims["Norway"], claims["Kenya"]
        assert sunk.status is Status.ALLEGED
        assert ledger.verify() == []
        ledger.judge(Verdict.DIFFERENT, denial.statements[0].id, sunk.statements[0].id, by="ann")
        assert next(c for c in ledger.claims() if c.id == sunk.id).status is Status.CORROBORATED
        assert ledger.verify() == []
