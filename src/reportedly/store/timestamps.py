"""Times as a ledger keeps them: ISO 8601 text in UTC, to the second, so that text sorts as time does."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


def stamp(when: datetime) -> str:
    """A time as text: "2031-03-01T09:00:00+00:00"."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")


def end_of(day: date | None) -> str | None:
    """The last second of a day, up to which everything counts as known on that day; None if no day is given."""
    return f"{day.isoformat()}T23:59:59+00:00" if day else None


def iso(day: date | None) -> str | None:
    """A day as text: "2031-03-01"; None if no day is given."""
    return day.isoformat() if day else None
