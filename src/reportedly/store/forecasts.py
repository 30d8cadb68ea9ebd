"""Forecasts as rows: in order of publication, by the day on which they fall due, by what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.model import Likelihood, Outcome
from reportedly.store import embeddings, topic_claims
from reportedly.store.database import insert_new, parts
from reportedly.store.schema import claim_statements, forecasts, gists, linked, statements
from reportedly.store.statements import SHOWN, actor_of, content_of, source_of
from reportedly.store.supersession import superseded
from reportedly.store.timestamps import end_of, iso, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.engine import Row

    from reportedly.listing import Filter
    from reportedly.model import Actor, Anchor
    from reportedly.store.embeddings import EmbeddingRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastRow:
    """A forecast with the statement that makes it and what became of it."""

    statement: str
    report: str
    content: tuple[Anchor, ...]
    source: Anchor | None
    actor: Actor | None
    horizon: str | None
    """A TIMEX3 value (ISO 8601); None if no day is named."""
    due: date | None
    """The last day of the horizon."""
    likelihood: Likelihood
    outcome: Outcome
    settled_at: datetime | None
    """When the statement was published that tells the outcome."""
    resolved_by: str | None
    """The report of that statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewForecast:
    """A forecast as it is made: its outcome is open."""

    statement: str
    number: int
    """Its number as an entry of the index, which counts forecasts in order of publication."""
    cell: int
    """The cell of the index that it is assigned to."""
    report: str
    position: int
    """The place of its statement in the report, from 0."""
    known_at: datetime
    source: str | None
    """What its source is counted under; None for who is known in one report only."""
    horizon: str | None
    due: date | None
    likelihood: Likelihood


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenForecastRow:
    """A forecast whose outcome is open, as it is compared with later statements."""

    embedding: EmbeddingRow
    number: int
    cell: int
    origin: str
    known_at: datetime
    source: str | None
    horizon: str | None
    likelihood: Likelihood


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The outcome of a forecast, with the first later statement that tells it."""

    outcome: Outcome
    by: str
    """The statement."""
    report: str
    known_at: datetime


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


def insert(connection: sa.Connection, rows: Iterable[NewForecast]) -> None:
    """Add forecasts, whose outcomes are open."""
    values = [
        {
            "statement": row.statement,
            "number": row.number,
            "cell": row.cell,
            "report": row.report,
            "position": row.position,
            "known_at": stamp(row.known_at),
            "source": row.source,
            "horizon": row.horizon,
            "due": iso(row.due),
            "likelihood": row.likelihood.value,
            "outcome": Outcome.OPEN.value,
        }
        for row in rows
    ]
    insert_new(connection, forecasts, values)


def settle(connection: sa.Connection, forecast: str, settlement: Settlement) -> None:
    """Store the outcome of a forecast."""
    values = {
        "outcome": settlement.outcome.value,
        "settled_at": stamp(settlement.known_at),
        "settled_by": settlement.by,
        "resolved_by": settlement.report,
    }
    connection.execute(sa.update(forecasts).where(forecasts.c.statement == forecast).values(values))


def open_forecasts(connection: sa.Connection, wanted: Iterable[str]) -> list[OpenForecastRow]:
    """Those of these forecasts whose outcome is open, of reports that no revision has replaced."""
    ids = sorted(wanted)
    return [
        OpenForecastRow(
            embedding=embeddings.from_row(row),
            number=row.number,
            cell=row.cell,
            origin=row.origin,
            known_at=datetime.fromisoformat(row.known_at),
            source=row.source,
            horizon=row.horizon,
            likelihood=Likelihood(row.likelihood),
        )
        for part in parts(ids)
        for row in connection.execute(_OPEN, {"wanted": part})
    ]


_OPEN = (
    sa.select(gists, forecasts.c.number, forecasts.c.known_at, forecasts.c.horizon, linked.c.origin)
    .add_columns(forecasts.c.likelihood, forecasts.c.source, forecasts.c.cell)
    .join(forecasts, forecasts.c.statement == gists.c.statement)
    .join(linked, linked.c.report == forecasts.c.report)
    .where(forecasts.c.outcome == Outcome.OPEN.value, ~superseded(forecasts.c.report, None))
    .where(forecasts.c.statement.in_(sa.bindparam("wanted", expanding=True)))
)


def page(connection: sa.Connection, wanted: Filter, limit: int | None, offset: int) -> list[ForecastRow]:
    """A page of the forecasts of active reports, in order of publication.

    With `due_since` or `due_until` only those that name a day, in the order in which they fall due.
    """
    mine, first, last = forecasts.c, iso(wanted.due_since), iso(wanted.due_until)
    query = _of_outcome(_known_at(connection, wanted.as_of), wanted.outcome, wanted.as_of)
    query = topic_claims.within(connection, query, wanted, claim_statements.c.claim)
    query = query if first is None else query.where(mine.due >= first)
    query = query if last is None else query.where(mine.due <= last)
    by_day = first is not None or last is not None
    query = query.where(mine.due.is_not(None)) if by_day else query
    order = (mine.due, mine.number) if by_day else (mine.number,)
    query = query.order_by(*(column.desc() if wanted.newest_first else column for column in order))
    return [_row(row) for row in connection.execute(query.limit(limit).offset(offset))]


def of_statements(connection: sa.Connection, as_of: date | None, wanted: Iterable[str]) -> list[ForecastRow]:
    """The forecasts that are among these statements, in order of publication."""
    mine, query = forecasts.c, _known_at(connection, as_of)
    rows = [row for part in parts(sorted(wanted)) for row in connection.execute(query.where(mine.statement.in_(part)))]
    return [_row(row) for row in sorted(rows, key=lambda row: int(row.number))]


def of_source(
    connection: sa.Connection, as_of: date | None, source: str, limit: int | None, offset: int
) -> list[ForecastRow]:
    """A page of the forecasts of a source, the latest published first."""
    mine = forecasts.c
    query = _known_at(connection, as_of).where(mine.source == source).order_by(mine.number.desc())
    return [_row(row) for row in connection.execute(query.limit(limit).offset(offset))]


def missed_by(connection: sa.Connection, reports: Sequence[str]) -> list[tuple[str, str]]:
    """The forecasts of which these reports tell that they did not come true, each with the statement that tells it."""
    mine = forecasts.c
    query = sa.select(mine.statement, mine.settled_by).where(mine.outcome == Outcome.DID_NOT_HAPPEN.value)
    query = query.where(~superseded(mine.report, None))
    return [
        (row.statement, row.settled_by)
        for part in parts(reports)
        for row in connection.execute(query.where(mine.resolved_by.in_(part)))
    ]


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


def undo(connection: sa.Connection, day: date) -> None:
    """Delete the forecasts of a day and later ones, and the outcomes that were found since then."""
    since = day.isoformat()
    connection.execute(sa.delete(forecasts).where(forecasts.c.known_at >= since))
    unknown = {"outcome": Outcome.OPEN.value, "settled_at": None, "settled_by": None, "resolved_by": None}
    connection.execute(sa.update(forecasts).where(forecasts.c.settled_at >= since).values(unknown))
