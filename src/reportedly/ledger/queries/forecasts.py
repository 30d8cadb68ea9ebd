"""Forecasts with their outcome as known at a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.model import Outcome
from reportedly.record import ForecastRecord
from reportedly.store import forecasts as forecast_store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from reportedly.listing import Filter
    from reportedly.store.database import Connection
    from reportedly.store.forecasts import ForecastRow


def page(connection: Connection, wanted: Filter, limit: int | None, offset: int) -> list[ForecastRecord]:
    """A page of forecasts, in order of publication, or by the day on which they fall due if the filter names one."""
    return records(forecast_store.page(connection, wanted, limit, offset), wanted.as_of)


def of_statements(connection: Connection, as_of: date | None, statements: Iterable[str]) -> list[ForecastRecord]:
    """The forecasts that are among these statements, in order of publication."""
    return records(forecast_store.of_statements(connection, as_of, statements), as_of)


def records(rows: Iterable[ForecastRow], as_of: date | None) -> list[ForecastRecord]:
    """Forecasts as they are shown: what became of one after the date is not known yet."""
    return [_record(row, as_of) for row in rows]


def _record(row: ForecastRow, as_of: date | None) -> ForecastRecord:
    known = row.settled_at is not None and (as_of is None or row.settled_at.date() <= as_of)
    return ForecastRecord(
        statement=row.statement,
        report=row.report,
        content=row.content,
        source=row.source,
        actor=row.actor,
        horizon=row.horizon,
        likelihood=row.likelihood,
        outcome=row.outcome if known else Outcome.OPEN,
        resolved_by=row.resolved_by if known else None,
        due=row.due,
    )
