"""Who said a claim first, and who took it up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from reportedly.errors import NotFound
from reportedly.ledger import Ledger
from reportedly.ledger.queries.claim_chain import Added
from reportedly.model import Actor, ActorKind, Anchor, Reading, Report, Stance
from tests.databases import NewAddress
from tests.ledger import told
from tests.ledger.told import report

CUT = "said Chilean divers had cut the cable off Bergen."
DENIED = """Chile denied that its divers had cut the cable off Bergen.
Its embassy in Oslo was closed for the holidays and nobody answered the bell."""
ADMITTED = """Chile said its divers had cut the cable off Bergen.
A minister stepped down, and the premier spoke of a dark day for the fleet."""
TEXTS = (
    report("a", 0, f"Norway {CUT}", outlet="The Gazette"),
    report("b", 1, f"Norway {CUT}\nThe tide was low and the wind was mild, as on every other day.", outlet="Tribune"),
    report("c", 2, DENIED, outlet="Andes"),
    report("d", 3, ADMITTED, outlet="Andes"),
    report("e", 4, DENIED, outlet="Coast Wire"),
)


def _relayed(given: Report) -> Reading:
    """Every statement of the Tribune came through the Gazette."""
    found = told.read(given)
    if given.outlet != "Tribune":
        return found
    via = (Anchor(0, 6, given.text[:6]),)
    return replace(found, statements=tuple(replace(s, via=via) for s in found.statements))


@pytest.fixture
def ledger(new_address: NewAddress, monkeypatch: pytest.MonkeyPatch) -> Iterable[Ledger]:
    monkeypatch.setattr("reportedly.ledger.ledger.batch.read_all", lambda reports, **_: map(_relayed, reports))
    with Ledger(new_address()) as made:
        list(made.add(TEXTS))
        yield made


def _cable(ledger: Ledger) -> str:
    return next(c.id for c in ledger.claims() if "cable" in c.wording)


def test_the_first_statement_and_what_each_text_adds(ledger: Ledger) -> None:
    chain = ledger.chain(_cable(ledger))
    assert [t.report.id for t in chain.texts] == ["a", "b", "c", "d"]
    first, second, third, fourth = chain.texts
    assert first.adds == (Added.FIRST,)
    assert second.adds == ()
    assert second.statements[0].repeats == first.statements[0].id
    assert second.statements[0].via == ("Norway",)
    assert third.adds == (Added.ACTOR, Added.STANCE)
    assert fourth.adds == (Added.STANCE,)
    assert [s.stance for t in chain.texts for s in t.statements] == [
        Stance.AFFIRM,
        Stance.AFFIRM,
        Stance.DENY,
        Stance.AFFIRM,
    ]


def test_copies_of_one_text_are_folded(ledger: Ledger) -> None:
    third = ledger.chain(_cable(ledger)).texts[2]
    assert [copy.outlet for copy in third.copies] == ["Coast Wire"]
    assert len(third.statements) == 1


def test_a_chain_is_that_of_its_day(ledger: Ledger) -> None:
    claim = _cable(ledger)
    assert len(ledger.chain(claim[:8], as_of=date(2031, 3, 2)).texts) == 2
    with pytest.raises(NotFound):
        ledger.chain(claim, as_of=date(2031, 2, 1))
    with pytest.raises(NotFound):
        ledger.chain("none")


def test_a_person_is_one_speaker_whoever_they_speak_for(
    new_address: NewAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(given: Report) -> Reading:
        found, holt = told.read(given), Actor(name="Maria Holt", kind=ActorKind.PERSON, of=given.outlet)
        return replace(found, statements=tuple(replace(s, actor=holt) for s in found.statements))

    monkeypatch.setattr("reportedly.ledger.ledger.batch.read_all", lambda reports, **_: map(read, reports))
    with Ledger(new_address()) as ledger:
        later = f"Maria Holt {CUT}\nThe tide was low and the wind was mild, as on every other day."
        list(ledger.add([report("a", 0, f"Maria Holt {CUT}", outlet="Navy"), report("b", 1, later, outlet="Crown")]))
        first, second = ledger.chain(_cable(ledger)).texts
        assert second.statements[0].repeats == first.statements[0].id
