"""Readings by id, and those of the reports that are active at a date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.store import links, readings, topic_claims

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from reportedly.listing import Filter
    from reportedly.model import Reading, Statement
    from reportedly.store.database import Connection


def active(connection: Connection, as_of: date | None) -> list[Reading]:
    """The readings of the linked reports that no revision has replaced at a date, earliest first."""
    rows = links.active_reports(connection, as_of)
    read = by_ids(connection, (row.reading for row in rows))
    return [read[row.reading] for row in rows]


def of_topic(connection: Connection, wanted: Filter) -> list[Reading]:
    """The same of the reports of a topic, each with the statements and event mentions in its claims alone."""
    kept = topic_claims.statements_in(connection, wanted)
    found = (
        replace(
            reading,
            statements=tuple(s for s in reading.statements if s.id in kept),
            events=tuple(e for e in reading.events if e.statement in kept),
        )
        for reading in active(connection, wanted.as_of)
    )
    return [reading for reading in found if reading.statements]


def by_ids(connection: Connection, ids: Iterable[str]) -> dict[str, Reading]:
    """The readings of these ids, by id."""
    found = readings.by_ids(connection, sorted(set(ids)))
    return {readings.reading_id(r.report.id, r.report.sha256, r.run): r for r in found}


def statement_in(reading: Reading, statement: str) -> Statement:
    """The statement of that id in its reading."""
    return next(s for s in reading.statements if s.id == statement)
