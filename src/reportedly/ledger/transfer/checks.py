"""Checks of the lines of an exported ledger beyond the kinds of their values: ids, digests, anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.ledger import audit
from reportedly.ledger.adjudicator import is_distribution
from reportedly.ledger.transfer.lines import FindingLine, GradeLine, JudgementLine, ReportLine
from reportedly.store import grades, judgements, reading_payload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.ledger.transfer.lines import Line


def problems(line: Line) -> Iterator[str]:
    """What is wrong with a line; pydantic's ValidationError if a value in a reading is not of its kind."""
    if isinstance(line, ReportLine):
        yield from _problems_of_report(line)
    elif isinstance(line, GradeLine):
        if line.id != grades.grade_id(line.subject, line.mark, line.why, line.by, line.at):
            yield f"grade {line.id}: its id is not that of what it says"
    elif isinstance(line, JudgementLine):
        one, other = (*line.statements, None, None)[:2]
        if line.id != judgements.judgement_id(line.verdict, one, other, line.why, line.by, line.at):
            yield f"judgement {line.id}: its id is not that of what it says"
    elif isinstance(line, FindingLine) and not is_distribution(line.chances):
        yield f"finding {line.id}: its chances are not those of relations, or do not sum to 1"


def _problems_of_report(line: ReportLine) -> Iterator[str]:
    when = line.report.published_at
    if not line.report.id or not line.report.text or (when is not None and when.tzinfo is None):
        yield "report: needs an id, a text, and a time zone in its time of publication"
        return
    report = line.given()
    if report.sha256 != line.report.sha256:
        yield f"report {report.id}: its text is not that of its sha256"
    if not line.readings:
        yield f"report {report.id}: was never read"
    for stored in line.readings:
        if stored.found.keys() != set(reading_payload.PARTS):
            yield (
                f"report {report.id}: a reading holds {sorted(stored.found)} instead of {sorted(reading_payload.PARTS)}"
            )
            return
        reading_payload.check(stored.found)
        reading = stored.reading(report)
        if reading_payload.to_payload(reading) != stored.found:
            yield f"report {report.id}: a reading has values that no reading has"
        yield from audit.anchor_problems(reading)
