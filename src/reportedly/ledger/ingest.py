"""Adding reports: which of them a run has still to read, and storing the new readings."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError, StoreError
from reportedly.store import failures
from reportedly.store import readings as reading_store
from reportedly.store import reports as report_store
from reportedly.store.database import snapshot

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator

    from reportedly.model import Reading, Report, Run
    from reportedly.store.database import Connection, Engine


def new_reports(
    engine: Engine, reports: Iterable[Report | IntakeError], run: Run | None, tally: Counter[str]
) -> Iterator[Report | IntakeError]:
    """The reports that this run has not read, and errors; others are counted. None is the Run of this process."""
    from reportedly.reading import run_now

    for report in reports:
        if isinstance(report, IntakeError):
            yield report
            continue
        run = run or run_now()
        try:
            with snapshot(engine) as connection:
                new = unread(connection, report, run, tally)
        except StoreError as problem:
            yield IntakeError(f"report {report.id}", str(problem).removeprefix(f"report {report.id}: "))
            continue
        if new is not None:
            yield new


def unread(connection: Connection, report: Report, run: Run, tally: Counter[str]) -> Report | None:
    """The report, by the id that the ledger knows it by, if this run has still to read it; else it is counted."""
    known = report_store.find(connection, report)
    if known is None:
        return report
    if not reading_store.is_read(connection, known, report.sha256, run):
        return report_store.get(connection, known)
    tally["known"] += 1
    if reading_store.is_unreadable(connection, known):
        tally["known unread"] += 1
    return None


def add(connection: Connection, reading: Reading, by: str | None, tally: Counter[str]) -> None:
    """Add a new reading with its report, or a refusal for what holds no report."""
    report, now = reading.report, datetime.now(UTC)
    tally["failed" if reading.failure else "new"] += 1
    if not report.text:
        failures.insert_refusal(connection, report.title or report.id, reading.failure or "", now)
        return
    if report_store.insert(connection, report, now, by):
        if report.published_at is None:
            tally["undated"] += 1
        if report_store.is_revision(connection, report):
            tally["revisions"] += 1
    reading_store.insert(connection, reading, now)
