"""Which reports are active at a time: known by then, and not replaced by a revision."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store.database import parts
from reportedly.store.schema import linked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.sql import ColumnElement


def superseded(report: ColumnElement[Any], until: str | ColumnElement[str] | None) -> sa.Exists:
    """True if a revision has replaced a report by a time; None: at any time."""
    later = linked.alias()
    found = sa.exists().where(later.c.supersedes == report)
    return found if until is None else found.where(later.c.known_at <= until)


def active(table: sa.FromClause, until: str | None) -> ColumnElement[bool]:
    """True if a row with `report` and `known_at` is known by a time and its report not replaced by then."""
    counts = ~superseded(table.c.report, until)
    return counts if until is None else sa.and_(table.c.known_at <= until, counts)


def revisions(connection: sa.Connection, reports: Sequence[str]) -> list[tuple[str, str, datetime]]:
    """The revisions of these reports: each report with one that replaces it, and since when that is known."""
    mine = linked.c
    query = sa.select(mine.supersedes, mine.report, mine.known_at)
    return [
        (row.supersedes, row.report, datetime.fromisoformat(row.known_at))
        for part in parts(reports)
        for row in connection.execute(query.where(mine.supersedes.in_(part)))
    ]


def replaced_by(connection: sa.Connection, reports: Sequence[str]) -> set[str]:
    """The reports that these replace."""
    query = sa.select(linked.c.supersedes).where(linked.c.supersedes.is_not(None))
    found = (connection.scalars(query.where(linked.c.report.in_(part))) for part in parts(reports))
    return {key for keys in found for key in keys}
