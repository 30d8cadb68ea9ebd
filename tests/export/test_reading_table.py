"""Readings as tables of one schema."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from reportedly.export.contract import to_json
from reportedly.export.reading_table import schema, table_of, write_table
from reportedly.intake import open_all
from reportedly.model import Reading, Report, Run
from reportedly.reading import read

SAMPLES = Path(__file__).parents[2] / "samples" / "reports"
RUN = Run(software="test", pipeline="none", encoder=None, lexicon="0")


def _plain(reading: Reading) -> Any:
    return json.loads(json.dumps({"failure": None, **to_json(reading)}))


@pytest.mark.model
def test_a_row_is_what_the_contract_has() -> None:
    reports = [found for found in open_all(SAMPLES) if isinstance(found, Report)][:4]
    readings = [read(report) for report in reports]
    assert all(reading.statements for reading in readings)
    table = table_of(readings)
    assert table.to_pylist() == [_plain(reading) for reading in readings]


def test_what_is_empty_has_the_same_schema() -> None:
    table = table_of([Reading(report=Report(text="Nothing."), run=RUN)])
    assert table.schema == schema()
    assert not any(pyarrow.types.is_null(field.type) for field in table.schema)
    assert table.to_pylist()[0]["statements"] == []


def test_half_a_surrogate_pair_is_replaced() -> None:
    (row,) = table_of([Reading(report=Report(text="cut \ud83d off", id="a"), run=RUN)]).to_pylist()
    assert row["report"]["text"] == "cut ? off"


def test_equal_tables_give_equal_bytes_however_they_were_put_together(tmp_path: Path) -> None:
    readings = [Reading(report=Report(text=f"Report {n}.", title=None if n % 3 else "T"), run=RUN) for n in range(9)]
    readings[4] = replace(readings[4], failure="not English")
    whole = table_of(readings)
    pieces = pyarrow.concat_tables([table_of(readings[:2]), *(table_of([one]) for one in readings[2:])])
    taken = pyarrow.Table.from_struct_array(whole.to_struct_array().chunk(0).take(pyarrow.array(range(9))))
    for name, table in (("whole", whole), ("pieces", pieces), ("taken", taken)):
        write_table(table, tmp_path / name)
    assert (tmp_path / "whole").read_bytes() == (tmp_path / "pieces").read_bytes() == (tmp_path / "taken").read_bytes()
    assert pyarrow.parquet.read_table(tmp_path / "whole").to_pylist() == whole.to_pylist()
