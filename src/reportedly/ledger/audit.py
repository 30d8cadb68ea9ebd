"""Checking a ledger: its anchors and ids, and what is derived against deriving it once more."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from reportedly.errors import StoreError
from reportedly.ledger import actor_decisions, cases, grading, judging, notes, reading_check, topics
from reportedly.ledger import adjudicator as adjudicators
from reportedly.ledger.linker import embeddings as linked_embeddings
from reportedly.ledger.linker import linker
from reportedly.store import (
    alerts,
    audit_log,
    comparison,
    embeddings,
    failures,
    hash_chain,
    integrity,
    pending,
    readings,
    reports,
)
from reportedly.store.database import reason, snapshot, writing
from reportedly.store.search_audit import IndexAudit
from reportedly.store.shadow import copy_linked, open_shadow
from reportedly.store.timestamps import stamp
from reportedly.store.transactions import DAMAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportedly.linking.adjudicator import Adjudicator
    from reportedly.store.comparison import Difference
    from reportedly.store.database import Connection, Engine

    Progress = Callable[[str, int, int], None]
    """Called with what is done, how often, of how many."""

FIRST = 20
"""Problems of one kind that are listed one by one."""
SAMPLE = 6
"""Statements whose vectors are computed again."""
ALIKE = 0.999
"""The least cosine of a vector that is computed again: processors differ in its last digits."""
_REBUILD = "`reportedly link --rebuild` makes it again"


def problems(engine: Engine, adjudicator: Adjudicator, progress: Progress | None = None) -> Iterator[str]:
    """What is wrong, one sentence each. All of it is of one moment, whatever is added meanwhile."""
    yield from integrity.index_file_problems(engine)
    with snapshot(engine) as connection:
        lost = list(_checked(connection, "the database", integrity.file_problems(connection, FIRST)))
        lost += _checked(connection, "references", _lost(connection))
        yield from lost
        parts: dict[str, Iterator[str]] = {
            "reports and refusals": _given(connection),
            "readings": _read(connection, progress),
            "grades": grading.problems(connection),
            "judgements": judging.problems(connection),
            "topics": topics.problems(connection),
            "decisions about actors": actor_decisions.problems(connection),
            "notes": notes.problems(connection),
            "cases": cases.problems(connection),
            "alerts": alerts.problems(connection),
            "hash chain": hash_chain.problems(connection),
            "audit log": audit_log.problems(connection),
            "findings": adjudicators.problems(connection),
            "what waits to be linked": _waiting(connection),
        }
        # What is derived is as it was before a judgement that is not linked yet, so that it would differ.
        if not lost:
            parts["embeddings"] = _embedded(connection)
        if not lost and pending.relinking_from(connection) is None:
            parts["what is derived"] = _derived(connection, adjudicator, progress)
        for what, part in parts.items():
            yield from _checked(connection, what, part)


def _checked(connection: Connection, what: str, part: Iterator[str]) -> Iterator[str]:
    """The problems of a part up to the first row that cannot be read at all."""
    try:
        with connection.begin_nested():
            yield from part
    except DAMAGE as problem:
        yield f"{what}: cannot be checked further, as a row has an impossible value ({reason(problem)})"


def _lost(connection: Connection) -> Iterator[str]:
    """Rows that refer to a row that is not there; other programs can make them."""
    for found in integrity.broken_references(connection, FIRST):
        row = "" if found.row is None else f"(row {found.row}) "
        yield f"{found.table} {row}belongs to one of {found.parent} that is not there"


def _waiting(connection: Connection) -> Iterator[str]:
    for report in pending.missing(connection):
        problem = "is not linked by its latest reading, or waits for no reason"
        yield f"report {report}: {problem}: `reportedly link --rebuild`"


def _given(connection: Connection) -> Iterator[str]:
    for key in reports.ids(connection):
        try:
            row = reports.stored_one(connection, key)
        except DAMAGE as problem:
            yield f"report {key}: cannot be read, as a value is impossible ({reason(problem)})"
            continue
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
    index = _index(connection)
    if index is None:
        yield f"search index: cannot be read: {_REBUILD}"
    keys = readings.ids(connection)
    for number, key in enumerate(keys, 1):
        if progress is not None:
            progress("readings checked", number, len(keys))
        try:
            yield from _problems_of_reading(connection, key, index)
        except DAMAGE as problem:
            yield f"reading {key}: cannot be checked further, as it has an impossible value ({reason(problem)})"
    if index is not None:
        for serial in index.surplus(FIRST):
            yield f"search index: entry {serial} belongs to no statement: {_REBUILD}"


def _index(connection: Connection) -> IndexAudit | None:
    try:
        with connection.begin_nested():
            return IndexAudit(connection)
    except StoreError:
        return None


def _problems_of_reading(connection: Connection, key: str, index: IndexAudit | None) -> Iterator[str]:
    reading = next(readings.by_ids(connection, [key]), None)
    if reading is None:
        yield f"reading {key}: its report or its run is missing"
        return
    if readings.reading_id(reading.report.id, reading.report.sha256, reading.run) != key:
        yield f"reading {key}: its id is not that of its report and run"
    yield from reading_check.problems(reading)
    known_at = reports.known_at(connection, reading.report.id)
    if not readings.has_its_statements(connection, key, reading, known_at):
        yield f"reading {key} of report {reading.report.id}: its statements' rows differ from what was read: {_REBUILD}"
    if index is not None:
        for statement in index.wrong(key, reading, known_at):
            yield f"statement {statement}: cannot be found by its words, as the search index differs: {_REBUILD}"


def _embedded(connection: Connection) -> Iterator[str]:
    """Compute the vectors of some statements again, others in each check; those of all would cost more than reading."""
    for statement, of in embeddings.sample(connection, SAMPLE):
        texts = linked_embeddings.texts_of(readings.one(connection, of)).get(statement)
        stored = embeddings.vectors(connection, statement)
        if texts is None or stored is None:
            continue  # other checks tell
        own = {statement: texts}
        now = linked_embeddings.combined(own)[statement], linked_embeddings.matched(own)[statement]
        if any(float(one @ other) < ALIKE for one, other in zip(now, stored, strict=True)):
            again = "`reportedly link --rebuild --embed` computes all again"
            yield f"statement {statement}: its vectors are not those of its words: {again}"


def _derived(ours: Connection, adjudicator: Adjudicator, progress: Progress | None) -> Iterator[str]:
    """Link the same readings in a shadow, and compare all derived rows."""
    with open_shadow() as shadow:
        with writing(shadow) as theirs:
            copy_linked(ours, theirs)
        linker.link_pending(shadow, adjudicator, partial(progress, "linked again") if progress else None)
        with snapshot(shadow) as theirs:
            for table, found in comparison.differences(ours, theirs):
                yield from map(_difference, islice(found, FIRST))
                if next(found, None) is not None:
                    yield f"{table}: and more; run `reportedly link --rebuild`"


def _difference(found: Difference) -> str:
    name = f"{found.table} {' '.join(found.key)}"
    if not found.ours:
        return f"{name}: is missing; a rebuild would make it"
    if not found.theirs:
        return f"{name}: a rebuild would not make it"
    return f"{name}: a rebuild would give another {', '.join(found.columns)}"
