"""A corpus in partitions: what is written, and how reading goes on."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pyarrow.parquet
import pytest

from reportedly.corpus import shards
from reportedly.corpus.manifest import NAME, Manifest
from reportedly.corpus.reader import CorpusReader
from reportedly.corpus.shards import IntakeOptions, shards_of
from reportedly.errors import ExportError
from tests.corpus.stub import RUN, StubEngine, files_below


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two shards of five and two reports; two of them are bad, and one file has none."""
    monkeypatch.setattr(shards, "FILES", 2)
    folder = tmp_path / "in"
    folder.mkdir()
    lines = [json.dumps({"id": f"r{n}", "text": f"Report {n}{' is bad' if n == 1 else ''}."}) for n in range(4)]
    (folder / "a.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "b.txt").write_text("Report b.", "utf-8")
    (folder / "c.txt").write_text("Report c is bad.", "utf-8")
    (folder / "d.json").write_text("{", "utf-8")
    return folder


def reader(inputs: Path, out: Path, size: int = 2) -> CorpusReader:
    return CorpusReader(out, shards_of([(str(inputs), False)]), IntakeOptions(), size)


def rows(out: Path, kind: str) -> list[str]:
    found = [pyarrow.parquet.read_table(path).to_pylist() for path in sorted((out / kind).iterdir())]
    return [row["report"]["text"] for table in found for row in table]


def test_readings_and_failures_are_partitions_of_their_own(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    own = reader(inputs, out)
    assert [bool(failure) for failure in own.read(StubEngine())] == [False, True, False, False, False, True, True]
    assert own.manifest.total() == (7, 3)
    assert rows(out, "readings") == ["Report 0.", "Report 2.", "Report 3.", "Report b."]
    assert rows(out, "failures") == ["Report 1 is bad.", "Report c is bad.", ""]
    assert sorted(files_below(out)) == [
        "failures/00000-00000.parquet",
        "failures/00001-00000.parquet",
        NAME,
        "readings/00000-00000.parquet",
        "readings/00000-00001.parquet",
        "readings/00000-00002.parquet",
    ]
    (reason, _) = pyarrow.parquet.read_table(out / "failures" / "00001-00000.parquet").column("failure").to_pylist()
    assert reason == "is bad"


@pytest.mark.parametrize("stopped", range(7))
def test_it_goes_on_where_it_was_stopped(inputs: Path, tmp_path: Path, stopped: int) -> None:
    list(reader(inputs, tmp_path / "whole").read(StubEngine()))
    first, second = StubEngine(), StubEngine()
    begun = reader(inputs, tmp_path / "out").read(first)
    list(islice(begun, stopped))
    begun.close()
    assert not list((tmp_path / "out").rglob("*.part"))
    list(reader(inputs, tmp_path / "out").read(second))
    assert files_below(tmp_path / "out") == files_below(tmp_path / "whole")
    again = len(first.read) + len(second.read) - 6
    assert again <= 2  # of the partition that was not whole
    list(reader(inputs, tmp_path / "out").read(third := StubEngine()))
    assert third.read == []


def test_a_lost_partition_is_read_again(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    list(reader(inputs, out).read(StubEngine()))
    whole = files_below(out)
    (out / "readings" / "00000-00001.parquet").unlink()
    own = reader(inputs, out)
    list(own.read(engine := StubEngine()))
    assert engine.read == ["Report 2.", "Report 3."]
    assert own.manifest.total() == (7, 3)
    assert {**files_below(out), NAME: b""} == {**whole, NAME: b""}


def test_a_line_that_is_cut_off_does_not_count(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    list(reader(inputs, out).read(StubEngine()))
    whole = files_below(out)
    (out / NAME).write_bytes(whole[NAME][:-20])
    list(reader(inputs, out).read(StubEngine()))
    assert files_below(out) == whole


def test_other_inputs_or_settings_are_refused(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    list(reader(inputs, out).read(StubEngine()))
    with pytest.raises(ExportError, match=r"was begun with other settings \(partition_size: 2\)"):
        list(reader(inputs, out, 3).read(StubEngine()))
    (inputs / "b.txt").write_text("Report b, corrected.", "utf-8")
    with pytest.raises(ExportError, match=r"was begun with other inputs \(.*b\.txt\)"):
        list(reader(inputs, out).read(StubEngine()))


def test_another_version_is_refused(inputs: Path, tmp_path: Path) -> None:
    begun = reader(inputs, tmp_path / "out").read(StubEngine())
    list(islice(begun, 4))
    begun.close()
    with pytest.raises(ExportError, match=r"was begun with reportedly test.*and now reportedly 9"):
        list(reader(inputs, tmp_path / "out").read(StubEngine(replace(RUN, software="reportedly 9"))))


def test_a_folder_with_other_files_is_left_alone(inputs: Path) -> None:
    with pytest.raises(ExportError, match="holds other files"):
        list(reader(inputs, inputs).read(StubEngine()))


def test_a_manifest_of_another_kind_is_left_alone(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    list(reader(inputs, out).read(StubEngine()))
    damaged = (out / NAME).read_bytes().replace(b'"partition": 1', b'"part": 1')
    (out / NAME).write_bytes(damaged)
    with pytest.raises(ExportError, match="was not written by `read`"):
        list(reader(inputs, out).read(StubEngine()))
    assert (out / NAME).read_bytes() == damaged


def test_two_at_once_are_refused(inputs: Path, tmp_path: Path) -> None:
    pytest.importorskip("fcntl", reason="this system cannot keep other processes out")
    given = shards_of([(str(inputs), False)])
    with (
        Manifest(tmp_path / "out", given, IntakeOptions(), 2),
        pytest.raises(ExportError, match="another process writes to it"),
    ):
        Manifest(tmp_path / "out", given, IntakeOptions(), 2)
