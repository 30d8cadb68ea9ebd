"""Many reports through one or several workers, in input order, with bounded memory.

One report never ends a batch: if it cannot be opened or read, takes too long, or if its worker dies, it becomes a
failed Reading, and the others are read.
"""

from __future__ import annotations

import logging
import os
import signal
import time
import traceback
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reportedly import encoder, time_limit
from reportedly.errors import IntakeError, ModelMissing, ReadingError, ReportedlyError
from reportedly.model import Reading, Report, Run, content_id

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from multiprocessing.connection import Connection

AHEAD = 8
"""Reports for each worker that may be read ahead of the slowest one."""
GRACE = 10.0
"""Seconds after the time of a report in which its worker may still say so itself; after them it is ended."""
YIELDING = 10
"""How much less the process of a desk asks for a core than its pages do."""

_LOG = logging.getLogger(__name__)


def read_all(reports: Iterable[Report | IntakeError], *, workers: int | WorkerPool = 1) -> Iterator[Reading]:
    """The Reading of every report, in input order, as soon as it and those before it are done.

    Each of several workers is a process that loads the pipeline once. Processes are spawned: a script that calls
    this needs `if __name__ == "__main__"`. One worker is this process; a pool, which stays open, may have one of its
    own. ModelMissing if reading cannot start at all.
    """
    if isinstance(workers, WorkerPool):
        yield from workers.read(iter(reports))
    elif workers < 1:
        raise ValueError(f"{workers} workers: at least one is needed")
    elif workers == 1:
        from reportedly.reading import run_now

        run = run_now()
        for report in reports:
            yield failed(report, run) if isinstance(report, IntakeError) else read_one(report, run)
    else:
        with WorkerPool(workers) as pool:
            yield from pool.read(iter(reports))


def read_one(report: Report, run: Run) -> Reading:
    """The Reading of one report; any error becomes its `failure`."""
    from reportedly.reading import read

    try:
        return read(report)
    except ReportedlyError as problem:
        return Reading(report=report, run=run, failure=str(problem))
    except MemoryError:
        return Reading(report=report, run=run, failure="there was not enough memory to read it: split it")
    except Exception as problem:
        _LOG.debug("%s", traceback.format_exc())
        at = traceback.extract_tb(problem.__traceback__)[-1]
        where = f"{Path(at.filename).name}, line {at.lineno}"
        kind = type(problem).__name__
        return Reading(
            report=report, run=run, failure=f"a fault of the program ({kind}: {problem}; {where}): report it"
        )


def id_of(report: Report | IntakeError) -> str:
    """The id under which a report, or an input without one, is recorded."""
    return content_id("not taken in", report.where) if isinstance(report, IntakeError) else report.id


def failed(problem: IntakeError, run: Run) -> Reading:
    """The failed Reading that records an input without a report."""
    empty = Report(text="", id=id_of(problem), title=problem.where)
    return Reading(report=empty, run=run, failure=str(problem))


