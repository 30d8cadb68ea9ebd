"""Many reports through one or several workers, in input order, with bounded memory.

One report never ends a batch: if it cannot be opened or read, or if its worker dies, it becomes a failed Reading,
and the others are read.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import traceback
from collections import deque
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly import encoder
from reportedly.errors import IntakeError, ModelMissing, ReadingError, ReportedlyError
from reportedly.model import Reading, Report, Run, content_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection

AHEAD = 8
"""Reports for each worker that may be read ahead of the slowest one."""

_LOG = logging.getLogger(__name__)


def read_all(reports: Iterable[Report | IntakeError], *, workers: int = 1) -> Iterator[Reading]:
    """The Reading of every report, in input order, as soon as it and those before it are done.

    Each of several workers is a process that loads the pipeline once. Processes are spawned: a script that calls
    this needs `if __name__ == "__main__"`. ModelMissing if reading cannot start at all.
    """
    if workers < 1:
        raise ValueError(f"{workers} workers: at least one is needed")
    if workers == 1:
        from reportedly.reading import run_now

        run = run_now()
        for report in reports:
            yield failed(report, run) if isinstance(report, IntakeError) else read_one(report, run)
    else:
        crew = _Crew(workers)
        try:
            yield from crew.read(iter(reports))
        finally:
            crew.dismiss()


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

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.line, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.place: int | None = None
        self.report: Report | None = None

    def give(self, place: int, report: Report) -> None:
        """Send the next report; if the worker has died, `answer` says so."""
        self.place, self.report = place, report
        try:
            self.line.send(report)
        except OSError:
            _LOG.debug("a worker was gone before it got its report")

    def answer(self, run: Run) -> tuple[int, Reading, bool]:
        """Place and Reading of its report, and whether the worker is alive."""
        place, report = self.place, self.report
        assert place is not None
        assert report is not None
        self.place = self.report = None
        try:
            return place, self.line.recv(), True
        except (EOFError, OSError):
            self.process.join()
            code = self.process.exitcode or 0
            how = f"signal {-code} ({signal.strsignal(-code)})" if code < 0 else f"exit code {code}"
            why = f"the process that read it ended with {how}, perhaps for want of memory: read it alone or split it"
            return place, Reading(report=report, run=run, failure=why), False

    def dismiss(self) -> None:
        """End the process, whatever it is doing."""
        self.line.close()
        self.process.terminate()
        self.process.join()
        self.process.close()


class _Crew:
    def __init__(self, workers: int) -> None:
        self._workers = [_Worker() for _ in range(workers)]
        self._run: Run | None = None

    def read(self, reports: Iterator[Report | IntakeError]) -> Iterator[Reading]:
        """Readings in input order; at most `AHEAD` for each worker wait for earlier ones."""
        run = self._ready()
        idle = deque(self._workers)
        done: dict[int, Reading] = {}
        taken = given = 0
        more = True
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
            busy = {w.line: w for w in self._workers if w.place is not None}
            for line in wait(busy) if busy and given < taken else ():
                worker = busy[line]  # type: ignore[index]
                place, done[place], alive = worker.answer(run)
                idle.append(worker if alive else self._replace(worker))

    def dismiss(self) -> None:
        """End every process."""
        for worker in self._workers:
            worker.dismiss()

    def _ready(self) -> Run:
        """Wait until all have loaded the pipeline."""
        for worker in self._workers:
            self._run = _started(worker)
        assert self._run is not None
        return self._run

    def _replace(self, worker: _Worker) -> _Worker:
        fresh = _Worker()
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


def _work(line: Connection) -> None:
    """The worker process: send the Run, then read reports until the connection is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the parent process, which ends the workers
    for library in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", encoder.THREADS):
        os.environ.setdefault(library, "1")  # the processes run in parallel; threads would compete
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
