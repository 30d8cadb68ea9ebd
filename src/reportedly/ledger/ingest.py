"""What `add` makes of a report: known, new, a revision, in vain."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reportedly.store import readings as reading_store
from reportedly.store import reports as report_store

if TYPE_CHECKING:
    from collections import Counter

    from reportedly.model import Reading, Report, Run
    from reportedly.store.database import Connection


def unread(connection: Connection, report: Report, run: Run, tally: Counter[str]) -> Report | None:
    """The report as the ledger has it or shall have it; None where this run has read it, which is counted."""
    known = report_store.find(connection, report)
    if known is None:
        return report
    if not reading_store.is_read(connection, known, report.sha256, run):
        return report_store.get(connection, known)
    tally["known"] += 1
    if reading_store.is_in_vain(connection, known):
        tally["known in vain"] += 1
    return None


def keep(connection: Connection, reading: Reading, by: str | None, tally: Counter[str]) -> None:
    """Keep a new reading with its report; of what holds no report, why it holds none."""
    report, now = reading.report, datetime.now(UTC)
    tally["failed" if reading.failure else "new"] += 1
    if not report.text:
        report_store.refuse(connection, report.title or report.id, reading.failure or "", now)
        return
    if report_store.keep(connection, report, now, by):
        if report.published_at is None:
            tally["undated"] += 1
        if report_store.is_revision(connection, report):
            tally["revisions"] += 1
    reading_store.keep(connection, reading, now)
