"""Work that goes on while pages are shown: adding and linking, one after the other, each with its progress."""

from __future__ import annotations

import logging
import secrets
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError, ReportedlyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reportedly.ledger import Ledger
    from reportedly.model import Report

WAITING = 20
"""Jobs that may wait; more are turned away."""
REMEMBERED = 100
_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class Job:
    """Something that is being done, and how far it is."""

    id: str
    what: str
    by: str
    back: str = ""
    """Where a decision leads back to; empty for reports that are added."""
    told: str = "Waiting for its turn."
    done: int = 0
    of: int = 0
    added: list[str] = field(default_factory=list)
    """Ids of the reports that were read."""
    known: int = 0
    problems: list[str] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    @property
    def ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self.over.is_set()

    def linked(self, done: int, of: int) -> None:
        """Tell how many reports of those that need it are linked."""
        self.done, self.of = done, of
        self.told = f"Linking {done} of {of} {'report' if of == 1 else 'reports'} anew."


class Jobs:
    """What is being done to a ledger, the latest last."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="work")
        self._jobs: OrderedDict[str, Job] = OrderedDict()

    def add(self, what: str, by: str, take_in: Callable[[], Iterable[Report | IntakeError]]) -> Job | None:
        """Let reports be added as soon as it is their turn; None where too much is waiting."""
        return self._start(Job(id=secrets.token_hex(8), what=what, by=by), lambda job: self._add(job, take_in))

    def link(self, what: str, by: str, back: str) -> Job | None:
        """Let what a decision bears on be linked anew; None where so much is waiting that it is linked with that."""
        job = Job(id=secrets.token_hex(8), what=what, by=by, back=back)
        return self._start(job, lambda job: self._ledger.link(job.linked))

    def get(self, job_id: str) -> Job | None:
        """The job of that id, while it is remembered."""
        return self._jobs.get(job_id)

    def close(self) -> None:
        """Wait for what is being done; what has not begun is given up."""
        self._pool.shutdown(cancel_futures=True)

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
            job.told = "Done."
        except ReportedlyError as problem:
            job.problems.append(str(problem))
            job.told = "Stopped."
        except Exception:
            _LOG.exception("job %s failed", job.id)
            job.problems.append("a fault of the program; its traceback stands where `reportedly serve` runs")
            job.told = "Stopped."
        finally:
            job.over.set()

    def _add(self, job: Job, take_in: Callable[[], Iterable[Report | IntakeError]]) -> None:
        job.told = "Taking it in."
        reports = list(self._good(job, take_in()))
        job.of = len(reports)
        job.told = f"Reading {job.of} {'report' if job.of == 1 else 'reports'}."
        for reading in self._ledger.add(reports, by=job.by):
            job.done += 1
            if reading.failure:
                job.problems.append(f"{reading.report.title or reading.report.id}: {reading.failure}")
            else:
                job.added.append(reading.report.id)
            job.told = f"Read {job.done} of {job.of}." if job.done < job.of else "Linking with what is on record."
        job.known = self._ledger.tally["known"]

    def _good(self, job: Job, found: Iterable[Report | IntakeError]) -> Iterator[Report]:
        for report in found:
            if isinstance(report, IntakeError):
                job.problems.append(f"{job.what}: {report.reason}")
            else:
                yield report
