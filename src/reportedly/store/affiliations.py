"""The parties that reports give people by their full names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.store.database import insert_new, parts
from reportedly.store.schema import affiliations
from reportedly.store.timestamps import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime


def insert(connection: sa.Connection, found: Mapping[str, str], report: str, known_at: datetime) -> None:
    """Store the parties that a report gives people, by the plain names of these."""
    rows = [{"name": n, "report": report, "known_at": stamp(known_at), "party": p} for n, p in sorted(found.items())]
    insert_new(connection, affiliations, rows)


def latest(connection: sa.Connection, wanted: Iterable[str]) -> dict[str, str]:
    """The party that the latest linked report which gives one gives each of these people."""
    mine, found = affiliations.c, {}
    for part in parts(sorted(set(wanted))):
        query = sa.select(mine.name, mine.party).where(mine.name.in_(part)).order_by(mine.known_at, mine.report)
        found.update({row.name: row.party for row in connection.execute(query)})
    return found
