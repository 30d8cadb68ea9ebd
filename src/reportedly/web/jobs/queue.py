"""The queue of jobs: a thread of its own works it off, so that pages answer meanwhile."""

from __future__ import annotations

import logging
import secrets
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from reportedly.batch import WorkerPool
from reportedly.errors import IntakeError, ReportedlyError
from reportedly.web.jobs.job import Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reportedly.ledger import Ledger
    from reportedly.model import Report

WAITING = 20
"""Jobs that may wait; more are turned away."""
REMEMBERED = 100
_LOG = logging.getLogger(__name__)


class JobQueue:
    """The jobs of one ledger: one at a time, in the order in which they were given."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="work")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._reader = WorkerPool(1)
        """The process that reads: this one has pages to show, and reading would hold its interpreter."""

    def add(self, what: str, by: str, intake: Callable[[], Iterable[Report | IntakeError]]) -> Job | None:
        """Add reports once it is their turn; None if too many jobs are waiting."""
        return self._start(Job(id=secrets.token_hex(8), what=what, by=by), lambda job: self._add(job, intake))

    def link(self, what: str, by: str, back: str) -> Job | None:
        """Link again what a decision is about; None if so many jobs are waiting that one of them will do it."""
        job = Job(id=secrets.token_hex(8), what=what, by=by, back=back)
        return self._start(job, lambda job: self._ledger.link(job.linked))

    def get(self, job_id: str) -> Job | None:
        """The job of that id, while it is remembered."""
        return self._jobs.get(job_id)

    def close(self) -> None:
        """Wait for the job that is being done, and drop those that have not begun."""
        self._pool.shutdown(cancel_futures=True)
        self._reader.close()

    def _start(self, job: Job, work: Callable[[Job], object]) -> Job | None:
        if sum(not known.ended for known in self._jobs.values()) >= WAITING:
            return None
        self._jobs[job.id] = job
        while len(self._jobs) > REMEMBERED:
            self._jobs.popitem(last=False)
        self._pool.submit(self._run, job, work)
        return job

    def _run(self, job: Job, work: Callable[[Job], object]) -> None:
        try:
            work(job)
            job.message = "Done."
        except ReportedlyError as problem:
            job.problems.append(str(problem))
            job.message = "Stopped."
        except Exception:
            _LOG.exception("job %s failed", job.id)
            job.problems.append("an error of the program; the traceback is in the output of `reportedly serve`")
            job.message = "Stopped."
        finally:
            job.over.set()

    def _add(self, job: Job, intake: Callable[[], Iterable[Report | IntakeError]]) -> None:
        job.message = "Fetching the reports."
        reports = list(self._good(job, intake()))
        job.of = len(reports)
        job.message = f"Reading {job.of} {'report' if job.of == 1 else 'reports'}."
        for reading in self._ledger.add(reports, workers=self._reader, by=job.by):
            job.done += 1
            if reading.failure:
                job.problems.append(f"{reading.report.title or reading.report.id}: {reading.failure}")
            else:
                job.added.append(reading.report.id)
            job.message = f"Read {job.done} of {job.of}." if job.done < job.of else "Linking with the other reports."
        job.known = self._ledger.tally["known"]

    def _good(self, job: Job, found: Iterable[Report | IntakeError]) -> Iterator[Report]:
        for report in found:
            if isinstance(report, IntakeError):
                job.problems.append(f"{job.what}: {report.reason}")
            else:
                yield report