class _Worker:
    """A process that reads one report after another, and the report that it is reading."""

    def __init__(self, *, alone: bool) -> None:
        import multiprocessing  # here, as most commands start no worker

        context = multiprocessing.get_context("spawn")
        self.line, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, alone), daemon=True)
        self.process.start()
        theirs.close()
        self.place: int | None = None
        self.report: Report | None = None
        self.until = 0.0
        """When the process is ended if it has not answered (monotonic clock)."""

    def give(self, place: int, report: Report) -> None:
        """Send the next report; if the worker has died, `answer` says so."""
        self.place, self.report = place, report
        self.until = time.monotonic() + time_limit.seconds_for(report.text) * time_limit.STARVED + GRACE
        try:
            self.line.send(report)
        except OSError:
            _LOG.debug("a worker was gone before it got its report")

    def answer(self, run: Run) -> tuple[int, Reading, bool]:
        """Place and Reading of its report, and whether the worker is alive."""
        place, report = self._taken_back()
        try:
            return place, self.line.recv(), True
        except (EOFError, OSError):
            self.process.join()
            code = self.process.exitcode or 0
            how = f"signal {-code} ({signal.strsignal(-code)})" if code < 0 else f"exit code {code}"
            why = f"the process that read it ended with {how}, perhaps for want of memory: read it alone or split it"
            return place, Reading(report=report, run=run, failure=why), False

    def expire(self, run: Run) -> tuple[int, Reading]:
        """Place and failed Reading of a report whose time is over; the worker has to be replaced."""
        place, report = self._taken_back()
        return place, Reading(report=report, run=run, failure=time_limit.reason(report.text))

    def _taken_back(self) -> tuple[int, Report]:
        place, report = self.place, self.report
        assert place is not None
        assert report is not None
        self.place = self.report = None
        return place, report

    def dismiss(self) -> None:
        """End the process, whatever it is doing."""
        self.line.close()
        self.process.terminate()
        self.process.join(GRACE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


class WorkerPool:
    """Processes that read reports, started when they are first needed and kept until the pool is closed."""

    def __init__(self, count: int, *, alone: bool | None = None) -> None:
        """A worker that is `alone` may use several threads and yields to other processes; so does an only one."""
        self._count = count
        self._alone = count == 1 if alone is None else alone
        self._workers: list[_Worker] = []
        self._run: Run | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def run(self) -> Run:
        """The Run of the workers; ModelMissing if they cannot read."""
        if self._run is None:
            self._workers = [_Worker(alone=self._alone) for _ in range(self._count)]
            try:
                for worker in self._workers:
                    self._run = _started(worker)
            except ReportedlyError:
                self.close()
                raise
        assert self._run is not None
        return self._run

    def read(self, reports: Iterator[Report | IntakeError]) -> Generator[Reading]:
        """Readings in input order; at most `AHEAD` for each worker wait for earlier ones."""
        run = self.run
        idle = deque(self._workers)
        done: dict[int, Reading] = {}
        taken = given = 0
        more = True
        try:
            while more or given < taken:
                while more and idle and taken - given < AHEAD * len(self._workers):
                    report = next(reports, None)
                    if report is None:
                        more = False
                    elif isinstance(report, IntakeError):
                        done[taken] = failed(report, run)
                        taken += 1
                    else:
                        idle.popleft().give(taken, report)
                        taken += 1
                while given in done:
                    yield done.pop(given)
                    given += 1
                if given < taken:
                    done |= self._answers(run, idle)
        finally:
            if any(w.place is not None for w in self._workers):
                self.close()  # nobody waits for their answers

    def close(self) -> None:
        """End every process."""
        for worker in self._workers:
            worker.dismiss()
        self._workers, self._run = [], None

    def _answers(self, run: Run, idle: deque[_Worker]) -> dict[int, Reading]:
        """The Readings that come next, by their places; waits for one, or until the time of a report is over."""
        from multiprocessing.connection import wait

        busy = [w for w in self._workers if w.place is not None]
        ready = wait([w.line for w in busy], max(0.0, min((w.until for w in busy), default=0.0) - time.monotonic()))
        found = {}
        for worker in busy:
            if worker.line in ready:
                place, found[place], alive = worker.answer(run)
                idle.append(worker if alive else self._replace(worker))
            elif worker.until <= time.monotonic():
                place, found[place] = worker.expire(run)
                idle.append(self._replace(worker))
        return found

    def _replace(self, worker: _Worker) -> _Worker:
        fresh = _Worker(alone=self._alone)
        self._workers[self._workers.index(worker)] = fresh
        worker.dismiss()
        _started(fresh)
        return fresh


def _started(worker: _Worker) -> Run:
    try:
        first = worker.line.recv()
    except (EOFError, OSError):
        raise ReadingError(
            'a worker could not be started: a script needs `if __name__ == "__main__":` around its call; '
            "with one worker none is started"
        ) from None
    if isinstance(first, Run):
        return first
    raise ModelMissing(first)


def _work(line: Connection, alone: bool) -> None:
    """The worker process: send the Run, then read reports until the connection is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the parent process, which ends the workers
    for library in () if alone else ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", encoder.THREADS):
        os.environ.setdefault(library, "1")  # the processes run in parallel; threads would compete
    if alone and hasattr(os, "nice"):
        os.nice(YIELDING)
    from reportedly.reading import run_now

    try:
        run = run_now()
    except ReportedlyError as problem:
        line.send(str(problem))
        return
    try:
        line.send(run)
        while True:
            line.send(read_one(line.recv(), run))
    except (EOFError, OSError):
        return
