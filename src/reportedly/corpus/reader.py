"""Reads a corpus into a folder of partitions, and goes on where an earlier call was stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly.corpus.engine import OpenShard
from reportedly.corpus.manifest import Manifest, paths
from reportedly.errors import ExportError, ReadingError
from reportedly.export.reading_table import schema, write_table

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

    from reportedly.corpus.engine import Engine, ReadRow
    from reportedly.corpus.shards import IntakeOptions, Shard

PARTITION_SIZE = 500
"""Reports a partition: some MB, and what is lost when a reading is stopped."""


class CorpusReader:
    """Reads shards into a folder: `readings/` and `failures/`, one file a partition, and the manifest."""

    def __init__(
        self,
        folder: Path,
        shards: Sequence[Shard],
        options: IntakeOptions,
        partition_size: int = PARTITION_SIZE,
    ) -> None:
        """ExportError if the folder holds anything else, or pyarrow is missing."""
        schema()
        self._folder = folder
        self._options = options
        self._size = partition_size
        self._shards = shards
        self._rows: list[Any] = []

    def read(self, engine: Engine) -> Generator[str | None]:
        """Read what is not written yet; yields for each report why it could not be read, or None.

        Afterwards `manifest` has the totals.
        """
        with Manifest(self._folder, self._shards, self._options, self._size) as self.manifest:
            left = [
                OpenShard(shard, self.manifest.written(shard.number), self._size)
                for shard in self._shards
                if not self.manifest.ended(shard.number)
            ]
            if left:
                yield from self._read(engine, left)

    def _read(self, engine: Engine, left: Sequence[OpenShard]) -> Generator[str | None]:
        self._rows.clear()
        at = -1
        found = engine(left, self._options)
        try:
            for one in found:
                if one.row is None:
                    if self._rows:
                        self._write(one.shard, at // self._size)
                    self.manifest.end_shard(one.shard)
                    at = -1
                    continue
                self._check_order(one, at)
                at = one.position
                self._rows.append(one.row)
                yield one.row.column("failure")[0].as_py()
                if (at + 1) % self._size == 0:
                    self._write(one.shard, at // self._size)
        finally:
            found.close()

    def _check_order(self, one: ReadRow, before: int) -> None:
        """Stop if an engine has lost or mixed up reports, which would make wrong partitions without a word."""
        written = self.manifest.written(one.shard)
        lost = [p for p in range(before + 1, one.position) if p // self._size not in written]
        if lost or one.position <= before:
            raise ReadingError(f"shard {one.shard}: report {one.position} came after {before}: report this fault")

    def _write(self, shard: int, number: int) -> None:
        """Write the rows at hand as a partition, and note that in the manifest."""
        import pyarrow
        import pyarrow.compute

        table = pyarrow.concat_tables(self._rows).combine_chunks()
        self._rows.clear()
        for run in table.column("run").to_pylist():
            self.manifest.add_run(run)
        failed = pyarrow.compute.is_valid(table.column("failure"))
        failures = pyarrow.compute.sum(failed).as_py()
        parts = {
            "readings": table.filter(pyarrow.compute.invert(failed)),
            "failures": table.filter(failed).select(["report", "run", "failure"]),
        }
        for path in paths(self._folder, shard, number, len(table), failures):
            try:
                path.parent.mkdir(exist_ok=True)
            except OSError as problem:
                raise ExportError(f"{path.parent}: cannot be written ({problem.strerror})") from None
            write_table(parts[path.parent.name], path)
        self.manifest.add_partition(shard, number, len(table), failures)
