"""The engine of many machines: Ray Data opens the files in tasks and reads reports in a pool of actors.

Each actor has one process with one thread that reads, as the workers of one machine are, so that a report that ends
it costs that report alone. Blocks are small and few of them wait, so that memory does not grow with the corpus.
"""

from __future__ import annotations

import logging
import pickle
import sys
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportedly import batch
from reportedly.corpus import ray_session
from reportedly.corpus.engine import OpenShard, ReadRow
from reportedly.corpus.shards import MissingFile
from reportedly.errors import IntakeError, ReadingError, ReportedlyError
from reportedly.export.reading_table import table_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from reportedly.corpus.shards import IntakeOptions
    from reportedly.model import Report

BLOCK = 1 << 16
"""Bytes of a block: about ten articles, which one actor reads at a time."""
_END, _LOST = -1, -2
"""Places of the rows that say that a shard ends, or that a file is not there."""


@dataclass(frozen=True, slots=True)
class RayEngine:
    """Reads with Ray: that of an address, or one that is started on this machine and ended afterwards."""

    workers: int = 1
    """Actors, each of which takes one core."""
    address: str | None = None

    def __call__(self, shards: Sequence[OpenShard], options: IntakeOptions) -> Generator[ReadRow]:
        """Read the shards; ReadingError if Ray is missing or cannot be reached, or a machine cannot read."""
        ray = ray_session.started(self.workers, self.address)
        try:
            yield from _read(ray, shards, options, self.workers)
        except ray.exceptions.RayError as problem:
            raise ReadingError(f"Ray stopped: {ray_session.cause(problem)}; the same command goes on") from None
        finally:
            ray.shutdown()


def _read(ray: Any, shards: Sequence[OpenShard], options: IntakeOptions, workers: int) -> Iterator[ReadRow]:
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    context.enable_auto_log_stats = False
    context.target_max_block_size = BLOCK
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", category=UserWarning, module=r"ray\.")  # of fewer shards than actors
    given = [{"shard": pickle.dumps((own, options))} for own in shards]
    rows = (
        ray.data.from_items(given, override_num_blocks=len(given))
        .flat_map(_opened, num_cpus=0, compute=ray.data.TaskPoolStrategy(size=max(1, workers // 4)))
        .map_batches(
            _Actor,
            batch_size=None,
            batch_format="pyarrow",
            num_cpus=1,
            compute=ray.data.ActorPoolStrategy(size=workers),
        )
    )
    for block in rows.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
        for at in range(len(block)):
            yield _row(block.slice(at, 1))


def _row(one: Any) -> ReadRow:
    import pyarrow

    shard, position = one.column("shard")[0].as_py(), one.column("position")[0].as_py()
    if position == _LOST:
        raise ReadingError(
            f"{one.column('note')[0].as_py()}: the machine of a Ray task does not see this file; put the inputs on a "
            "disk that all machines share, under the same path"
        )
    if position == _END:
        return ReadRow(shard, -1, None)
    return ReadRow(shard, position, pyarrow.Table.from_struct_array(one.column("reading").combine_chunks()))


def _opened(row: dict[str, bytes]) -> Iterator[dict[str, int | bytes]]:
    """A task: the reports of a shard, each as bytes, and its end."""
    own, options = pickle.loads(row["shard"])
    number = own.shard.number
    try:
        for position, report in own.unread(options):
            yield {"shard": number, "position": position, "report": _packed(report)}
    except MissingFile as problem:
        yield {"shard": number, "position": _LOST, "report": str(problem).encode()}
        return
    yield {"shard": number, "position": _END, "report": b""}


class _Actor:
    """Reads blocks of reports with a process of its own, which is kept."""

    def __init__(self) -> None:
        # The process that reads would import what this one began with, a program of Ray's.
        sys.modules["__main__"].__file__ = None
        self._pool = batch.WorkerPool(1, alone=False)

    def __call__(self, block: Any) -> Any:
        import pyarrow

        places, given = block.column("position").to_pylist(), block.column("report").to_pylist()
        reports = [_unpacked(one) for place, one in zip(places, given, strict=True) if place >= 0]
        try:
            found = table_of(list(self._pool.read(iter(reports))))
        except ReportedlyError as problem:
            raise RuntimeError(str(problem)) from None
        at = iter(range(len(found)))
        taken = pyarrow.array([next(at) if place >= 0 else None for place in places], pyarrow.int64())
        readings = pyarrow.concat_arrays(found.to_struct_array().chunks)
        return pyarrow.table(
            {
                "shard": block.column("shard"),
                "position": block.column("position"),
                "note": [one.decode() if place == _LOST else None for place, one in zip(places, given, strict=True)],
                "reading": readings.take(taken),
            }
        )


def _packed(report: Report | IntakeError) -> bytes:
    return pickle.dumps((report.where, report.reason) if isinstance(report, IntakeError) else report)


def _unpacked(given: bytes) -> Report | IntakeError:
    """The report; what is unpacked was packed by a task of this program."""
    found: Report | tuple[str, str] = pickle.loads(given)
    return IntakeError(*found) if isinstance(found, tuple) else found
