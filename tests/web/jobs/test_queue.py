"""The queue of jobs, with a ledger that really reads."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from reportedly import reading
from reportedly.batch import YIELDING
from reportedly.ledger import Ledger
from reportedly.model import Report
from reportedly.web.jobs.queue import JobQueue

pytestmark = pytest.mark.model


def test_reports_are_read_in_a_process_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "read", lambda _: pytest.fail("read where pages are shown"))
    with Ledger(str(tmp_path / "desk.db")) as ledger:
        queue = JobQueue(ledger)
        job = queue.add("two texts", "Ana", lambda: [Report(text="The mayor said on Friday that it rained.", id="a")])
        assert job
        assert job.over.wait(120)
        assert (job.added, job.problems, job.message) == (["a"], [], "Done.")
        (reader,) = multiprocessing.active_children()
        mine, its = (os.getpriority(os.PRIO_PROCESS, pid) for pid in (0, reader.pid or 0))
        assert its == min(mine + YIELDING, 19), "pages come first"
        queue.close()
        assert not multiprocessing.active_children()
        assert ledger.reading("a").statements
