"""Vectors before linking: computed by many processes or machines, since those of one statement depend on no other.

They are kept with seals, as linking keeps them, so that linking reads them back and comes to the same record.
"""

from __future__ import annotations

import os
from collections import deque
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from reportedly import encoder
from reportedly.corpus import ray_session
from reportedly.errors import ReadingError
from reportedly.ledger.linker import embeddings
from reportedly.store import embeddings as store
from reportedly.store import pending, readings
from reportedly.store.database import snapshot, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from reportedly.model import Reading
    from reportedly.store.database import Engine
    from reportedly.store.embeddings import EmbeddingRow

AHEAD = 4
"""Readings for each worker that may wait for the slowest one."""


class EmbeddingEngine(Protocol):
    """Computes the vectors of readings."""

    def __call__(self, given: Iterator[Reading]) -> Generator[list[EmbeddingRow]]:
        """The embeddings of each, in order."""


@dataclass(frozen=True, slots=True)
class LocalEmbedding:
    """Computes with processes of this machine, each with one thread."""

    workers: int

    def __call__(self, given: Iterator[Reading]) -> Generator[list[EmbeddingRow]]:
        """The embeddings of each, in order; ReadingError if a process dies."""
        import multiprocessing
        from concurrent.futures import Future, ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool

        context = multiprocessing.get_context("spawn")
        waiting: deque[Future[list[EmbeddingRow]]] = deque()
        with ProcessPoolExecutor(self.workers, context, _one_thread) as pool:
            try:
                for reading in given:
                    waiting.append(pool.submit(embeddings.rows_of, reading))
                    if len(waiting) >= AHEAD * self.workers:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            except BrokenProcessPool:
                raise ReadingError("a process ended, perhaps for want of memory: have fewer --workers") from None
            finally:
                pool.shutdown(wait=False, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class RayEmbedding:
    """Computes with actors of Ray: of that at an address, or one that is started on this machine."""

    workers: int
    address: str | None = None

    def __call__(self, given: Iterator[Reading]) -> Generator[list[EmbeddingRow]]:
        """The embeddings of each, in order; ReadingError if Ray is missing, not to be reached, or stops."""
        ray = ray_session.started(self.workers, self.address)
        try:
            actors = [ray.remote(num_cpus=1, max_restarts=1)(_Actor).remote() for _ in range(self.workers)]
            waiting: deque[Any] = deque()
            for number, reading in enumerate(given):
                waiting.append(actors[number % self.workers].embed.remote(reading))
                if len(waiting) >= AHEAD * self.workers:
                    yield _answered(ray, waiting.popleft())
            while waiting:
                yield _answered(ray, waiting.popleft())
        except ray.exceptions.RayError as problem:
            raise ReadingError(f"Ray stopped: {ray_session.cause(problem)}; the same command goes on") from None
        finally:
            ray.shutdown()


class _Actor:
    """Computes embeddings on one core."""

    def __init__(self) -> None:
        _one_thread()

    def embed(self, reading: Reading) -> tuple[tuple[str, str], list[EmbeddingRow]]:
        """The digests of the models, and the embeddings."""
        return _digests(), embeddings.rows_of(reading)


def embed_queued(
    engine: Engine, embedding: EmbeddingEngine, step: Callable[[int, int], None] | None = None, *, again: bool = False
) -> int:
    """Compute and keep the vectors of the queued readings that have none; with `again` of all current readings.

    Returns of how many.
    """
    with snapshot(engine) as connection:
        keys = pending.current(connection) if again else pending.queued(connection)
    left: deque[int] = deque()
    """The places of the readings that are being computed."""
    done = 0
    with closing(embedding(_lacking(engine, keys, left, again=again))) as found:
        for rows in found:
            with writing(engine) as connection:
                store.upsert_embeddings(connection, rows)
            done += 1
            place = left.popleft()
            if step:
                step(place + 1, len(keys))
    return done


def _lacking(engine: Engine, keys: list[str], left: deque[int], *, again: bool) -> Iterator[Reading]:
    """The readings without all their vectors; what was computed before an interruption is not computed again."""
    for place, key in enumerate(keys):
        with snapshot(engine) as connection:
            reading = readings.one(connection, key)
            known = {} if again else store.sealed(connection, [s.id for s in reading.statements])
        if not all((found := known.get(s.id)) and found[0].seal and found[1].seal for s in reading.statements):
            left.append(place)
            yield reading


def _answered(ray: Any, reference: Any) -> list[EmbeddingRow]:
    digests, rows = ray.get(reference)
    if digests != _digests():
        raise ReadingError("a machine of Ray has other models: have the same version of Reportedly on every machine")
    found: list[EmbeddingRow] = rows
    return found


def _digests() -> tuple[str, str]:
    return encoder.digest(encoder.EMBEDDER), encoder.digest(encoder.MATCHER)


def _one_thread() -> None:
    for library in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", encoder.THREADS):
        os.environ.setdefault(library, "1")
