"""People's judgements: honoured at once, for every date, in every rebuild; revocable; never contradictory."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reportedly.errors import NotFound, StoreError
from reportedly.ledger import Ledger
from reportedly.ledger.transfer.files import Exported
from reportedly.listing import Filter
from reportedly.model import Stance, Status, Verdict
from tests import databases
from tests.ledger.told import STORY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

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


def test_two_people_may_disagree_and_a_third_decides(ledger: Ledger) -> None:
    one, other = _id(ledger, "a"), _id(ledger, "c")
    ledger.judge(SAME, one, other, by="ann")
    assert _claim_of(ledger, one) == _claim_of(ledger, other)
    ledger.judge(DIFFERENT, one, other, by="bob")
    assert _claim_of(ledger, one) != _claim_of(ledger, other)
    _holds(ledger)
    [open_one] = ledger.disagreements()
    assert (open_one.counts, open_one.decided) == (DIFFERENT, False)
    last = ledger.judge(SAME, one, other, by="eve")
    assert _claim_of(ledger, one) == _claim_of(ledger, other)
    assert [(d.counts, d.decided) for d in ledger.disagreements()] == [(SAME, True)]
    _holds(ledger)
    ledger.unjudge(last.id, by="eve")
    assert _claim_of(ledger, one) != _claim_of(ledger, other)
    with pytest.raises(StoreError, match=r"ann judged .* same"):
        ledger.judge(DIFFERENT, one, other, by="ann")
    assert [(a.one, a.other, a.judged, a.agreed) for a in ledger.agreements()] == [("ann", "bob", 1, 0)]


def test_a_statement_stays_out_until_more_people_say_that_it_was_read_right(ledger: Ledger) -> None:
    denied = _id(ledger, "b")

    def counts() -> bool:
        found = _claim_of(ledger, denied)
        assert found is not None
        return not next(s.wrong for s in found.statements if s.id == denied)

    ledger.judge(WRONG, denied, by="ann")
    ledger.judge(Verdict.RIGHT, denied, by="bob")
    assert not counts()
    ledger.judge(Verdict.RIGHT, denied, by="eve")
    assert counts()
    _holds(ledger)


def test_what_would_bring_a_contradiction_to_count_cannot_be_taken_back(ledger: Ledger) -> None:
    one, other, third = _id(ledger, "a"), _id(ledger, "c"), _id(ledger, "h")
    ledger.judge(SAME, one, other, by="ann")
    doubt = ledger.judge(DIFFERENT, one, other, by="bob")
    ledger.judge(SAME, one, third, by="ann")
    apart = ledger.judge(DIFFERENT, other, third, by="ann")
    with pytest.raises(StoreError, match=f"judgement {doubt.id} cannot be taken back"):
        ledger.unjudge(doubt.id, by="bob")
    assert all(j.revoked_at is None for j in ledger.judgements())
    ledger.unjudge(apart.id, by="ann")
    ledger.unjudge(doubt.id, by="bob")
    assert _claim_of(ledger, one) == _claim_of(ledger, other)
    _holds(ledger)


def test_disagreements_are_exported_and_mean_the_same_elsewhere(
    ledger: Ledger, new_address: NewAddress, tmp_path: Path
) -> None:
    one, other, third = _id(ledger, "a"), _id(ledger, "c"), _id(ledger, "h")
    ledger.judge(SAME, one, other, by="ann")
    first = ledger.judge(DIFFERENT, one, other, by="bob")
    ledger.judge(DIFFERENT, other, third, by="carl")
    ledger.judge(SAME, one, third, by="carl")
    ledger.judge(DIFFERENT, one, other, by="dora")
    # From here on the beginning of the history contradicts itself, and its end does not.
    ledger.unjudge(first.id, by="bob")
    file = tmp_path / "ledger.jsonl"
    file.write_bytes(b"".join(ledger.export()))
    with Ledger(new_address("copy")) as copy:
        assert [p for p in copy.import_exported(Exported.of(file)) if p is not None] == []
        assert copy.disagreements() == ledger.disagreements()
        assert _record(copy) == _record(ledger)
        _holds(copy)
