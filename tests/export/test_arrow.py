"""Tables for notebooks: the columns of the contract, and a script of the docs that uses them."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

import reportedly
from reportedly.export.record import keys, record_json
from reportedly.ledger import Ledger
from reportedly.listing import Filter
from reportedly.record import Claim
from tests import story
from tests.web import shelf

ROOT = Path(__file__).parents[2]


def test_a_list_becomes_a_table_with_the_keys_of_json(tmp_path: Path) -> None:
    with Ledger(shelf.filled(tmp_path)) as ledger:
        claims = ledger.claims()
        made = reportedly.table(claims)
        assert tuple(made.column_names) == keys(Claim)
        assert made.to_pylist()[0]["positions"] == record_json(claims[0])["positions"]
        assert list(made.to_pandas()["id"]) == [c.id for c in claims]
        assert reportedly.table([]).num_columns == 0
        assert tuple(reportedly.table([], Claim).column_names) == keys(Claim)
        changes = reportedly.table(ledger.changes())
    assert {"from", "to"} <= set(changes.column_names)


def test_polars_takes_a_table_as_it_is(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars", reason="polars is not installed; nothing here needs it")
    with Ledger(shelf.filled(tmp_path)) as ledger:
        claims, numbers = ledger.claims(), ledger.numbers()
        frame = polars.from_arrow(reportedly.table(claims))
        assert frame.columns == list(keys(Claim))
        assert frame["id"].to_list() == [c.id for c in claims]
        assert frame["positions"].to_list() == [record_json(c)["positions"] for c in claims]
        assert polars.from_arrow(reportedly.table(numbers)).height == len(numbers)


@pytest.mark.model
def test_the_notebook_of_the_docs_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    address = story.told(tmp_path)
    monkeypatch.setattr(sys, "argv", ["notebook.py", address])
    runpy.run_path(str(ROOT / "docs" / "notebook.py"))
    lines = capsys.readouterr().out.splitlines()
    with Ledger(address) as ledger:
        notable = list(ledger.claims(Filter(notable=True)))
    assert notable
    for line, claim in zip(lines[1:], notable, strict=False):
        assert line.split() == [claim.status.value, *claim.wording.split(), str(claim.last)]
    assert {claim.positions[0].actor.name for claim in notable} <= {line.rsplit(maxsplit=2)[0] for line in lines}
