"""Statements are linked to earlier ones as an adjudicator finds; the claims that they found are related."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reportedly.ledger import Ledger
from reportedly.linking.adjudicator import Relation
from reportedly.model import ClaimRelation, Stance, Status, Verdict
from tests import databases
from tests.ledger import told
from tests.ledger.scripted import Scripted

if TYPE_CHECKING:
    from reportedly.record import Claim, ClaimStatement
    from tests.databases import NewAddress

REPORTS = (
    told.report("a", 0, "Norway said a ship had sunk.\nKenya said a vessel had gone down."),
    told.report("b", 1, "Chile said the tanker Ada had sunk."),
    told.report("c", 2, "Portugal said the tanker Ada lay on the ground.\nChile said no boat was lost."),
    told.report("d", 3, "Kenya said it rained in Oslo."),
)
SCRIPT = (
    ("vessel", "ship", {Relation.SAME: 0.9}),
    ("tanker", "ship", {Relation.ENTAILS: 0.8}),
    ("ground", "tanker", {Relation.SAME: 0.8}),
    ("boat", "vessel", {Relation.CONTRADICTS: 0.9}),
    ("boat", "ship", {Relation.CONTRADICTS: 0.8}),
    ("rained", "ship", {Relation.SAME: 0.4}),
)


def _claims(ledger: Ledger) -> dict[str, tuple[Claim, ClaimStatement]]:
    """Claim and statement by the words of the statement."""
    return {s.content[0].exact: (c, s) for c in ledger.claims() for s in c.statements if s.through is None}


def test_same_and_contrary_statements_are_of_one_claim(new_address: NewAddress) -> None:
    with Ledger(new_address(), adjudicator=Scripted(script=SCRIPT)) as ledger:
        list(ledger.add(REPORTS))
        found = _claims(ledger)
        sunk, _ = found["a ship had sunk"]
        vessel, contrary = found["a vessel had gone down"], found["no boat was lost"]
        assert vessel[0] == sunk == contrary[0]
        assert (vessel[1].stance, contrary[1].stance) == (Stance.AFFIRM, Stance.DENY)
        assert contrary[1].reasons == (
            f"says the contrary of statement {vessel[1].id}",
            "script: 90%, on “boat” and “vessel”; words alike by " + contrary[1].reasons[1][-4:],
        )
        assert found["the tanker Ada had sunk"][0] != sunk
        assert found["the tanker Ada lay on the ground"][0] == found["the tanker Ada had sunk"][0]


def test_every_pair_is_of_a_statement_and_an_earlier_one(new_address: NewAddress) -> None:
    script = Scripted(script=SCRIPT)
    with Ledger(new_address(), adjudicator=script) as ledger:
        list(ledger.add(reversed(REPORTS)))
    asked = {(p.one.content, p.other.content) for p in script.asked}
    assert ("a vessel had gone down", "a ship had sunk") in asked
    assert all((other, one) not in asked for one, other in asked)


def test_relations_and_suggestions_are_of_the_newer_claim(new_address: NewAddress) -> None:
    address = new_address()
    with Ledger(address, adjudicator=Scripted(script=SCRIPT)) as ledger:
        list(ledger.add(REPORTS))
        found = _claims(ledger)
        (asked,) = ledger.review_queue()
        assert asked.statement == found["it rained in Oslo"][1].id
        assert asked.other == found["a ship had sunk"][1].id
        assert (asked.chance, asked.contrary) == (0.4, False)
        ledger.judge(Verdict.DIFFERENT, asked.statement, asked.other, by="ann")
        assert list(ledger.review_queue()) == []
        assert ledger.verify() == []
    rows = databases.rows(address, "SELECT claim, other, kind FROM claim_relations")
    assert set(rows) == {(found["the tanker Ada had sunk"][0].id, found["a ship had sunk"][0].id, "entails")}


def test_a_broader_claim_counts_what_is_said_of_narrower_ones(new_address: NewAddress) -> None:
    reports = (
        told.report("a", 0, "Norway said a ship had sunk."),
        told.report("b", 1, "Chile said the tanker Ada had sunk."),
        told.report("c", 2, "Kenya said no boat was lost."),
    )
    script = Scripted(script=(SCRIPT[1], ("boat", "ship", {Relation.CONTRADICTS: 0.9})))
    with (
        Ledger(new_address("one"), adjudicator=script) as one,
        Ledger(new_address("other"), adjudicator=script) as other,
    ):
        for report in reports:
            list(one.add([report]))
        list(other.add(reversed(reports)))
        assert one.claims() == other.claims()
        assert one.changes() == other.changes()
        assert one.verify() == []
        found = {c.statements[0].content[0].exact: c for c in one.claims()}
        broad, narrow = found["a ship had sunk"], found["the tanker Ada had sunk"]
        assert [(r.claim, r.kind) for r in broad.relations] == [(narrow.id, ClaimRelation.ENTAILED_BY)]
        assert [(r.claim, r.kind) for r in narrow.relations] == [(broad.id, ClaimRelation.ENTAILS)]
        assert [(s.stance, s.through) for s in broad.statements] == [
            (Stance.AFFIRM, None),
            (Stance.DENY, None),
            (Stance.AFFIRM, narrow.id),
        ]
        assert [(s.stance, s.through) for s in narrow.statements] == [(Stance.AFFIRM, None)]
        assert {(str(p.actor), p.stance) for p in narrow.positions} == {
            ("Chile", Stance.AFFIRM),
            ("Kenya", Stance.DENY),
        }
        steps = [(c.date.day, c.after) for c in one.changes() if c.claim == broad.id]
        assert steps == [(1, Status.ALLEGED), (2, Status.CORROBORATED), (3, Status.DISPUTED)]
        then = one.claim(broad.id, as_of=date(2031, 3, 1))
        assert (then.relations, then.status, len(then.statements)) == ((), Status.ALLEGED, 1)


def test_rival_accounts_are_claims_that_exclude_each_other(new_address: NewAddress) -> None:
    reports = (told.report("a", 0, "Norway said a ship had sunk."), told.report("b", 1, "Chile said a whale had died."))
    script = Scripted(script=(("whale", "ship", {Relation.EXCLUDES: 0.9}),))
    with Ledger(new_address(), adjudicator=script) as ledger:
        list(ledger.add(reports))
        found = _claims(ledger)
        (ship, _), (whale, _) = found["a ship had sunk"], found["a whale had died"]
        assert [(r.claim, r.kind) for r in whale.relations] == [(ship.id, ClaimRelation.EXCLUDES)]
        assert [(r.claim, r.kind) for r in ship.relations] == [(whale.id, ClaimRelation.EXCLUDES)]
