"""What tells which matter a report is about: whom and what its statements, its lead and its places name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store.database import parts
from reportedly.store.schema import (
    claim_relations,
    claim_statements,
    event_reports,
    linked,
    moments,
    report_places,
    sides,
)
from reportedly.store.supersession import active
from reportedly.store.timestamps import end_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy.engine import Row


@dataclass(slots=True, kw_only=True)
class ProfileRow:
    """A report with what it names."""

    report: str
    claims: list[str] = field(default_factory=list)
    """Of its statements that were read right, in the order of the text."""
    actors: set[str] = field(default_factory=set)
    """Names of the speakers, and of those for whom they speak."""
    names: set[str] = field(default_factory=set)
    """Words of names in its lead."""
    wordings: list[str] = field(default_factory=list)
    """Of its statements."""
    places: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    """ISO 3166-1 codes."""
    days: set[str] = field(default_factory=set)
    """On which something is said to have happened."""
    event: str | None = None


def latest(connection: sa.Connection, as_of: date | None, limit: int) -> list[ProfileRow]:
    """The latest reports that are active at a date, oldest first."""
    query = sa.select(linked.c.report).where(active(linked, end_of(as_of)))
    query = query.order_by(linked.c.known_at.desc(), linked.c.report.desc()).limit(limit)
    found = {report: ProfileRow(report=report) for report in reversed(connection.scalars(query).all())}
    said, put, led, there, on = claim_statements.c, sides.c, event_reports.c, report_places.c, moments.c
    statements = sa.select(said.report, said.claim, said.actor, said.party, said.countries).where(~said.wrong)
    for row in _of_reports(connection, statements.order_by(said.report, said.position), said.report, list(found)):
        profile = found[row.report]
        profile.claims.append(row.claim)
        profile.actors.update(name.casefold() for name in (row.actor, row.party) if name and "@" not in name)
        profile.countries.update(row.countries)
    for row in _of_reports(connection, sa.select(led.report, led.event, led.names), led.report, list(found)):
        found[row.report].event = row.event
        found[row.report].names.update(row.names)
    for row in _of_reports(connection, sa.select(put.report, put.wording), put.report, list(found)):
        found[row.report].wordings.append(row.wording)
    places = sa.select(there.report, there.name, there.country)
    for row in _of_reports(connection, places, there.report, list(found)):
        found[row.report].places.add(row.name.casefold())
        found[row.report].countries.update([row.country] if row.country else [])
    whole_days = sa.select(on.report, on.date).where(
        sa.func.length(on.date) == len("2031-03-01"), on.kind == "happened"
    )
    for row in _of_reports(connection, whole_days, on.report, list(found)):
        found[row.report].days.add(row.date)
    return list(found.values())


def related(connection: sa.Connection, as_of: date | None, claims: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs of claims that are related, as known at a date, the first of each being one of these."""
    mine, until = claim_relations.c, end_of(as_of)
    query = sa.select(mine.claim, mine.other).where(mine.kind.is_not(None)).distinct()
    query = query if until is None else query.where(mine.known_at <= until)
    return [
        (row.claim, row.other)
        for part in parts(sorted(set(claims)))
        for row in connection.execute(query.where(mine.claim.in_(part)))
    ]


def _of_reports(
    connection: sa.Connection, query: sa.Select[Any], report: sa.ColumnElement[str], wanted: Sequence[str]
) -> Iterator[Row[Any]]:
    for part in parts(wanted):
        yield from connection.execute(query.where(report.in_(part)))
