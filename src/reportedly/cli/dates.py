"""Dates on the command line: callbacks for options of click."""

from __future__ import annotations

from datetime import UTC, date, datetime

import click


def day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """A day such as 2025-04-28."""
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a day: write it as 2025-04-28") from None


def moment(_context: click.Context, _option: click.Parameter, value: str | None) -> datetime | None:
    """A time such as 2025-04-28 (midnight UTC) or 2025-04-28T09:00+02:00; without a zone it is UTC."""
    try:
        when = None if value is None else datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is neither a day nor a time: write it as 2025-04-28") from None
    return when.replace(tzinfo=UTC) if when and when.tzinfo is None else when
