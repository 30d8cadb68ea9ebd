"""The sources that speak in reports, as far as they are counted across reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.model import Party
from reportedly.store.database import parts
from reportedly.store.schema import claim_statements, linked, statements
from reportedly.store.supersession import active

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInReport:
    """A source as it appears in one report."""

    source: str
    """What it is counted under."""
    name: str
    party: Party
    outlet: bool
    """True if it is an outlet in its own voice."""


def of_report(connection: sa.Connection, report: str) -> dict[str, SourceInReport]:
    """The sources that speak in a report, by their key, each as it appears last.

    Statements that were read wrong are left out.
    """
    mine = claim_statements.c
    query = (
        sa.select(mine.source, mine.actor, mine.party, sa.func.coalesce(mine.name, statements.c.actor).label("name"))
        .join(linked, linked.c.report == mine.report)
        .join(statements, sa.and_(statements.c.reading == linked.c.reading, statements.c.id == mine.statement))
        .where(mine.report == report, mine.source.is_not(None), ~mine.wrong)
        .order_by(mine.position)
    )
    return {
        row.source: SourceInReport(
            source=row.source, name=row.name or row.party, party=Party.parse(row.party), outlet=row.actor is None
        )
        for row in connection.execute(query)
    }


def also_speaking(connection: sa.Connection, origin: str, sources: Iterable[str], *, without: str) -> set[str]:
    """Those of these sources that speak in the other reports of an origin, of those that no revision has replaced."""
    # From the few reports of an origin to the sources in them: a source may speak in thousands of reports.
    mine = claim_statements.c
    kin = sa.select(linked.c.report).where(linked.c.origin == origin, linked.c.report != without, active(linked, None))
    reports = list(connection.scalars(kin))
    found: set[str] = set()
    for part in parts(reports):
        found |= set(connection.scalars(sa.select(mine.source).where(mine.report.in_(part), ~mine.wrong)))
    return found.intersection(sources)
