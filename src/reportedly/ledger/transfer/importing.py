"""Adding the lines of an exported ledger to a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.errors import IntakeError, NotFound, StoreError
from reportedly.ledger import actor_decisions, cases, judging, notes, topics
from reportedly.ledger.transfer.lines import (
    ActorDecisionLine,
    CaseEditLine,
    ChainLine,
    FindingLine,
    GradeLine,
    JudgementLine,
    MarkLine,
    NoteLine,
    RefusalLine,
    ReportLine,
    TopicEditLine,
)
from reportedly.store import failures, findings, grades, hash_chain, readings, reports, seen_marks
from reportedly.store.database import writing

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from reportedly.ledger.transfer.files import Exported
    from reportedly.ledger.transfer.lines import Line
    from reportedly.record import SeenMark
    from reportedly.store.database import Connection, Engine
    from reportedly.store.hash_chain import ChainEntry


AT_ONCE = 1000
"""Decisions that are added in one transaction, since each is compared with all that are there."""


def add_all(engine: Engine, exported: Exported, tally: Counter[str]) -> Iterator[IntakeError | None]:
    """Add the lines of a file, each in a transaction, decisions many in one; yields why one cannot be added, or None.

    What is yielded for judgements comes once they are added.
    """
    with writing(engine) as connection:
        if exported.adjudicator and findings.chosen(connection) is None:
            findings.choose(connection, exported.adjudicator)
    chain: list[ChainEntry] = []
    judged: list[tuple[str, JudgementLine | ActorDecisionLine]] = []
    """Lines of one kind that wait to be added together."""
    marks: list[SeenMark] = []
    given: list[str] = []
    """The reports of the file, in its order."""
    for where, line in exported.lines():
        if judged and (len(judged) == AT_ONCE or not isinstance(line, type(judged[0][1]))):
            yield from _add_decisions(engine, judged, tally)
            judged.clear()
        if isinstance(line, ChainLine):
            chain.append(line.entry())
        elif isinstance(line, JudgementLine | ActorDecisionLine):
            judged.append((where, line))
        elif isinstance(line, MarkLine):
            marks.append(line.given())
        else:
            if isinstance(line, ReportLine):
                given.append(line.report.id)
            yield _outcome(engine, where, line, tally)
    yield from _add_decisions(engine, judged, tally)
    with writing(engine) as connection:
        if chain:
            hash_chain.adopt(connection, chain)
        # Marks of another chain say what was seen in another ledger.
        for mark in marks:
            new = (
                seen_marks.insert(connection, mark)
                if mark.hash
                else seen_marks.insert_salvaged(connection, mark, given[: mark.number])
            )
            if new:
                tally["others"] += 1


def _outcome(engine: Engine, where: str, line: Line, tally: Counter[str]) -> IntakeError | None:
    """Add a line; returns why it cannot be added, or None."""
    try:
        with writing(engine) as connection:
            new = _add(connection, line)
    except (StoreError, NotFound) as problem:
        tally["failed"] += 1
        return IntakeError(where, str(problem))
    if line.kind == "report":
        tally["new" if new else "known"] += 1
    elif new:
        tally["others"] += 1
    return None


def _add_decisions(
    engine: Engine, lines: Sequence[tuple[str, JudgementLine | ActorDecisionLine]], tally: Counter[str]
) -> list[IntakeError | None]:
    """Add judgements, or decisions about actors; returns for each why it cannot be added, or None."""
    if not lines:
        return []
    with writing(engine) as connection:
        results: Sequence[object] = [
            *judging.add_imported(connection, [one.given() for _, one in lines if isinstance(one, JudgementLine)]),
            *actor_decisions.add_imported(
                connection, [one.given() for _, one in lines if isinstance(one, ActorDecisionLine)]
            ),
        ]
    problems: list[IntakeError | None] = []
    for (where, _), result in zip(lines, results, strict=True):
        failed = not isinstance(result, bool)
        if failed or result:
            tally["failed" if failed else "others"] += 1
        problems.append(IntakeError(where, str(result)) if failed else None)
    return problems


def _add(connection: Connection, line: Line) -> bool:
    """Add a line; False if the ledger has it. StoreError or NotFound if it cannot be added."""
    if isinstance(line, ReportLine):
        return _add_report(connection, line)
    if isinstance(line, RefusalLine):
        return failures.insert_refusal(connection, line.source, line.reason, line.refused_at)
    if isinstance(line, GradeLine):
        return grades.insert_imported(connection, line.given())
    if isinstance(line, TopicEditLine):
        return topics.add_imported(connection, line.given())
    if isinstance(line, NoteLine):
        return notes.add_imported(connection, line.given())
    if isinstance(line, CaseEditLine):
        return cases.add_imported(connection, line.given())
    if isinstance(line, FindingLine):
        return findings.insert(connection, [line.given()]) == 1
    return False


def _add_report(connection: Connection, line: ReportLine) -> bool:
    report = line.given()
    known = reports.find(connection, report)
    if known not in {None, report.id}:
        raise StoreError(f"report {report.id}: the ledger has it as {known}; its readings are left out")
    new = [reports.insert(connection, report, line.added_at, line.added_by)]
    new += [readings.insert(connection, r.reading(report), r.read_at, top=r.serial) for r in line.readings]
    return any(new)
