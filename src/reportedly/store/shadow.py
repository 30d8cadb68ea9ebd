"""A shadow: a second ledger of the same readings, in which they are linked while the first one answers queries.

What is derived in the shadow is compared with what the ledger holds, or replaces it in one transaction.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store import links, pending, schema
from reportedly.store.database import increment, insert_new, open_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

AT_ONCE = 1000
"""Rows that are in memory at a time."""


@contextmanager
def open_shadow() -> Iterator[sa.Engine]:
    """An empty ledger in a temporary file."""
    with tempfile.TemporaryDirectory(prefix="reportedly-") as folder:
        shadow = open_database(str(Path(folder) / "shadow.db"), lasting=False)
        try:
            yield shadow
        finally:
            shadow.dispose()


def copy_linked(ours: sa.Connection, theirs: sa.Connection) -> None:
    """Copy the reports that are linked, their readings, vectors and all judgements; the reports wait to be linked."""
    readings = sa.select(schema.linked.c.reading)
    _copy_given(ours, theirs, schema.reports.c.id.in_(sa.select(schema.linked.c.report)), readings, readings)
    _copy_vectors(ours, theirs, readings)
    pending.refill(theirs)


def copy_current(ours: sa.Connection, theirs: sa.Connection) -> None:
    """Copy all reports with their current readings and vectors, and all judgements; the reports wait to be linked."""
    readings = sa.select(pending.current_ids().c.id)
    _copy_given(ours, theirs, sa.true(), readings, readings)
    _copy_vectors(ours, theirs, readings)
    pending.refill(theirs)


def copy_derived(ours: sa.Connection, theirs: sa.Connection, since: date) -> None:
    """Copy all reports, judgements and what is derived; of readings those that are linked since a day or not yet."""
    linked, queued = schema.linked.c, sa.select(schema.pending.c.reading)
    to_link = sa.select(linked.reading).where(linked.known_at >= since.isoformat()).union(queued)
    _copy_given(ours, theirs, sa.true(), to_link, sa.select(linked.reading).union(queued))
    for table in (schema.pending, *schema.VECTORS, *reversed(schema.DERIVED)):
        _copy(ours, theirs, sa.select(table))


def replace_derived(ours: sa.Connection, theirs: sa.Connection, *, embeddings: bool) -> None:
    """Take over what is derived in a shadow; what it has not linked waits to be linked.

    With `embeddings` those of the shadow replace all that there are; without, they are added.
    """
    for table in (*schema.DERIVED, *(schema.VECTORS if embeddings else ())):
        ours.execute(sa.delete(table))
    for table in (*reversed(schema.DERIVED), *schema.VECTORS):
        _copy(theirs, ours, sa.select(table))
    pending.refill(ours)
    increment(ours, links.MARK)
    increment(ours, links.UNLINKED)


def _copy_given(
    ours: sa.Connection,
    theirs: sa.Connection,
    reports: sa.ColumnElement[bool],
    readings: sa.Select[Any] | sa.CompoundSelect[Any],
    statements_of: sa.Select[Any] | sa.CompoundSelect[Any],
) -> None:
    """Copy what is not derived: these reports, these readings, the statements of those; runs and judgements."""
    _copy(ours, theirs, sa.select(schema.reports).where(reports))
    _copy(ours, theirs, sa.select(schema.runs))
    _copy(ours, theirs, sa.select(schema.readings).where(schema.readings.c.id.in_(readings)))
    _copy(ours, theirs, sa.select(schema.statements).where(schema.statements.c.reading.in_(statements_of)))
    decided = (schema.judgements, schema.judgement_revocations, schema.actor_decisions, schema.actor_revocations)
    for table in decided:
        _copy(ours, theirs, sa.select(table))


def _copy_vectors(ours: sa.Connection, theirs: sa.Connection, readings: sa.Select[Any]) -> None:
    """Copy the vectors of these readings, of statements and leads: linking takes those that fit their seals."""
    statements = sa.select(schema.statements.c.id).where(schema.statements.c.reading.in_(readings))
    _copy(ours, theirs, sa.select(schema.gists).where(schema.gists.c.statement.in_(statements)))
    reports = sa.select(schema.readings.c.report).where(schema.readings.c.id.in_(readings))
    _copy(ours, theirs, sa.select(schema.leads).where(schema.leads.c.report.in_(reports)))


def _copy(ours: sa.Connection, theirs: sa.Connection, query: sa.Select[Any]) -> None:
    table = query.get_final_froms()[0]
    assert isinstance(table, sa.Table)
    for rows in ours.execute(query.execution_options(yield_per=AT_ONCE)).mappings().partitions():
        insert_new(theirs, table, [dict(row) for row in rows])
