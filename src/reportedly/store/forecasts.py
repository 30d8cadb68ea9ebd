"""Forecasts as rows: in order of publication, by the day on which they fall due, by what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.model import Likelihood, Outcome
from reportedly.store.database import insert_new, parts
from reportedly.store.schema import claim_statements, forecasts, gists, linked, statements
from reportedly.store.statements import SHOWN, actor_of, content_of, source_of
from reportedly.store.supersession import superseded
from reportedly.store.timestamps import end_of, iso

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.engine import Row

    from reportedly.listing import Filter
    from reportedly.model import Actor, Anchor

OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastRow:
    """A forecast with the statement that makes it and what became of it."""

    statement: str
    report: str
    content: tuple[Anchor, ...]
    source: Anchor | None
    actor: Actor | None
    horizon: str | None
    """A TIMEX3 value (ISO 8601); None where no day is named."""
    due: date | None
    """The last day of the horizon."""
    likelihood: Likelihood
    outcome: Outcome
    settled_at: datetime | None
    """When the statement was published that tells the outcome."""
    resolved_by: str | None
    """The report of that statement."""


def keep(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put forecasts down, which wait for their outcome."""
    insert_new(connection, forecasts, rows)


def settle(connection: sa.Connection, forecast: str, outcome: str, by: str, report: str, known_at: str) -> None:
    """Put down what a later statement makes of a forecast."""
    known = {"outcome": outcome, "settled_at": known_at, "settled_by": by, "resolved_by": report}
    connection.execute(sa.update(forecasts).where(forecasts.c.statement == forecast).values(known))


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastOutcome:
    """A forecast as it is counted: by whom, how likely, and what became of it."""

    statement: str
    source: str | None
    likelihood: Likelihood
    outcome: Outcome


def of_report(connection: sa.Connection, report: str) -> list[ForecastOutcome]:
    """The forecasts of a report."""
    mine = forecasts.c
    query = sa.select(mine.statement, mine.source, mine.likelihood, mine.outcome).where(mine.report == report)
    return [
        ForecastOutcome(
            statement=row.statement,
            source=row.source,
            likelihood=Likelihood(row.likelihood),
            outcome=Outcome(row.outcome),
        )
        for row in connection.execute(query.order_by(mine.number))
    ]


def waiting(connection: sa.Connection, wanted: Iterable[str]) -> list[Row[Any]]:
    """Those of these forecasts that wait, with their gists."""
    asked = sorted(wanted)
    found: list[Row[Any]] = []
    for part in parts(asked):
        found += connection.execute(_WAITING, {"wanted": part}).all()
    return found


_WAITING = (
    sa.select(gists, forecasts.c.number, forecasts.c.known_at, forecasts.c.horizon, linked.c.origin)
    .add_columns(forecasts.c.likelihood, forecasts.c.source, forecasts.c.cell)
    .join(forecasts, forecasts.c.statement == gists.c.statement)
    .join(linked, linked.c.report == forecasts.c.report)
    .where(forecasts.c.outcome == OPEN, ~superseded(forecasts.c.report, None))
    .where(forecasts.c.statement.in_(sa.bindparam("wanted", expanding=True)))
)


def page(connection: sa.Connection, wanted: Filter, limit: int | None, offset: int) -> list[ForecastRow]:
    """A page of the forecasts of active reports, in order of publication.

    With `due_since` or `due_until` only those that name a day, in the order in which they fall due.
    """
    mine, first, last = forecasts.c, iso(wanted.due_since), iso(wanted.due_until)
    query = _of_outcome(_known_at(connection, wanted.as_of), wanted.outcome, wanted.as_of)
    query = query if first is None else query.where(mine.due >= first)
    query = query if last is None else query.where(mine.due <= last)
    by_day = first is not None or last is not None
    query = query.where(mine.due.is_not(None)) if by_day else query
    order = (mine.due, mine.number) if by_day else (mine.number,)
    query = query.order_by(*(column.desc() if wanted.newest_first else column for column in order))
    return [_row(row) for row in connection.execute(query.limit(limit).offset(offset))]


def of_source(
    connection: sa.Connection, as_of: date | None, source: str, limit: int | None, offset: int
) -> list[ForecastRow]:
    """A page of the forecasts of a source, the latest published first."""
    mine = forecasts.c
    query = _known_at(connection, as_of).where(mine.source == source).order_by(mine.number.desc())
    return [_row(row) for row in connection.execute(query.limit(limit).offset(offset))]


def _known_at(connection: sa.Connection, as_of: date | None) -> sa.Select[Any]:
    """The forecasts of active reports that were published by a date."""
    mine, until = forecasts.c, end_of(as_of)
    query: sa.Select[Any] = (
        sa.select(*mine, *SHOWN)
        .join(linked, linked.c.report == mine.report)
        .join(statements, sa.and_(statements.c.reading == linked.c.reading, statements.c.id == mine.statement))
        .outerjoin(claim_statements, claim_statements.c.statement == mine.statement)
        .where(~superseded(mine.report, until))
    )
    if until is None:
        return query
    # The highest number by then, so that the index on it skips what came later.
    moment = sa.select(sa.func.max(mine.known_at)).where(mine.known_at <= until).scalar_subquery()
    newest = connection.scalar(sa.select(sa.func.max(mine.number)).where(mine.known_at == moment))
    return query.where(mine.known_at <= until, mine.number <= (newest or 0))


def _of_outcome(query: sa.Select[Any], outcome: Outcome | None, as_of: date | None) -> sa.Select[Any]:
    """Only forecasts whose outcome at a date is this one."""
    until, mine = end_of(as_of), forecasts.c
    if outcome is None:
        return query
    if until is None:
        return query.where(mine.outcome == outcome)
    if outcome is Outcome.OPEN:
        return query.where(sa.or_(mine.settled_at.is_(None), mine.settled_at > until))
    return query.where(mine.outcome == outcome, mine.settled_at <= until)


def _row(row: Row[Any]) -> ForecastRow:
    return ForecastRow(
        statement=row.statement,
        report=row.report,
        content=content_of(row),
        source=source_of(row),
        actor=actor_of(row),
        horizon=row.horizon,
        due=date.fromisoformat(row.due) if row.due else None,
        likelihood=Likelihood(row.likelihood),
        outcome=Outcome(row.outcome),
        settled_at=datetime.fromisoformat(row.settled_at) if row.settled_at else None,
        resolved_by=row.resolved_by,
    )


def undo(connection: sa.Connection, day: str) -> None:
    """Forget what was foretold on a day and later, and what settled earlier forecasts since."""
    connection.execute(sa.delete(forecasts).where(forecasts.c.known_at >= day))
    unknown = {"outcome": OPEN, "settled_at": None, "settled_by": None, "resolved_by": None}
    connection.execute(sa.update(forecasts).where(forecasts.c.settled_at >= day).values(unknown))
