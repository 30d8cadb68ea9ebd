"""Readings of a folder that `read` wrote: taken in as they are, with the record of adding, and checked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from reportedly.corpus.manifest import is_corpus
from reportedly.corpus.written import WrittenCorpus
from reportedly.errors import IntakeError
from reportedly.export.reading_table import schema, table_of, write_table
from reportedly.ledger import Ledger
from reportedly.listing import Filter
from reportedly.model import Reading, Report
from tests.ledger import told
from tests.ledger.told import STORY

Row = dict[str, Any]
RUN = {"software": "told 1", "pipeline": "none", "encoder": None, "lexicon": "none"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A story in two partitions, with a report that could not be read and a file that holds none."""
    out = tmp_path / "out"
    refused = Reading(report=Report(text="", title="scan.pdf"), run=told.RUN, failure="scan.pdf: is a PDF")
    (out / "readings").mkdir(parents=True)
    (out / "failures").mkdir()
    lines: list[Row] = [{"manifest": 1, "partition_size": 5, "published": None, "columns": []}]
    lines += [{"shard": 0, "files": []}, {"run": RUN}]
    for number, reports in enumerate((STORY[:5], STORY[5:])):
        readings = [told.read(report) for report in reports] + ([refused] if number else [])
        failed = [reading for reading in readings if reading.failure]
        write_table(table_of([r for r in readings if not r.failure]), out / f"readings/00000-{number:05}.parquet")
        if failed:
            table = table_of(failed).select(["report", "run", "failure"])
            write_table(table, out / f"failures/00000-{number:05}.parquet")
        lines.append({"shard": 0, "partition": number, "reports": len(readings), "failures": len(failed)})
    lines.append({"shard": 0, "partitions": 2})
    write_manifest(out, lines)
    return out


def write_manifest(out: Path, lines: list[Row]) -> None:
    (out / "manifest.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")


def record(ledger: Ledger) -> list[object]:
    return [list(ask(Filter())) for ask in (ledger.claims, ledger.changes, ledger.origins, ledger.forecasts)]


def imported(ledger: Ledger, folder: Path, *, link: bool = True) -> list[str]:
    """Why what could not be imported."""
    found = ledger.import_readings(WrittenCorpus.of(folder), by="Ada", link=link)
    return [str(problem) for problem in found if problem is not None]


def test_the_record_is_that_of_adding(folder: Path, tmp_path: Path) -> None:
    with Ledger(str(tmp_path / "added.db")) as added, Ledger(str(tmp_path / "taken.db")) as taken:
        list(added.add(STORY))
        problems = imported(taken, folder, link=False)
        assert [problem.partition("#")[2] for problem in problems] == [
            "1: cannot be read: it says so itself",
            "2: scan.pdf: is a PDF",
        ]
        assert (taken.waiting(), taken.addition("a").by) == (7, "Ada")
        taken.link()
        assert record(taken) == record(added)
        assert taken.readings() == added.readings()
        assert taken.verify() == []
        assert [failure.reason for failure in taken.failures()] == [
            "cannot be read: it says so itself",
            "scan.pdf: is a PDF",
        ]
        imported(taken, folder)
        assert (taken.tally["new"], taken.tally["known"], taken.tally["known unread"]) == (0, 8, 1)


def test_what_is_taken_in_is_taken_in_once_after_an_interruption(folder: Path, tmp_path: Path) -> None:
    with Ledger(str(tmp_path / "l.db")) as ledger:
        found = ledger.import_readings(WrittenCorpus.of(folder))
        for _ in range(3):
            next(found)
        found.close()
        assert (ledger.count(), ledger.waiting()) == (3, 3)
        imported(ledger, folder)
        assert (ledger.tally["new"], ledger.tally["known"], ledger.waiting()) == (4, 3, 0)


def _other_words(row: Row) -> None:
    row["statements"][0]["content"][0]["text"] = "that it rained"


def _other_text(row: Row) -> None:
    row["report"]["text"] += " It rained."


def _other_id(row: Row) -> None:
    row["statements"][0]["id"] = "0" * 16


def _other_run(row: Row) -> None:
    row["run"]["lexicon"] = "another"


