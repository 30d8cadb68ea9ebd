"""What services found of pairs of statements: kept, so that nothing is asked twice. It is not derived, nor changed.

The key of a finding is a content hash of the service and of both statements in context.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store.database import insert_new, parts, upsert
from reportedly.store.schema import findings, meta

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.engine import Row

_CHOSEN = "adjudicator"
"""The key in `meta` of the service whose findings count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFinding:
    """A finding with the service that found it, and when."""

    id: str
    service: str
    """Its model, with the version of what it was told."""
    software: str
    """The version of this program."""
    one: str
    other: str
    """The statements that were compared first; others with the same words in the same context share the finding."""
    chances: Mapping[str, float]
    """By relation; those of 0 are left out."""
    words: tuple[str, str] | None
    at: datetime


def chosen(connection: sa.Connection) -> str | None:
    """The service whose findings count in this ledger; None if the local adjudicator judges alone."""
    found: str | None = connection.scalar(sa.select(meta.c.value).where(meta.c.key == _CHOSEN))
    return found


def choose(connection: sa.Connection, service: str | None) -> None:
    """Let the findings of this service count from now on, or those of none."""
    if service is None:
        connection.execute(sa.delete(meta).where(meta.c.key == _CHOSEN))
    else:
        upsert(connection, meta, [{"key": _CHOSEN, "value": service}])


def by_ids(connection: sa.Connection, ids: Sequence[str]) -> dict[str, StoredFinding]:
    """Those of these findings that are there, by id."""
    found: dict[str, StoredFinding] = {}
    for part in parts(ids):
        query = sa.select(findings).where(findings.c.id.in_(part))
        found.update({row.id: _finding(row) for row in connection.execute(query)})
    return found


def rows(connection: sa.Connection) -> Iterator[StoredFinding]:
    """All findings in the order of their ids."""
    yield from map(_finding, connection.execute(sa.select(findings).order_by(findings.c.id)))


def insert(connection: sa.Connection, new: Iterable[StoredFinding]) -> int:
    """Add findings; the number of those that were not there."""
    values = [
        {
            "id": f.id,
            "service": f.service,
            "software": f.software,
            "one": f.one,
            "other": f.other,
            "chances": dict(f.chances),
            "one_words": f.words and f.words[0],
            "other_words": f.words and f.words[1],
            "at": f.at.isoformat(),
        }
        for f in new
    ]
    return insert_new(connection, findings, values)


def _finding(row: Row[Any]) -> StoredFinding:
    return StoredFinding(
        id=row.id,
        service=row.service,
        software=row.software,
        one=row.one,
        other=row.other,
        chances=row.chances,
        words=None if row.one_words is None else (row.one_words, row.other_words),
        at=datetime.fromisoformat(row.at),
    )
