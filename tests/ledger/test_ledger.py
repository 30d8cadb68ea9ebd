"""The use cases of a ledger, and its invariants."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import IntakeError
from reportedly.ledger import Ledger
from reportedly.listing import Filter
from reportedly.model import Outcome, Stance, Status
from tests import databases
from tests.ledger import told
from tests.ledger.told import STORY, report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.model import Report
    from reportedly.record import Claim
    from tests.databases import NewAddress


@pytest.fixture
def ledger(new_address: NewAddress) -> Iterable[Ledger]:
    with Ledger(new_address()) as made:
        yield made


def _add(ledger: Ledger, *reports: Report | IntakeError) -> list[str]:
    return [reading.report.id for reading in ledger.add(reports)]


def _of(ledger: Ledger, words: str, as_of: date | None = None) -> Claim:
    return next(
        c for c in ledger.claims(Filter(as_of=as_of)) if any(words in a.exact for s in c.statements for a in s.content)
    )


def _record(ledger: Ledger, as_of: date | None = None) -> tuple[object, ...]:
    asked = (ledger.claims, ledger.changes, ledger.origins, ledger.forecasts)
    return tuple(tuple(ask(Filter(as_of=as_of))) for ask in asked)


def _rows(address: str, table: str) -> list[tuple[object, ...]]:
    return databases.rows(address, f"SELECT * FROM {table}")


def test_a_claim_goes_from_alleged_to_acknowledged(ledger: Ledger) -> None:
    _add(ledger, *STORY[:5])
    steps = [(c.date.day, c.before, c.after) for c in ledger.changes() if c.claim == _of(ledger, "divers").id]
    assert steps == [
        (1, None, Status.ALLEGED),
        (2, Status.ALLEGED, Status.DISPUTED),
        (5, Status.DISPUTED, Status.ACKNOWLEDGED),
    ]


def test_every_position_names_its_party_and_since_when(ledger: Ledger) -> None:
    _add(ledger, *STORY[:5])
    positions = {str(p.actor): (p.stance, p.since) for p in _of(ledger, "divers").positions}
    assert positions == {
        "Norway": (Stance.AFFIRM, date(2031, 3, 1)),
        "Portugal": (Stance.AFFIRM, date(2031, 3, 3)),
        "Chile": (Stance.AFFIRM, date(2031, 3, 5)),
    }
    before = {str(p.actor): p.stance for p in _of(ledger, "divers", date(2031, 3, 3)).positions}
    assert before["Chile"] is Stance.DENY


def test_a_forecast_is_settled_by_what_is_told_later(ledger: Ledger) -> None:
    _add(ledger, *STORY)
    (forecast,) = ledger.forecasts()
    assert (forecast.outcome, forecast.resolved_by) == (Outcome.HAPPENED, "g")
    (waiting,) = ledger.forecasts(Filter(as_of=date(2031, 3, 20)))
    assert (waiting.outcome, waiting.resolved_by) == (Outcome.OPEN, None)


def test_a_rebuild_gives_what_adding_gave(ledger: Ledger) -> None:
    for one in STORY:
        _add(ledger, one)
    before = _record(ledger)
    assert ledger.rebuild() == len(STORY) - 1
    assert _record(ledger) == before
    assert ledger.verify() == []


@settings(max_examples=6)
@given(st.permutations(STORY), st.integers(1, 4))
def test_the_order_of_adding_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, order: list[Report], by: int
) -> None:
    folder = tmp_path_factory.mktemp("order")
    with Ledger(str(folder / "one.db")) as one, Ledger(str(folder / "other.db")) as other:
        _add(one, *STORY)
        for start in range(0, len(order), by):
            _add(other, *order[start : start + by])
        assert _record(one) == _record(other)
        assert other.verify() == []


@pytest.mark.parametrize("day", [1, 2, 3, 4, 5, 20, 21, 22])
def test_as_of_a_day_knows_what_a_ledger_of_that_day_knew(new_address: NewAddress, day: int) -> None:
    as_of = date(2031, 3, day)
    with Ledger(new_address("all")) as whole, Ledger(new_address("then")) as then:
        _add(whole, *STORY, report("i", 22, "Chile said.", url="https://x.example"))
        _add(then, *(r for r in STORY if r.published_on and r.published_on <= as_of))
        assert _record(whole, as_of) == _record(then)
        assert [r.id for r in whole.reports(Filter(as_of=as_of))] == [r.id for r in then.reports()]
        assert whole.search(Filter(text="cable", as_of=as_of)) == then.search(Filter(text="cable"))


def test_a_revised_report_no_longer_counts(ledger: Ledger) -> None:
    at = "https://gazette.example/cable"
    _add(ledger, report("old", 0, "Norway said 300 divers had cut the cable off Bergen.", url=at))
    assert _of(ledger, "divers").status is Status.ALLEGED
    _add(ledger, report("new", 1, "Norway denied that divers had cut the cable off Bergen.", url=at))
    assert ledger.tally["revisions"] == 1
    now = _of(ledger, "divers")
    assert now.status is Status.DENIED
    assert [(s.report, s.superseded) for s in now.statements] == [("old", True), ("new", False)]
    assert now.origins == (("new",),)
    assert [o.reports for o in ledger.origins()] == [("new",)]
    assert _of(ledger, "divers", date(2031, 3, 1)).status is Status.ALLEGED


def test_the_same_address_at_another_outlet_is_no_revision(ledger: Ledger) -> None:
    at = "https://wire.example/1"
    _add(ledger, report("x", 0, "Norway said it rained in Oslo.", url=at))
    _add(ledger, report("y", 1, "Kenya said it snowed in Nairobi.", url=at, outlet="The Herald"))
    assert not any(s.superseded for c in ledger.claims() for s in c.statements)


def test_a_recalled_denial_does_not_undo_a_later_word(ledger: Ledger) -> None:
    _add(ledger, report("p", 8, "Chile said its divers had cut the cable off Bergen."))
    _add(ledger, report("q", 9, "Chile denied that its divers had cut the cable off Bergen on 2031-03-02."))
    assert _of(ledger, "divers").status is Status.ACKNOWLEDGED


def test_copies_are_one_origin(ledger: Ledger) -> None:
    text = "Norway said Chilean divers had cut the cable off Bergen in the night before the storm reached the coast."
    _add(ledger, report("x", 0, text), report("y", 1, f"{text} (Gazette)", outlet="The Herald"))
    assert [o.reports for o in ledger.origins()] == [("x", "y")]
    assert _of(ledger, "divers").origins == (("x", "y"),)


def test_a_report_that_is_later_than_all_others_leaves_its_day_as_it_is(
    new_address: NewAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportedly.store import links

    def never(*_: object) -> int:
        raise AssertionError("something was taken apart")

    with Ledger(new_address()) as ledger:
        list(ledger.add(STORY[:2]))
        monkeypatch.setattr(links, "unlink", never)
        list(ledger.add(STORY[2:]))
        monkeypatch.undo()
        monkeypatch.setattr("reportedly.reading.run_now", lambda: told.RUN)
        assert ledger.verify() == []
