"""What each claim adds to the counts of its sources, from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.store.database import parts, upsert
from reportedly.store.schema import claim_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSourceRow:
    """What a claim adds to the counts of a source."""

    claim: str
    source: str
    """What the source is counted under."""
    day: date
    statements: int = 0
    affirmed: int = 0
    """Those of its statements that others affirmed later."""
    denied: int = 0


def latest(connection: sa.Connection, claims: Sequence[str]) -> dict[str, dict[str, ClaimSourceRow]]:
    """What these claims add now, by claim and source."""
    found: dict[str, dict[str, ClaimSourceRow]] = {}
    for part in parts(claims):
        query = sa.select(claim_sources).where(claim_sources.c.claim.in_(part))
        for row in connection.execute(query.order_by(claim_sources.c.day)):
            found.setdefault(row.claim, {})[row.source] = ClaimSourceRow(
                claim=row.claim,
                source=row.source,
                day=date.fromisoformat(row.day),
                statements=row.statements,
                affirmed=row.affirmed,
                denied=row.denied,
            )
    return found


def upsert_rows(connection: sa.Connection, rows: Iterable[ClaimSourceRow]) -> None:
    """Store what claims add from a day on, replacing those stored for that day."""
    values = [
        {
            "claim": row.claim,
            "source": row.source,
            "day": row.day.isoformat(),
            "statements": row.statements,
            "affirmed": row.affirmed,
            "denied": row.denied,
        }
        for row in rows
    ]
    upsert(connection, claim_sources, values)


def undo(connection: sa.Connection, day: date) -> None:
    """Delete what was added on a day and later."""
    connection.execute(sa.delete(claim_sources).where(claim_sources.c.day >= day.isoformat()))
