"""Forecasts as rows: in order of publication, by the day on which they fall due, by what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.model import Likelihood, Outcome
from reportedly.store.database import insert_new, parts
from reportedly.store.schema import claim_statements, forecasts, gists, linked, statements
from reportedly.store.supersession import superseded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.engine import Row

OPEN = "open"


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


def page(
    connection: sa.Connection,
    until: str | None,
    *,
    outcome: str | None = None,
    due: tuple[str | None, str | None] = (None, None),
    source: str | None = None,
    newest_first: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[Row[Any]]:
    """Forecasts of reports that stand, as known by a time; with a first or last day in the order of falling due."""
    mine = forecasts.c
    query = (
        sa.select(*mine)
        .add_columns(*(statements.c[n] for n in ("content", "source_start", "source_end", "actor")))
        .add_columns(statements.c.source.label("words"), claim_statements.c.kind, claim_statements.c.speaks_for)
        .join(linked, linked.c.report == mine.report)
        .join(statements, sa.and_(statements.c.reading == linked.c.reading, statements.c.id == mine.statement))
        .outerjoin(claim_statements, claim_statements.c.statement == mine.statement)
    )
    first, last = due
    if source is not None:
        query = query.where(mine.source == source)
    if first is not None or last is not None:
        query = query.where(mine.due.is_not(None))
        query = query.where(mine.due >= first) if first is not None else query
        query = query.where(mine.due <= last) if last is not None else query
        order: Sequence[Any] = (mine.due, mine.number)
    else:
        order = (mine.number,)
    if until is None:
        query = query.where(mine.outcome == outcome) if outcome is not None else query
    else:
        # The number tells at once where to begin; what came later would be walked over.
        moment = sa.select(sa.func.max(mine.known_at)).where(mine.known_at <= until).scalar_subquery()
        newest = connection.scalar(sa.select(sa.func.max(mine.number)).where(mine.known_at == moment))
        query = query.where(mine.known_at <= until, mine.number <= (newest or 0))
        if outcome == OPEN:
            query = query.where(sa.or_(mine.settled_at.is_(None), mine.settled_at > until))
        elif outcome is not None:
            query = query.where(mine.outcome == outcome, mine.settled_at <= until)
    ordered = (c.desc() if newest_first else c for c in order)
    return list(
        connection.execute(query.where(~superseded(mine.report, until)).order_by(*ordered).limit(limit).offset(offset))
    )


def undo(connection: sa.Connection, day: str) -> None:
    """Forget what was foretold on a day and later, and what settled earlier forecasts since."""
    connection.execute(sa.delete(forecasts).where(forecasts.c.known_at >= day))
    unknown = {"outcome": OPEN, "settled_at": None, "settled_by": None, "resolved_by": None}
    connection.execute(sa.update(forecasts).where(forecasts.c.settled_at >= day).values(unknown))
