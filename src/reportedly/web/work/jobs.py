"""Adding as work that goes on while pages are shown: one after the other, each with its progress."""

from __future__ import annotations

import logging
import secrets
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
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
    """Something that is being added, and how far it is."""

    id: str
    what: str
    by: str
    told: str = "Waiting for its turn."
    done: int = 0
    of: int = 0
    ended: bool = False
    added: list[str] = field(default_factory=list)
    """Ids of the reports that were read."""
    known: int = 0
    problems: list[str] = field(default_factory=list)


class Jobs:
    """What is being added to a ledger, the latest last."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="adding")
        self._jobs: OrderedDict[str, Job] = OrderedDict()

    def start(self, what: str, by: str, take_in: Callable[[], Iterable[Report | IntakeError]]) -> Job | None:
        """Let reports be added as soon as it is their turn; None where too much is waiting."""
        if sum(not job.ended for job in self._jobs.values()) >= WAITING:
            return None
        job = Job(id=secrets.token_hex(8), what=what, by=by)
        self._jobs[job.id] = job
        while len(self._jobs) > REMEMBERED:
            self._jobs.popitem(last=False)
        self._pool.submit(self._run, job, take_in)
        return job

    def get(self, job_id: str) -> Job | None:
        """The job of that id, while it is remembered."""
        return self._jobs.get(job_id)

    def close(self) -> None:
        """Wait for what is being read; what has not begun is given up."""
        self._pool.shutdown(cancel_futures=True)

    def _run(self, job: Job, take_in: Callable[[], Iterable[Report | IntakeError]]) -> None:
        try:
            job.told = "Taking it in."
            reports = list(self._good(job, take_in()))
            job.of = len(reports)
            job.told = f"Reading {job.of} {'report' if job.of == 1 else 'reports'}."
            for reading in self._ledger.add(reports):
                job.done += 1
                if reading.failure:
                    job.problems.append(f"{reading.report.title or reading.report.id}: {reading.failure}")
                else:
                    job.added.append(reading.report.id)
                job.told = f"Read {job.done} of {job.of}." if job.done < job.of else "Linking with what is on record."
            job.known = self._ledger.tally["known"]
            job.told = "Done."
        except ReportedlyError as problem:
            job.problems.append(str(problem))
            job.told = "Stopped."
        except Exception:
            _LOG.exception("adding %s failed", job.id)
            job.problems.append("a fault of the program; its traceback stands where `reportedly serve` runs")
            job.told = "Stopped."
        finally:
            job.ended = True

    def _good(self, job: Job, found: Iterable[Report | IntakeError]) -> Iterator[Report]:
        for report in found:
            if isinstance(report, IntakeError):
                job.problems.append(f"{job.what}: {report.reason}")
            else:
                yield report
