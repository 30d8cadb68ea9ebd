"""What is dated, in order: when statements were made, when things are said to happen; and which places reports name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store.database import insert_new, parts
from reportedly.store.schema import claim_statements, linked, moments, report_places, reports, statements
from reportedly.store.supersession import stands, superseded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.engine import Row

SAID = "said"
HAPPENED = "happened"


def keep(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put down what is dated in a report."""
    insert_new(connection, moments, rows)


def page(
    connection: sa.Connection,
    until: str | None,
    *,
    first: str | None = None,
    last: str | None = None,
    kind: str | None = None,
    newest_first: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[Row[Any]]:
    """What is dated from a day to a day, as known by a time, with the text of its report."""
    mine = moments.c
    query = sa.select(mine.date, mine.report, mine.start, mine.end, mine.position).where(stands(moments, until))
    query = query.where(mine.kind == kind) if kind is not None else query
    query = query.where(mine.date <= last) if last is not None else query
    ordered = [c.desc() if newest_first else c for c in query.selected_columns]
    end = None if limit is None else offset + limit
    found = [
        row
        for span in _spans(first, until)
        for row in connection.execute(query.where(*span).order_by(*ordered).limit(end))
    ]
    found.sort(key=tuple, reverse=newest_first)
    return _whole(connection, [(row.report, row.position) for row in found[offset:end]])


def _spans(first: str | None, until: str | None) -> list[list[sa.ColumnElement[bool]]]:
    """What to look through, each in the order of an index: a month or a year counts as soon as it is not over."""
    mine = moments.c
    spans: list[list[sa.ColumnElement[bool]]] = [[]]
    if first is not None:
        spans = [[mine.date >= first], [mine.date.in_((first[:4], first[:7]))]]
    if until is None:
        return spans
    # Looking back, what was dated since is passed over, but for what was ahead already.
    day = until[:10]
    return [
        *([*span, mine.date <= day] for span in spans),
        *([*span, mine.date > day, mine.ahead] for span in spans),
    ]


def _whole(connection: sa.Connection, keys: Sequence[tuple[str, int]]) -> list[Row[Any]]:
    """All of these rows, in this order."""
    mine = moments.c
    query = (
        sa.select(*mine)
        .add_columns(reports.c.text, claim_statements.c.claim, claim_statements.c.kind.label("actor_kind"))
        .add_columns(claim_statements.c.speaks_for, statements.c.actor, statements.c.source.label("words"))
        .add_columns(statements.c.source_start, statements.c.source_end)
        .join(linked, linked.c.report == mine.report)
        .join(reports, reports.c.id == mine.report)
        .outerjoin(claim_statements, claim_statements.c.statement == mine.statement)
        .outerjoin(statements, sa.and_(statements.c.reading == linked.c.reading, statements.c.id == mine.statement))
    )
    found, wanted = {}, sorted({report for report, _ in keys})
    asked = set(keys)
    for part in parts(wanted):
        for row in connection.execute(query.where(mine.report.in_(part))):
            if (row.report, row.position) in asked:
                found[row.report, row.position] = row
    return [found[key] for key in keys]


def keep_places(connection: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put down what a report names as places."""
    insert_new(connection, report_places, rows)


def places(connection: sa.Connection, until: str | None, first: str | None, last: str | None) -> list[Row[Any]]:
    """What reports of these days name as places, as known by a time, the latest report first."""
    mine = report_places.c
    query = sa.select(report_places).where(~superseded(mine.report, until))
    query = query.order_by(mine.known_at.desc(), mine.report.desc(), mine.position)
    ends = [end for end in (until, last and f"{last}T23:59:59+00:00") if end]
    query = query.where(mine.known_at <= min(ends)) if ends else query
    return list(connection.execute(query if first is None else query.where(mine.known_at >= first)))
