"""A whole ledger handed on: what was given, read and judged. What is derived is derived again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly import __version__
from reportedly.errors import IntakeError, NotFound, StoreError
from reportedly.export.record import record_json
from reportedly.ledger import judging
from reportedly.ledger.transfer.lines import VERSION, GradeLine, JudgementLine, RefusalLine, ReportLine, written
from reportedly.record import Grade, Judgement
from reportedly.store import grades, judgements, readings, reports, schema
from reportedly.store.database import writing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.ledger.transfer.lines import Exported, Line
    from reportedly.store.database import Connection, Engine

_REPORT = ("id", "sha256", "outlet", "title", "url", "published_at", "language", "text")


def lines(connection: Connection) -> Iterator[bytes]:
    """The lines of a ledger, all of one moment; the same ledger always gives the same lines."""
    counts: Counter[str] = Counter()
    first = {"version": VERSION, "software": f"reportedly {__version__}", "reports": reports.count(connection)}
    yield written("ledger", first)
    for kind, values in _values(connection):
        counts[kind] += 1
        yield written(kind, values)
    yield written("end", {"counts": dict(counts)})


def take_in(engine: Engine, exported: Exported, tally: Counter[str]) -> Iterator[IntakeError | None]:
    """Keep what a file holds, every line in a transaction; yields why one cannot be kept, or None where it is."""
    for where, line in exported.lines():
        try:
            with writing(engine) as connection:
                new = keep(connection, line)
        except (StoreError, NotFound) as problem:
            tally["failed"] += 1
            yield IntakeError(where, str(problem))
            continue
        if line.kind == "report":
            tally["new" if new else "known"] += 1
        elif new:
            tally["others"] += 1
        yield None


def keep(connection: Connection, line: Line) -> bool:
    """Keep what a line holds; False where the ledger has it. StoreError or NotFound where it cannot be kept."""
    if isinstance(line, ReportLine):
        return _keep_report(connection, line)
    if isinstance(line, RefusalLine):
        return reports.refuse(connection, line.source, line.reason, line.refused_at)
    if isinstance(line, GradeLine):
        return grades.take(connection, Grade(**line.model_dump(exclude={"kind"})))
    if isinstance(line, JudgementLine):
        return judging.take(connection, Judgement(**line.model_dump(exclude={"kind"})))
    return False


def _keep_report(connection: Connection, line: ReportLine) -> bool:
    report = line.given()
    known = reports.find(connection, report)
    if known not in {None, report.id}:
        raise StoreError(f"report {report.id}: the ledger has it as {known}; its readings are left out")
    new = reports.keep(connection, report, line.added_at, line.added_by)
    return any([new, *(readings.keep(connection, r.reading(report), r.read_at, top=r.serial) for r in line.readings)])


def _values(connection: Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    """What stands between the first line and the last, by kind."""
    for row in reports.all_rows(connection):
        given = {name: row._mapping[name] for name in _REPORT}
        added = {"added_at": row.added_at, "added_by": row.added_by}
        yield "report", {"report": given, **added, "readings": readings.all_of(connection, row.id)}
    for row in connection.execute(sa.select(schema.refusals).order_by(schema.refusals.c.id)):
        yield "refusal", {name: row._mapping[name] for name in ("source", "reason", "refused_at")}
    for grade in grades.rows(connection):
        yield "grade", record_json(grade)
    for judgement in judgements.rows(connection):
        yield "judgement", record_json(judgement)
