"""The audit log: what happened at the desk, one entry a row, each with a hash over itself and the entry before."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.accounts import AuditEntry, AuditKind
from reportedly.store.hash_chain import content_hash
from reportedly.store.schema import audit_log
from reportedly.store.timestamps import stamp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Row

_START = "0" * 64
"""What the first entry takes for the hash before it."""


def append(connection: sa.Connection, kind: AuditKind, account: str, what: str, via: str, at: datetime) -> None:
    """Add an entry."""
    last = connection.execute(sa.select(audit_log).order_by(audit_log.c.number.desc()).limit(1)).first()
    before, number = (last.hash, last.number + 1) if last else (_START, 1)
    row = {"number": number, "at": stamp(at), "kind": kind.value, "account": account, "what": what, "via": via}
    hashed = content_hash(before, *row.values())
    connection.execute(sa.insert(audit_log).values({**row, "hash": hashed}))


def rows(connection: sa.Connection, limit: int | None, offset: int) -> list[AuditEntry]:
    """So many entries after so many, latest first."""
    query = sa.select(audit_log).order_by(audit_log.c.number.desc()).limit(limit).offset(offset)
    return [_entry(row) for row in connection.execute(query)]


def problems(connection: sa.Connection) -> Iterator[str]:
    """Entries that do not fit the one before. What was cut off at the end does not show: note the last number."""
    before, expected = _START, 1
    for row in connection.execute(sa.select(audit_log).order_by(audit_log.c.number)):
        said = content_hash(before, row.number, row.at, row.kind, row.account, row.what, row.via)
        if row.number != expected or row.hash != said:
            yield f"audit log: entry {row.number} was changed, or does not follow from the entry before it"
        before, expected = row.hash, row.number + 1


def _entry(row: Row[Any]) -> AuditEntry:
    return AuditEntry(
        number=row.number,
        at=datetime.fromisoformat(row.at),
        kind=AuditKind(row.kind),
        account=row.account,
        what=row.what,
        via=row.via,
        hash=row.hash,
    )
