"""Parquet to reports: files of different make, as pandas and Arrow write them."""

from __future__ import annotations

import io
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pandas
import pyarrow
import pyarrow.parquet
import pytest

import reportedly
from reportedly.errors import IntakeError
from reportedly.model import Report

TEXT = "No ferry sailed on Monday, the union said."


def written(table: object) -> bytes:
    out = io.BytesIO()
    pyarrow.parquet.write_table(table, out)
    return out.getvalue()


def found(tmp_path: Path, raw: bytes, name: str = "a.parquet", **named: object) -> list[Report | IntakeError]:
    (tmp_path / name).write_bytes(raw)
    return list(reportedly.open_all(tmp_path / name, **named))  # type: ignore[arg-type]


PLAIN = pyarrow.table({"text": [TEXT], "outlet": ["Gazette"], "published_at": [datetime(2024, 5, 13, 8, tzinfo=UTC)]})
RENAMED = pyarrow.table({"id": [7], "Article text": [TEXT], "Newspaper": ["Gazette"], "Pub date": [date(2024, 5, 13)]})
NESTED = pyarrow.Table.from_pylist(
    [{"_source": {"body": TEXT, "publisher": "Gazette", "date": "2024-05-13"}, "tags": ["x"]}]
)
BYTES = pyarrow.table({"body": [TEXT.encode()], "source": ["Gazette"], "day": ["13.05.2024"]})
FRAME = pyarrow.Table.from_pandas(
    pandas.DataFrame(
        {"headline": ["Ferries stop"], "body": [TEXT], "source": ["Gazette"], "date": [pandas.Timestamp("2024-05-13")]},
        index=[12],
    )
)


@pytest.mark.parametrize("table", [PLAIN, RENAMED, NESTED, BYTES, FRAME])
@pytest.mark.parametrize("name", ["a.parquet", "a", "a.csv"])
def test_tables_of_different_make(tmp_path: Path, table: object, name: str) -> None:
    (report,) = found(tmp_path, written(table), name)
    assert isinstance(report, Report)
    assert (report.text, report.outlet) == (TEXT, "Gazette")
    assert report.published_at is not None
    assert report.published_at.date() == date(2024, 5, 13)


def test_every_row_is_counted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    frame = pandas.DataFrame({"words": [TEXT, None, float("nan"), "He denied it."], "n": [1, 2, 3, 4]})
    with caplog.at_level("INFO", "reportedly.intake.tally"):
        items = found(tmp_path, written(pyarrow.Table.from_pandas(frame)), columns={"text": "words"})
    assert [isinstance(item, Report) for item in items] == [True, False, False, True]
    assert isinstance(items[1], IntakeError)
    assert (items[1].where, items[1].reason) == (f"{tmp_path}/a.parquet#2", "has no text in the column words")
    assert "2 of 4 reports found" in caplog.text


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (written(PLAIN)[:-20], "cannot be read as Parquet"),
        (b"PAR1", "cannot be read as Parquet"),
        (written(PLAIN.slice(0, 0)), "is a table without rows"),
        (written(pyarrow.table({"n": [1], "m": [2]})), "has no column that holds texts"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, raw: bytes, reason: str) -> None:
    (problem,) = found(tmp_path, raw)
    assert isinstance(problem, IntakeError)
    assert reason in problem.reason


def test_what_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.intake.parquet.UNPACKED", 100)
    (problem,) = found(tmp_path, written(PLAIN))
    assert isinstance(problem, IntakeError)
    assert "unpacks to more than" in problem.reason


def test_the_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    (problem,) = found(tmp_path, written(PLAIN))
    assert isinstance(problem, IntakeError)
    assert "pip install 'reportedly[parquet]'" in problem.reason
