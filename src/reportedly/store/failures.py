"""What could not be taken in (refusals), and reports that no run could read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.model import content_id
from reportedly.record import Failure
from reportedly.store.database import insert_new
from reportedly.store.pending import current_ids
from reportedly.store.schema import readings, refusals, reports
from reportedly.store.timestamps import stamp

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A file, row or address that holds no report, and why."""

    id: str
    source: str
    reason: str
    refused_at: datetime


def rows(connection: sa.Connection) -> list[Failure]:
    """All failures, oldest first; a report that a later run could read is none."""
    current = current_ids()
    unread = (
        sa.select(reports.c.id, reports.c.title, reports.c.url, readings.c.failure, readings.c.read_at)
        .join(current, current.c.report == reports.c.id)
        .join(readings, readings.c.id == current.c.id)
        .where(readings.c.failure.is_not(None))
    )
    found = [
        Failure(
            at=datetime.fromisoformat(row.read_at),
            source=row.title or row.url or row.id,
            report=row.id,
            reason=row.failure,
        )
        for row in connection.execute(unread)
    ]
    found += [
        Failure(at=refusal.refused_at, source=refusal.source, report=None, reason=refusal.reason)
        for refusal in stored_refusals(connection)
    ]
    return sorted(found, key=lambda f: (f.at, f.source, f.reason))


def stored_refusals(connection: sa.Connection) -> Iterator[Refusal]:
    """All refusals in the order of their ids."""
    for row in connection.execute(sa.select(refusals).order_by(refusals.c.id)):
        yield Refusal(
            id=row.id, source=row.source, reason=row.reason, refused_at=datetime.fromisoformat(row.refused_at)
        )


def refusal_id(source: str, reason: str) -> str:
    """The content hash of a refusal."""
    return content_id("refusal", source, reason)


def insert_refusal(connection: sa.Connection, source: str, reason: str, now: datetime) -> bool:
    """Add a refusal; False if it is there already."""
    row = {"id": refusal_id(source, reason), "source": source, "reason": reason, "refused_at": stamp(now)}
    return insert_new(connection, refusals, [row]) == 1
