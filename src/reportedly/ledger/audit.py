"""Whether a ledger can be trusted: anchors, ids, and what is derived against a fresh derivation."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from reportedly.ledger import judging
from reportedly.ledger.linker import linker
from reportedly.model import content_id, statement_id
from reportedly.store import grades, pending, readings, reports, schema, search
from reportedly.store.database import insert_new, open_database, writing
from reportedly.store.timestamps import stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reportedly.model import Anchor, Reading
    from reportedly.store.database import Connection, Engine

    Progress = Callable[[str, int, int], None]
    """Told what is done, how often, of how many."""

FIRST = 20
"""Problems of one kind that are told one by one."""


def problems(engine: Engine, progress: Progress | None = None) -> Iterator[str]:
    """What is wrong, one sentence each; all of one moment, whatever is added meanwhile."""
    with engine.begin() as connection:
        if lost := list(_lost(connection)):
            yield from lost
            return
        parts: dict[str, Iterator[str]] = {
            "reports and refusals": _given(connection),
            "readings": _read(connection, progress),
            "grades": _graded(connection),
            "judgements": judging.problems(connection),
            "what waits to be linked": _waiting(connection),
            "what is derived": _derived(connection, progress),
        }
        for what, part in parts.items():
            try:
                yield from part
            except (ValueError, KeyError, TypeError, DatabaseError) as problem:
                yield f"{what}: cannot be checked further, as a row holds what none does ({_reason(problem)})"


def _reason(problem: Exception) -> str:
    return " ".join(str(getattr(problem, "orig", problem)).split())


def _lost(connection: Connection) -> Iterator[str]:
    """Rows that belong to one that is not there, as SQLite lets others than this program make them."""
    if connection.dialect.name != "sqlite":
        return
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(FIRST):
        yield f"{table} {'' if row is None else f'(row {row}) '}belongs to one of {parent} that is not there"


def _waiting(connection: Connection) -> Iterator[str]:
    for report in pending.missing(connection):
        yield f"report {report}: is not linked by its latest reading, or waits in vain: `reportedly link --rebuild`"


def _graded(connection: Connection) -> Iterator[str]:
    for grade in grades.rows(connection):
        if grade.id != content_id("grade", grade.subject, grade.mark, grade.why, grade.by, grade.at):
            yield f"grade {grade.id}: its id is not that of what it says"


def _given(connection: Connection) -> Iterator[str]:
    for row in reports.all_rows(connection):
        report = reports.from_row(row)
        if report.sha256 != row.sha256:
            yield f"report {row.id}: its text has changed since it was added (SHA-256 differs)"
        if reports.digest(report) != row.digest:
            yield f"report {row.id}: its outlet, address, date or text has changed since it was added"
        if row.known_at != (stamp(report.published_at) if report.published_at else row.added_at):
            yield f"report {row.id}: counts from another time than that of its publication"
    for row in connection.execute(sa.select(schema.refusals)):
        if row.id != content_id("refusal", row.source, row.reason):
            yield f"refusal {row.id}: its id is not that of what it says"


def _read(connection: Connection, progress: Progress | None) -> Iterator[str]:
    unread = sa.select(schema.reports.c.id).where(schema.reports.c.id.not_in(sa.select(schema.readings.c.report)))
    for report in connection.scalars(unread.order_by(schema.reports.c.id).limit(FIRST)):
        yield f"report {report}: has no reading, not even one in vain"
    keys = list(connection.scalars(sa.select(schema.readings.c.id).order_by(schema.readings.c.id)))
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
        known_at = connection.scalar(
            sa.select(schema.reports.c.known_at).where(schema.reports.c.id == reading.report.id)
        )
        expected = readings.statement_rows(key, reading, str(known_at))
        query = (
            sa.select(schema.statements)
            .where(schema.statements.c.reading == key)
            .order_by(schema.statements.c.position)
        )
        found = [dict(row._mapping) for row in connection.execute(query)]
        if [{name: row[name] for name in row if name != "serial"} for row in found] != expected:
            yield f"reading {key} of report {reading.report.id}: its statements' rows differ from what was read"
        for statement in search.missing(connection, key, str(known_at)):
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


def _derived(ours: Connection, progress: Progress | None) -> Iterator[str]:
    """Link the same readings in a ledger of its own, and compare row by row."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = open_database(str(Path(folder) / "fresh.db"))
        try:
            with writing(fresh) as theirs:
                is_linked = sa.select(schema.linked.c.report)
                done = sa.select(schema.linked.c.reading)
                _copy(ours, theirs, sa.select(schema.reports).where(schema.reports.c.id.in_(is_linked)))
                _copy(ours, theirs, sa.select(schema.runs))
                _copy(ours, theirs, sa.select(schema.readings).where(schema.readings.c.id.in_(done)))
                _copy(ours, theirs, sa.select(schema.statements).where(schema.statements.c.reading.in_(done)))
                _copy(ours, theirs, sa.select(schema.judgements))
                _copy(ours, theirs, sa.select(schema.judgement_revocations))
                pending.fill(theirs)
            linker.link_pending(fresh, partial(progress, "linked anew") if progress else None)
            with fresh.begin() as theirs:
                for table in (*schema.DERIVED, schema.gists):
                    yield from _differences(table, _rows(ours, table), _rows(theirs, table))
        finally:
            fresh.dispose()


def _copy(ours: Connection, theirs: Connection, query: sa.Select[Any]) -> None:
    table = next(iter(query.get_final_froms()))
    assert isinstance(table, sa.Table)
    for row in ours.execute(query):
        insert_new(theirs, table, [dict(row._mapping)])


def _rows(connection: Connection, table: sa.Table) -> dict[tuple[Any, ...], dict[str, Any]]:
    keys = [c.name for c in table.primary_key]
    query = sa.select(table)
    if table is schema.gists:
        # A gist stays when its report is read again and the statement is gone; only those in use are compared.
        query = query.where(table.c.statement.in_(sa.select(schema.claim_statements.c.statement)))
    return {tuple(row._mapping[k] for k in keys): dict(row._mapping) for row in connection.execute(query)}


def _differences(
    table: sa.Table, ours: dict[tuple[Any, ...], dict[str, Any]], theirs: dict[tuple[Any, ...], dict[str, Any]]
) -> Iterable[str]:
    told = 0
    for key in sorted(ours.keys() | theirs.keys(), key=str):
        mine, fresh = ours.get(key), theirs.get(key)
        if mine == fresh:
            continue
        told += 1
        if told > FIRST:
            yield f"{table.name}: and more; run `reportedly link --rebuild`"
            return
        name = " ".join(map(str, key))
        if mine is None:
            yield f"{table.name} {name}: is missing; a rebuild would make it"
        elif fresh is None:
            yield f"{table.name} {name}: a rebuild would not make it"
        else:
            changed = ", ".join(c for c in mine if mine[c] != fresh[c])
            yield f"{table.name} {name}: a rebuild would give another {changed}"


def waiting(engine: Engine) -> int:
    """How many reports are read but not linked."""
    with engine.begin() as connection:
        return pending.count(connection)
