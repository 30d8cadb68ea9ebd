"""Dated items in order of their dates, and how much was said and changed each day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reportedly.record import DatedItem, DayRecord
from reportedly.store import claim_days, claim_statements, daily_counts, dated_items, links

if TYPE_CHECKING:
    from reportedly.listing import Filter
    from reportedly.store.database import Connection


def page(connection: Connection, wanted: Filter, limit: int | None, offset: int) -> list[DatedItem]:
    """A page of statements by the day on which they were made, and event mentions by the day that reports give them."""
    return [
        DatedItem(
            date=row.date,
            kind=row.kind,
            report=row.report,
            statement=row.statement,
            claim=row.claim,
            words=row.words,
            source=row.source,
            actor=row.actor,
            type=row.type,
            factuality=row.factuality,
        )
        for row in dated_items.page(connection, wanted, limit, offset)
    ]


def days(connection: Connection, wanted: Filter) -> list[DayRecord]:
    """How many statements were made, and how many claims changed their status, on each day that had either."""
    by_day = claim_statements.counts_by_day if wanted.topic else daily_counts.statements_by_day
    said = by_day(connection, wanted)
    changes = claim_days.changes_by_day(connection, wanted)
    return [
        DayRecord(day=day, statements=said.get(day, 0), changes=changes.get(day, 0))
        for day in sorted({*said, *changes})
    ]


def latest_day(connection: Connection, as_of: date | None) -> date | None:
    """The last day up to a date on which a linked report was published."""
    return links.latest_day(connection, as_of)
