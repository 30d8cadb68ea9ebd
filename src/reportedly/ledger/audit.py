"""Checking a ledger: its anchors and ids, and what is derived against deriving it once more."""

from __future__ import annotations

import tempfile
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.ledger import adjudicator as adjudicators
from reportedly.ledger import judging
from reportedly.ledger.linker import linker
from reportedly.model import statement_id
from reportedly.store import comparison, failures, grades, pending, readings, reports, search
from reportedly.store.database import DatabaseError, broken_references, open_database, reason, writing
from reportedly.store.timestamps import stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportedly.linking.adjudicator import Adjudicator
    from reportedly.model import Anchor, Reading
    from reportedly.store.comparison import Difference
    from reportedly.store.database import Connection, Engine

    Progress = Callable[[str, int, int], None]
    """Called with what is done, how often, of how many."""

FIRST = 20
"""Problems of one kind that are listed one by one."""


def problems(engine: Engine, adjudicator: Adjudicator, progress: Progress | None = None) -> Iterator[str]:
    """What is wrong, one sentence each. All of it is of one moment, whatever is added meanwhile."""
    with engine.begin() as connection:
        if lost := list(_lost(connection)):
            yield from lost
            return
        parts: dict[str, Iterator[str]] = {
            "reports and refusals": _given(connection),
            "readings": _read(connection, progress),
            "grades": _graded(connection),
            "judgements": judging.problems(connection),
            "findings": adjudicators.problems(connection),
            "what waits to be linked": _waiting(connection),
            "what is derived": _derived(connection, adjudicator, progress),
        }
        for what, part in parts.items():
            try:
                yield from part
            except (ValueError, KeyError, TypeError, DatabaseError) as problem:
                yield f"{what}: cannot be checked further, as a row has an impossible value ({reason(problem)})"


def _lost(connection: Connection) -> Iterator[str]:
    """Rows that refer to a row that is not there; SQLite lets other programs make them."""
    for found in broken_references(connection, FIRST):
        row = "" if found.row is None else f"(row {found.row}) "
        yield f"{found.table} {row}belongs to one of {found.parent} that is not there"


def _waiting(connection: Connection) -> Iterator[str]:
    for report in pending.missing(connection):
        problem = "is not linked by its latest reading, or waits for no reason"
        yield f"report {report}: {problem}: `reportedly link --rebuild`"


def _graded(connection: Connection) -> Iterator[str]:
    for grade in grades.rows(connection):
        if grade.id != grades.grade_id(grade.subject, grade.mark, grade.why, grade.by, grade.at):
            yield f"grade {grade.id}: its id is not that of what it says"


def _given(connection: Connection) -> Iterator[str]:
    for row in reports.stored(connection):
        report = row.report
        if report.sha256 != row.sha256:
            yield f"report {report.id}: its text has changed since it was added (SHA-256 differs)"
        if reports.digest(report) != row.digest:
            yield f"report {report.id}: its outlet, address, date or text has changed since it was added"
        if stamp(row.known_at) != stamp(report.published_at or row.added_at):
            yield f"report {report.id}: counts from another time than that of its publication"
    for refusal in failures.stored_refusals(connection):
        if refusal.id != failures.refusal_id(refusal.source, refusal.reason):
            yield f"refusal {refusal.id}: its id is not that of what it says"


def _read(connection: Connection, progress: Progress | None) -> Iterator[str]:
    for report in readings.unread_reports(connection, FIRST):
        yield f"report {report}: has no reading, not even a failed one"
    keys = readings.ids(connection)
    for number, key in enumerate(keys, 1):
        if progress is not None:
            progress("readings checked", number, len(keys))
        reading = next(readings.by_ids(connection, [key]), None)
        if reading is None:
            yield f"reading {key}: its report or its run is missing"
            continue
        if readings.reading_id(reading.report.id, reading.report.sha256, reading.run) != key:
            yield f"reading {key}: its id is not that of its report and run"
        yield from anchor_problems(reading)
        known_at = reports.known_at(connection, reading.report.id)
        if not readings.has_its_statements(connection, key, reading, known_at):
            yield f"reading {key} of report {reading.report.id}: its statements' rows differ from what was read"
        for statement in search.missing(connection, key, known_at):
            yield f"statement {statement}: cannot be found by its words, being left out of the index"


def anchor_problems(reading: Reading) -> Iterator[str]:
    """Anchors that do not fit the report, and statements whose ids are not those of their places."""
    text = reading.report.text
    for what, anchor in anchors(reading):
        if not anchor.holds_in(text):
            yield f"report {reading.report.id}: {what} says {anchor.exact!r} at {anchor.start}, the text does not"
    for s in reading.statements:
        if s.id != statement_id(reading.report, s.source, s.cue, s.content):
            yield f"report {reading.report.id}: statement {s.id} has an id that is not that of its places"


def anchors(reading: Reading) -> Iterator[tuple[str, Anchor]]:
    """Every anchor of a reading, with what it belongs to."""
    for s in reading.statements:
        for anchor in (s.source, s.cue, *s.content, *s.via):
            if anchor:
                yield f"statement {s.id}", anchor
    for e in reading.events:
        for anchor in (e.trigger, *e.actors, *e.recipients, e.place, e.time, *e.quantities):
            if anchor:
                yield "an event", anchor
    for t in reading.times:
        yield "a time", t.anchor
    for p in reading.places:
        yield "a place", p.anchor
    for q in reading.quantities:
        for anchor in (q.anchor, q.whole):
            if anchor:
                yield "a quantity", anchor


def _derived(ours: Connection, adjudicator: Adjudicator, progress: Progress | None) -> Iterator[str]:
    """Link the same readings in a second ledger, and compare all derived rows."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = open_database(str(Path(folder) / "fresh.db"))
        try:
            with writing(fresh) as theirs:
                comparison.copy_linked(ours, theirs)
            linker.link_pending(fresh, adjudicator, partial(progress, "linked again") if progress else None)
            with fresh.begin() as theirs:
                for table, found in comparison.differences(ours, theirs):
                    yield from map(_difference, islice(found, FIRST))
                    if next(found, None) is not None:
                        yield f"{table}: and more; run `reportedly link --rebuild`"
        finally:
            fresh.dispose()


def _difference(found: Difference) -> str:
    name = f"{found.table} {' '.join(found.key)}"
    if not found.ours:
        return f"{name}: is missing; a rebuild would make it"
    if not found.theirs:
        return f"{name}: a rebuild would not make it"
    return f"{name}: a rebuild would give another {', '.join(found.columns)}"


def waiting(engine: Engine) -> int:
    """How many reports are read but not linked."""
    with engine.begin() as connection:
        return pending.count(connection)
