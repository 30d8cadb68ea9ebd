"""The range of days that a page looks at: a year at most, fewer days if much was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reportedly.listing import Filter

if TYPE_CHECKING:
    from reportedly.ledger import Ledger

YEAR = 366
MOST = 2_000
"""Statements; a page of more would be slow to gather, and hard to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """From the beginning of a day to the end of another."""

    since: date
    until: date
    earlier: date | None
    """The last day before it; None if nothing was on the record before."""
    later: date | None
    """The last day of the range after it; None if it reaches the latest day."""


def date_range(ledger: Ledger, as_of: date | None, until: date | None, *, most: int | None = None) -> DateRange | None:
    """The year up to a day (or to the latest), cut to the days that hold no more than `most` statements.

    None if nothing is on the record.
    """
    latest = ledger.latest_day(as_of=as_of)
    if latest is None:
        return None
    until = min(until, latest) if until else latest
    since = until - timedelta(days=min(YEAR - 1, (until - date.min).days))
    said = 0
    for day in reversed(ledger.days(Filter(since=since, until=until, as_of=as_of)) if most else []):
        said += day.statements
        if most and said > most and day.day < until:
            since = day.day + timedelta(days=1)
            break
    first = ledger.changes(Filter(as_of=as_of), limit=1)
    return DateRange(
        since=since,
        until=until,
        earlier=since - timedelta(days=1) if first and first[0].date < since else None,
        later=min(until + (until - since) + timedelta(days=1), latest) if until < latest else None,
    )
