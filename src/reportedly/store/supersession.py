"""Which reports count as known by a time: those that no revision has replaced by then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store.schema import linked

if TYPE_CHECKING:
    from sqlalchemy.sql import ColumnElement


def superseded(report: ColumnElement[Any], until: str | ColumnElement[str] | None) -> sa.Exists:
    """That a revision has replaced a report by a time (None: at all)."""
    later = linked.alias()
    found = sa.exists().where(later.c.supersedes == report)
    return found if until is None else found.where(later.c.known_at <= until)


def stands(table: sa.FromClause, until: str | None) -> ColumnElement[bool]:
    """That a row with `report` and `known_at` is known by a time, and its report not replaced by then."""
    counts = ~superseded(table.c.report, until)
    return counts if until is None else sa.and_(table.c.known_at <= until, counts)
