"""The lines of a ledger: what was given, read and judged."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

from reportedly import __version__
from reportedly.ledger.transfer.lines import (
    VERSION,
    ActorDecisionLine,
    CaseEditLine,
    ChainLine,
    EndLine,
    FindingLine,
    GradeLine,
    JudgementLine,
    LedgerLine,
    MarkLine,
    NoteLine,
    RefusalLine,
    ReportLine,
    ReportRecord,
    StoredReading,
    TopicEditLine,
    encode,
)
from reportedly.store import (
    actor_decisions,
    cases,
    failures,
    findings,
    grades,
    hash_chain,
    judgements,
    notes,
    readings,
    reports,
    seen_marks,
    topics,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.ledger.transfer.lines import Line
    from reportedly.store.database import Connection
    from reportedly.store.reports import StoredReport


def lines(connection: Connection) -> Iterator[bytes]:
    """The lines of a ledger, all of one moment; the same ledger always gives the same lines."""
    counts: Counter[str] = Counter()
    yield encode(
        LedgerLine(
            version=VERSION,
            software=f"reportedly {__version__}",
            reports=reports.count(connection),
            adjudicator=findings.chosen(connection),
        )
    )
    for line in _between(connection):
        counts[line.kind] += 1
        yield encode(line)
    yield encode(EndLine(counts=dict(counts), head=hash_chain.head(connection)))


def _between(connection: Connection) -> Iterator[Line]:
    """The lines between the first and the last."""
    for stored in reports.stored(connection):
        yield report_line(connection, stored)
    for refusal in failures.stored_refusals(connection):
        yield RefusalLine(source=refusal.source, reason=refusal.reason, refused_at=refusal.refused_at)
    for grade in grades.rows(connection):
        yield GradeLine(**asdict(grade))
    for judgement in judgements.rows(connection):
        yield JudgementLine(**asdict(judgement))
    for edit in topics.rows(connection):
        yield TopicEditLine.of(edit)
    for decision in actor_decisions.rows(connection):
        yield ActorDecisionLine.of_decision(decision)
    for note in notes.rows(connection):
        yield NoteLine(**asdict(note))
    for change in cases.rows(connection):
        yield CaseEditLine.of(change)
    for finding in findings.rows(connection):
        yield FindingLine(**asdict(finding))
    for entry in hash_chain.entries(connection):
        yield ChainLine(number=entry.number, of=entry.kind, key=entry.key, content=entry.content, hash=entry.hash)
    for mark in seen_marks.rows(connection):
        yield MarkLine(**asdict(mark))


def report_line(connection: Connection, stored: StoredReport) -> ReportLine:
    """The line of a report with all its readings."""
    report = stored.report
    return ReportLine(
        report=ReportRecord(
            id=report.id,
            sha256=stored.sha256,
            outlet=report.outlet,
            title=report.title,
            url=report.url,
            published_at=report.published_at,
            language=report.language,
            text=report.text,
        ),
        added_at=stored.added_at,
        added_by=stored.added_by,
        readings=tuple(
            StoredReading(run=r.run, read_at=r.read_at, failure=r.failure, serial=r.serial, found=r.payload)
            for r in readings.of_report(connection, report.id)
        ),
    )
