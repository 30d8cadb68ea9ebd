"""A corpus that `read` has written into a folder: its Run, and the rows of its complete partitions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from reportedly.corpus.manifest import FORMAT, NAME, begins, paths
from reportedly.errors import IntakeError
from reportedly.export.reading_table import schema
from reportedly.intake.document import UNPACKED
from reportedly.model import Run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reportedly.export.plain import Json

ROWS = 100
"""Rows of a partition that are held at a time."""
OF_FAILURES = ("report", "run", "failure")
"""The columns of a partition of failures."""


@dataclass(frozen=True, slots=True)
class Partition:
    """A file of readings, or of failures."""

    path: Path
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenCorpus:
    """A folder whose manifest and partitions fit each other."""

    folder: Path
    run: Run
    partitions: tuple[Partition, ...]
    """In the order of the inputs."""
    reports: int
    """Failures included."""
    unread: int
    """Shards that are not read to their end."""

    @classmethod
    def of(cls, folder: Path) -> Self:
        """The corpus in a folder; IntakeError if there is none, nothing is read, or a partition does not fit."""
        beginning, found = _manifest(folder)
        try:
            run = next((Run(**line["run"]) for line in found if "run" in line), None)
            counts = {
                (line["shard"], line["partition"]): (line["reports"], line["failures"])
                for line in found
                if "partition" in line
            }
            ended = {line["shard"] for line in found if "partitions" in line}
            partitions = [one for key in sorted(counts) for one in _partitions(folder, key, counts[key])]
            unread = len({line["shard"] for line in beginning} - ended)
            reports = sum(number for number, _ in counts.values())
        except (KeyError, TypeError, ValueError):
            raise IntakeError(str(folder / NAME), "is damaged: read the reports again into a new folder") from None
        if run is None or not partitions:
            raise IntakeError(str(folder), "holds no readings yet: the `read` command that began it goes on")
        for one in partitions:
            _check(one)
        return cls(folder=folder, run=run, partitions=tuple(partitions), reports=reports, unread=unread)

    def rows(self) -> Iterator[tuple[str, Json]]:
        """The rows of all partitions, each with its place; IntakeError if a file cannot be read to its end."""
        import pyarrow
        import pyarrow.parquet

        for one in self.partitions:
            number = 0
            try:
                with pyarrow.parquet.ParquetFile(one.path) as file:
                    for batch in file.iter_batches(ROWS):
                        for row in batch.to_pylist():
                            number += 1
                            yield f"{one.path}#{number}", row
            except (pyarrow.ArrowException, OSError) as problem:
                raise IntakeError(f"{one.path}#{number + 1}", f"cannot be read as Parquet ({problem})") from None


def _manifest(folder: Path) -> tuple[list[Json], list[Json]]:
    """The lines of a manifest: its shards, and what comes after them; a last line that is cut off does not count."""
    path = folder / NAME
    try:
        lines = path.read_bytes().splitlines(keepends=True)
    except OSError:
        lines = []
    if not lines or not begins(lines[0]):
        raise IntakeError(str(folder), "holds no readings: expected a folder as `read INPUT... -o FOLDER/` writes it")
    known: list[Any] = []
    for number, line in enumerate(lines, 1):
        if line.endswith(b"\n"):
            try:
                known.append(json.loads(line))
            except ValueError:
                known.append(None)
            if not isinstance(known[-1], dict):
                raise IntakeError(f"{path}:{number}", "is damaged: read the reports again into a new folder")
    if known[0]["manifest"] != FORMAT:
        raise IntakeError(str(path), f"has format {known[0]['manifest']!r}, this reportedly knows {FORMAT}: upgrade it")
    shards = [line for line in known if "files" in line]
    return shards, [line for line in known[1:] if "files" not in line]


def _partitions(folder: Path, key: tuple[int, int], counts: tuple[int, int]) -> Iterator[Partition]:
    """The files of a partition: of what was read, then of failures."""
    reports, failures = counts
    for path in paths(folder, *key, reports, failures):
        yield Partition(path, failures if path.parent.name == "failures" else reports - failures)


def _check(one: Partition) -> None:
    """Raise an IntakeError for a file that is not there, or is not the partition that the manifest names."""
    wanted = schema()
    import pyarrow
    import pyarrow.parquet

    if one.path.parent.name == "failures":
        wanted = pyarrow.schema([wanted.field(name) for name in OF_FAILURES])
    where = str(one.path)
    try:
        with pyarrow.parquet.ParquetFile(one.path) as file:
            if not file.schema_arrow.remove_metadata().equals(wanted):
                raise IntakeError(where, "has other columns than readings of this version: read the reports again")
            if file.metadata.num_rows != one.rows:
                raise IntakeError(where, f"has {file.metadata.num_rows} rows, its manifest says {one.rows}")
            groups = (file.metadata.row_group(n).total_byte_size for n in range(file.metadata.num_row_groups))
            if any(size > UNPACKED for size in groups):
                raise IntakeError(where, f"unpacks to more than {UNPACKED // 1_000_000} MB, as no partition does")
    except FileNotFoundError:
        raise IntakeError(where, "is missing: the `read` command that wrote it writes it again") from None
    except (pyarrow.ArrowException, OSError) as problem:
        raise IntakeError(where, f"cannot be read as Parquet ({problem})") from None
