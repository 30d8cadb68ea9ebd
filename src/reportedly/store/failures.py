"""What could not be taken in or read: refusals, and reports that no run could read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.record import Failure
from reportedly.store.pending import current_ids
from reportedly.store.schema import readings, refusals, reports

if TYPE_CHECKING:
    from sqlalchemy import Connection


def rows(connection: Connection) -> list[Failure]:
    """All of them, oldest first; a report that a later run could read is none."""
    current = current_ids()
    in_vain = (
        sa.select(reports.c.id, reports.c.title, reports.c.url, readings.c.failure, readings.c.read_at)
        .join(current, current.c.report == reports.c.id)
        .join(readings, readings.c.id == current.c.id)
        .where(readings.c.failure.is_not(None))
    )
    found = [
        Failure(at=row.read_at, source=row.title or row.url or row.id, report=row.id, reason=row.failure)
        for row in connection.execute(in_vain)
    ]
    found += [
        Failure(at=row.refused_at, source=row.source, report=None, reason=row.reason)
        for row in connection.execute(sa.select(refusals))
    ]
    return sorted(found, key=lambda f: (f.at, f.source, f.reason))
