"""The engine of many machines: Ray Data opens the files in tasks and reads reports in a pool of actors.

Each actor has one process with one thread that reads, as the workers of one machine are, so that a report that ends
it costs that report alone. Blocks are small and few of them wait, so that memory does not grow with the corpus.
"""

from __future__ import annotations

import logging
import os
import pickle
import sys
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly import batch
from reportedly.corpus.engine import OpenShard, ReadRow
from reportedly.corpus.shards import MissingFile
from reportedly.errors import IntakeError, ReadingError, ReportedlyError
from reportedly.export.reading_table import table_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from reportedly.corpus.shards import IntakeOptions
    from reportedly.model import Report

EXTRA = "reportedly[ray]"
BLOCK = 1 << 16
"""Bytes of a block: about ten articles, which one actor reads at a time."""
STORE = 256 << 20
"""Bytes of a local Ray's object store, which holds the blocks that wait."""
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
        ray = _started(self.workers, self.address)
        try:
            yield from _read(ray, shards, options, self.workers)
        except ray.exceptions.RayError as problem:
            raise ReadingError(f"Ray stopped: {_cause(problem)}; the same command goes on") from None
        finally:
            ray.shutdown()


def _started(workers: int, address: str | None) -> Any:
    """Ray, connected to a cluster with enough cores."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # tells nobody that it runs
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    os.environ.setdefault("RAY_worker_niceness", "0")  # else whatever else the machine does comes first
    try:
        import ray
        import ray.data
    except ImportError:
        raise ReadingError(f"--engine ray needs Ray, which is not installed: pip install '{EXTRA}'") from None
    quiet: dict[str, object] = {"log_to_driver": False, "logging_level": logging.ERROR}
    try:
        if address is None:
            # One core more than actors, for opening files.
            quiet |= {"num_cpus": workers + 1, "include_dashboard": False, "object_store_memory": STORE}
        else:
            quiet["address"] = address
        with _muted():
            ray.init(**quiet)
    except Exception as problem:  # an address of another kind, a version of another kind, a closed port
        where = address or "a Ray of this machine"
        raise ReadingError(f"{where}: cannot be reached ({' '.join(str(problem).split())[:300]})") from None
    cores = int(ray.cluster_resources().get("CPU", 0))
    if cores <= workers:
        ray.shutdown()
        raise ReadingError(
            f"{address}: has {cores} cores, and {workers} actors need one each and one more opens files: "
            f"--workers {max(cores - 1, 1)}"
        )
    return ray


@contextmanager
def _muted() -> Iterator[None]:
    """Keep back what compiled code of Ray writes to standard error as it starts; errors are raised all the same."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


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


def _cause(problem: BaseException) -> str:
    """The last line of what Ray says, which is that of the program."""
    lines = str(problem).strip().splitlines()
    return lines[-1].strip() if lines else type(problem).__name__
