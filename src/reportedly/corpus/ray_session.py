"""Ray, started on this machine or joined at an address, without noise and without usage statistics."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.errors import ReadingError

if TYPE_CHECKING:
    from collections.abc import Iterator

EXTRA = "reportedly[ray]"
STORE = 256 << 20
"""Bytes of a local Ray's object store, which holds what waits."""


def started(workers: int, address: str | None) -> Any:
    """Ray, connected to a cluster with a core for each worker and one more; ReadingError if it cannot be reached.

    `shutdown` ends it, or leaves the cluster.
    """
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


def cause(problem: BaseException) -> str:
    """The last line of what Ray says, which is that of the program."""
    lines = str(problem).strip().splitlines()
    return lines[-1].strip() if lines else type(problem).__name__
