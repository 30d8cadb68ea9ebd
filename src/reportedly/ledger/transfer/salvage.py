"""Writing what can still be read of a damaged ledger, so that `import` takes it."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, TypeVar

from reportedly import __version__
from reportedly.ledger.transfer import checks, exporting
from reportedly.ledger.transfer.lines import (
    VERSION,
    ActorDecisionLine,
    CaseEditLine,
    EndLine,
    FindingLine,
    GradeLine,
    JudgementLine,
    LedgerLine,
    MarkLine,
    NoteLine,
    RefusalLine,
    ReportLine,
    TopicEditLine,
    encode,
)
from reportedly.model import TopicEditKind
from reportedly.store import (
    actor_decisions,
    cases,
    failures,
    findings,
    grades,
    judgements,
    notes,
    reports,
    seen_marks,
    topics,
)
from reportedly.store.database import reason
from reportedly.store.transactions import DAMAGE, SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reportedly.ledger.transfer.lines import Line
    from reportedly.store.database import Connection

    Tell = Callable[[str], None]
    """Called with what is left out, and why."""

T = TypeVar("T")


def lines(connection: Connection, tell: Tell) -> Iterator[bytes]:
    """The lines of all that can be read and that `import` accepts; `tell` gets the rest."""
    together = checks.FileCheck()
    # In the order in which they were read, so that marks, which count what was seen, keep their meaning.
    firsts = dict(_listed(lambda: seen_marks.order(connection), "hash chain", tell))
    there = sorted(
        _listed(lambda: reports.ids(connection), "reports", tell), key=lambda key: firsts.get(key, sys.maxsize)
    )
    wanted = [key for key in there if _whole(connection, key, tell)]
    counts: Counter[str] = Counter()
    first = LedgerLine(version=VERSION, software=f"reportedly {__version__}", reports=len(wanted))
    yield encode(first)
    seen = [firsts[key] for key in wanted if key in firsts]
    for line in _between(connection, wanted, seen, tell):
        # Reports were checked when they were counted for the first line.
        alone = None if isinstance(line, ReportLine) else next(checks.problems(line), None)
        problem = alone or next(together.problems(line), None)
        if problem is None:
            counts[line.kind] += 1
            yield encode(line)
        else:
            tell(problem)
    yield encode(EndLine(counts=dict(counts)))


def _whole(connection: Connection, key: str, tell: Tell) -> bool:
    try:
        line = _report_line(connection, key)
        problem = next(checks.problems(line), None)
    except DAMAGE as damage:
        problem = f"report {key}: {reason(damage)[:SHOWN]}"
    if problem is not None:
        tell(problem)
    return problem is None


def _report_line(connection: Connection, key: str) -> ReportLine:
    return exporting.report_line(connection, reports.stored_one(connection, key))


def _between(connection: Connection, wanted: Iterable[str], seen: Sequence[int], tell: Tell) -> Iterator[Line]:
    """The lines between the first and the last; `seen` are the first entries of the wanted reports in the chain."""
    for key in wanted:
        yield _report_line(connection, key)
    for refusal in _listed(lambda: failures.stored_refusals(connection), "refusals", tell):
        yield RefusalLine(source=refusal.source, reason=refusal.reason, refused_at=refusal.refused_at)
    for grade in _listed(lambda: grades.rows(connection), "grades", tell):
        yield GradeLine(**asdict(grade))
    for judgement in _listed(lambda: judgements.rows(connection), "judgements", tell):
        yield JudgementLine(**asdict(judgement))
    yield from _topic_edits(connection, tell)
    for decision in _listed(lambda: actor_decisions.rows(connection), "decisions about actors", tell):
        yield ActorDecisionLine.of_decision(decision)
    for note in _listed(lambda: notes.rows(connection), "notes", tell):
        yield NoteLine(**asdict(note))
    for change in _listed(lambda: cases.rows(connection), "edits of cases", tell):
        yield CaseEditLine.of(change)
    for finding in _listed(lambda: findings.rows(connection), "findings", tell):
        yield FindingLine(**asdict(finding))
    for mark in _listed(lambda: seen_marks.rows(connection), "marks", tell):
        number = bisect_right(seen, mark.number)
        if number:
            yield MarkLine(by=mark.by, number=number, hash=None, at=mark.at)


def _topic_edits(connection: Connection, tell: Tell) -> Iterator[Line]:
    """The edits of topics that can be saved again."""
    edits = [TopicEditLine.of(edit) for edit in _listed(lambda: topics.rows(connection), "edits of topics", tell)]
    saving = (line for line in edits if line.edit is TopicEditKind.SAVED)
    saved = {line.topic.casefold() for line in saving if next(checks.problems(line), None) is None}
    for line in edits:
        if line.topic.casefold() in saved:
            yield line
        else:
            problem = next(checks.problems(line), None)
            tell(problem or f"topic edit {line.id}: its topic was never saved")


def _listed(rows: Callable[[], Iterable[T]], what: str, tell: Tell) -> Iterator[T]:
    """The rows of a list up to the first that cannot be read."""
    try:
        yield from rows()
    except DAMAGE as damage:
        tell(f"{what}: cannot be read further: {reason(damage)[:SHOWN]}")
