"""People's judgements: honoured at once, for every date, in every rebuild; revocable; never contradictory."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reportedly.errors import NotFound, StoreError
from reportedly.ledger import Ledger
from reportedly.listing import Filter
from reportedly.model import Stance, Status, Verdict
from tests import databases
from tests.ledger.told import STORY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.record import Claim
    from tests.databases import NewAddress

SAME, DIFFERENT, WRONG = Verdict.SAME, Verdict.DIFFERENT, Verdict.WRONG


@pytest.fixture
def ledger(new_address: NewAddress) -> Iterable[Ledger]:
    with Ledger(new_address()) as made:
        list(made.add(STORY))
        yield made


def _id(ledger: Ledger, report: str, number: int = 0) -> str:
    return ledger.reading(report).statements[number].id


def _claim_of(ledger: Ledger, statement: str, as_of: date | None = None) -> Claim | None:
    return next((c for c in ledger.claims(Filter(as_of=as_of)) if statement in {s.id for s in c.statements}), None)


def _record(ledger: Ledger) -> tuple[object, ...]:
    return tuple(tuple(ask()) for ask in (ledger.claims, ledger.changes, ledger.origins, ledger.forecasts))


def _holds(ledger: Ledger) -> None:
    before = _record(ledger)
    assert ledger.waiting() == 0
    assert ledger.verify() == []
    ledger.rebuild()
    assert _record(ledger) == before


def test_different_statements_are_never_in_one_claim(ledger: Ledger) -> None:
    cut, denied = _id(ledger, "a"), _id(ledger, "b")
    assert _claim_of(ledger, cut) == _claim_of(ledger, denied)
    ledger.judge(DIFFERENT, cut, denied, by="ann")
    assert _claim_of(ledger, cut) != _claim_of(ledger, denied)
    for day in (date(2031, 3, 2), date(2031, 3, 5)):
        assert _claim_of(ledger, cut, day) != _claim_of(ledger, denied, day)
    _holds(ledger)


def test_the_same_statements_are_in_one_claim_and_so_is_a_third(ledger: Ledger) -> None:
    cut, tea, late = _id(ledger, "a"), _id(ledger, "c"), _id(ledger, "a", 1)
    assert len({c.id for s in (cut, tea, late) if (c := _claim_of(ledger, s))}) == 3
    ledger.judge(SAME, tea, cut, by="ann", why="both are of the harvest")
    ledger.judge(SAME, tea, late, by="bob")
    found = _claim_of(ledger, cut)
    assert found is not None
    assert {cut, tea, late} <= {s.id for s in found.statements}
    assert next(s.reasons for s in found.statements if s.id == tea) == ("judged to say the same",)
    then = _claim_of(ledger, cut, date(2031, 3, 1))
    assert then is not None
    assert late in {s.id for s in then.statements}
    _holds(ledger)


def test_a_wrong_statement_no_longer_counts_but_stays_to_be_seen(ledger: Ledger) -> None:
    denied = _id(ledger, "b")
    ledger.judge(WRONG, denied, by="ann")
    found = _claim_of(ledger, denied)
    assert found is not None
    assert [s.id for s in found.statements if s.wrong] == [denied]
    assert all(denied not in p.statements for p in found.positions)
    (before,) = [c for c in ledger.claims(Filter(as_of=date(2031, 3, 2))) if c.id == found.id]
    assert before.status is Status.ALLEGED
    assert [o for o in before.origins if "b" in o] == []
    assert Stance.DENY not in {p.stance for p in found.positions}
    assert all(denied not in c.statements for c in ledger.changes())
    _holds(ledger)


def test_a_wrong_statement_founds_no_claim_and_foretells_nothing(ledger: Ledger) -> None:
    founder, forecast = _id(ledger, "a"), _id(ledger, "c", 1)
    assert len(ledger.forecasts()) == 1
    for statement in (founder, forecast):
        ledger.judge(WRONG, statement, by="ann")
    assert list(ledger.forecasts()) == []
    assert all(s.wrong for c in ledger.claims() for s in c.statements if s.id in {founder, forecast})
    assert founder in {h.statement for h in ledger.search(Filter(text="divers"))}
    _holds(ledger)


def test_undoing_brings_back_what_was(ledger: Ledger) -> None:
    before = _record(ledger)
    kept = [
        ledger.judge(WRONG, _id(ledger, "d"), by="ann"),
        ledger.judge(DIFFERENT, _id(ledger, "a"), _id(ledger, "e"), by="ann"),
        ledger.judge(SAME, _id(ledger, "a"), _id(ledger, "h"), by="ann"),
    ]
    assert _record(ledger) != before
    for one in kept:
        assert ledger.unjudge(one.id[:10], by="bob").revoked_by == "bob"
    assert ledger.unjudge(kept[0].id, by="late").revoked_by == "bob"
    assert _record(ledger) == before
    assert [j.revoked_by for j in ledger.judgements()] == ["bob"] * 3
    _holds(ledger)


def test_a_judgement_stands_whatever_is_added_later(new_address: NewAddress) -> None:
    with Ledger(new_address("late")) as late, Ledger(new_address("early")) as early:
        list(late.add(STORY))
        list(early.add(STORY[:2]))
        pair = _id(late, "a"), _id(late, "b")
        for ledger in (late, early):
            ledger.judge(DIFFERENT, *pair, by="ann")
        for one in STORY[2:]:
            list(early.add([one]))
        assert _record(late) == _record(early)
        _holds(early)


def test_what_contradicts_an_earlier_judgement_is_refused_and_names_it(ledger: Ledger) -> None:
    one, other, third = _id(ledger, "a"), _id(ledger, "b"), _id(ledger, "d")
    first = ledger.judge(SAME, one, other, by="ann")
    ledger.judge(SAME, other, third, by="bob")
    with pytest.raises(StoreError, match=f"ann judged .* same .*{first.id}.*undo"):
        ledger.judge(DIFFERENT, third, one, by="eve")
    ledger.unjudge(first.id, by="ann")
    ledger.judge(DIFFERENT, third, one, by="eve")
    with pytest.raises(StoreError, match="eve judged"):
        ledger.judge(SAME, other, one, by="ann")
    assert len(ledger.judgements()) == 3
    _holds(ledger)


def test_a_statement_is_named_by_the_beginning_of_its_id(ledger: Ledger) -> None:
    one, other = _id(ledger, "a"), _id(ledger, "b")
    kept = ledger.judge(SAME, one[:10], other[:10], by="ann", why="so")
    assert kept.statements == tuple(sorted((one, other)))
    assert ledger.judge(SAME, other, one, by="ann") == kept
    for wanted, problem in (("", NotFound), ("nothing", NotFound), (one[:10], StoreError)):
        with pytest.raises(problem):
            ledger.judge(SAME, one, wanted, by="ann")
    with pytest.raises(StoreError, match="of 1 statement"):
        ledger.judge(WRONG, one, other, by="ann")
    with pytest.raises(StoreError, match="needs a name"):
        ledger.judge(WRONG, one, by=" ")
    with pytest.raises(NotFound, match="judge list"):
        ledger.unjudge("nothing", by="ann")
    assert ledger.judgements() == [kept]


def test_verify_finds_judgements_that_were_tampered_with(ledger: Ledger, new_address: NewAddress) -> None:
    kept = ledger.judge(DIFFERENT, _id(ledger, "a"), _id(ledger, "b"), by="ann")
    databases.change(new_address(), "UPDATE judgements SET one = 'nothing'")
    assert [p for p in ledger.verify() if kept.id in p] == [
        f"judgement {kept.id}: its id is not that of what it says",
        f"judgement {kept.id}: there is no statement nothing",
        f"hash chain: entry 9: judgement {kept.id} has changed since it was added",
    ]