def _no_act(row: Row) -> None:
    row["statements"][0]["act"] = "shout"


def _no_made_by(row: Row) -> None:
    row["statements"][0]["made_by"] = None


def _other_time(row: Row) -> None:
    row["report"]["published_at"] = "2031-03-01T09:00:00Z"


def _bad_character(row: Row) -> None:
    row["report"]["title"] = "a\0b"


FORGERIES: dict[Callable[[Row], None], str] = {
    _other_words: "says 'that it rained' at",
    _other_text: "its text is not that of its sha256",
    _other_id: "has an id that is not that of its places",
    _other_run: "was read by another Run than its manifest says",
    _no_act: "is no reading ('shout' is not a valid Act)",
    _no_made_by: "is no reading (a value of the kind str is missing)",
    _other_time: "report is not written as `read` writes it",
    _bad_character: "holds U+0000, which no text has",
}


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: forgery.__name__)
def test_a_forged_reading_is_left_out(folder: Path, tmp_path: Path, forgery: Callable[[Row], None]) -> None:
    path = folder / "readings/00000-00000.parquet"
    rows = pyarrow.parquet.read_table(path).to_pylist()
    forgery(rows[1])
    write_table(pyarrow.Table.from_pylist(rows, schema=schema()), path)
    with Ledger(str(tmp_path / "l.db")) as ledger:
        first = imported(ledger, folder, link=False)[0]
        assert first.startswith(f"{path}#2: ")
        assert FORGERIES[forgery] in first
        assert sorted(report.id for report in ledger.reports()) == ["a", "c", "d", "e", "f", "g", "h"]


def _lines(folder: Path) -> list[Row]:
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines()]


def test_what_another_version_read_is_refused(folder: Path, tmp_path: Path) -> None:
    lines = _lines(folder)
    lines[2]["run"]["software"] = "told 0"
    write_manifest(folder, lines)
    with Ledger(str(tmp_path / "l.db")) as ledger:
        with pytest.raises(IntakeError, match="was read by told 0, none, lexicon none, this is told 1, none, lexicon"):
            imported(ledger, folder)
        assert ledger.count() == 0


def test_partitions_must_be_those_of_the_manifest(folder: Path) -> None:
    lines = _lines(folder)
    write_manifest(folder, [*lines[:3], {**lines[3], "reports": 4}, *lines[4:]])
    with pytest.raises(IntakeError, match="has 5 rows, its manifest says 4"):
        WrittenCorpus.of(folder)
    write_manifest(folder, lines)
    path = folder / "readings/00000-00000.parquet"
    whole = path.read_bytes()
    pyarrow.parquet.write_table(pyarrow.table({"text": ["a"] * 5}), path)
    with pytest.raises(IntakeError, match="has other columns than readings of this version"):
        WrittenCorpus.of(folder)
    path.write_bytes(whole[:-9])
    with pytest.raises(IntakeError, match="cannot be read as Parquet"):
        WrittenCorpus.of(folder)
    path.unlink()
    with pytest.raises(IntakeError, match="is missing: the `read` command that wrote it writes it again"):
        WrittenCorpus.of(folder)


def test_an_unfinished_folder_gives_what_is_complete(folder: Path) -> None:
    write_manifest(folder, _lines(folder)[:4])
    corpus = WrittenCorpus.of(folder)
    assert (corpus.reports, corpus.unread, len(list(corpus.rows()))) == (5, 1, 5)
    write_manifest(folder, _lines(folder)[:2])
    with pytest.raises(IntakeError, match="holds no readings yet"):
        WrittenCorpus.of(folder)


def test_another_folder_or_a_damaged_manifest_is_named(folder: Path, tmp_path: Path) -> None:
    assert (is_corpus(folder), is_corpus(tmp_path)) == (True, False)
    with pytest.raises(IntakeError, match="holds no readings: expected a folder as `read INPUT"):
        WrittenCorpus.of(tmp_path)
    with (folder / "manifest.jsonl").open("a") as file:
        file.write('{"shard": 1, "partition": 0}\n')
    with pytest.raises(IntakeError, match="is damaged: read the reports again into a new folder"):
        WrittenCorpus.of(folder)
