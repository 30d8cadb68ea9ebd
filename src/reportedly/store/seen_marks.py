"""Marks: up to which entry of the hash chain a person has seen the record.

The chain counts what this ledger was given, in the order in which it came. So a mark misses nothing: neither a report
that is published early and added late, nor one that is added within the same second.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.errors import StoreError
from reportedly.model import content_id
from reportedly.record import SeenMark
from reportedly.store.database import insert_new, parts
from reportedly.store.hash_chain import ChainKind
from reportedly.store.schema import hash_chain, pending, readings, seen_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Row

_FIRST = sa.func.min(hash_chain.c.number)


def mark(connection: sa.Connection, by: str, until: int | None, at: datetime) -> SeenMark:
    """Move the mark of a person to an entry of the chain, or as far as reports are linked; it never moves back."""
    if not by.strip():
        raise StoreError("a mark needs a name: --by NAME")
    whole, known = seen_number(connection), latest(connection, by)
    number = whole if until is None else min(until, whole)
    if known is not None and number <= known.number:
        return known
    hashed = connection.scalar(sa.select(hash_chain.c.hash).where(hash_chain.c.number == number))
    if hashed is None:
        raise StoreError("there is nothing to mark: no report is linked; `reportedly add` or `reportedly link` first")
    new = SeenMark(by=by, number=number, hash=hashed, at=at)
    insert(connection, new)
    return new


def insert(connection: sa.Connection, new: SeenMark) -> bool:
    """Add a mark; False if it is there already, or of an entry that this ledger does not have."""
    there = sa.select(hash_chain.c.number).where(hash_chain.c.number == new.number, hash_chain.c.hash == new.hash)
    if connection.scalar(there) is None:
        return False
    at = new.at.isoformat()
    key = content_id("seen", new.by, new.number, new.hash, at)
    row = {"id": key, "by": new.by, "number": new.number, "hash": new.hash, "at": at}
    return insert_new(connection, seen_marks, [row]) == 1


def insert_salvaged(connection: sa.Connection, new: SeenMark, reports: Sequence[str]) -> bool:
    """Add a mark from a salvaged file, of which its person had seen these reports; False if it says more than that.

    The reports of a salvaged ledger get other entries in the chain. The mark goes to the last entry of those seen,
    unless a report that was not seen has an earlier one.
    """
    firsts = dict(order(connection))
    last = max((firsts[key] for key in reports if key in firsts), default=None)
    seen = set(reports)
    if last is None or any(number < last for key, number in firsts.items() if key not in seen):
        return False
    hashed = connection.scalar(sa.select(hash_chain.c.hash).where(hash_chain.c.number == last))
    return insert(connection, replace(new, number=last, hash=str(hashed)))


def order(connection: sa.Connection) -> list[tuple[str, int]]:
    """The reports in the order in which they were read first, each with the number of that entry of the chain."""
    return [(row.report, row.number) for row in connection.execute(_first_read().order_by(_FIRST))]


def latest(connection: sa.Connection, by: str) -> SeenMark | None:
    """The mark of a person; None if there is none."""
    query = _of_entries().where(seen_marks.c.by == by).order_by(seen_marks.c.number.desc()).limit(1)
    row = connection.execute(query).first()
    return None if row is None else _mark(row)


def rows(connection: sa.Connection) -> list[SeenMark]:
    """All marks, oldest first."""
    return [_mark(row) for row in connection.execute(_of_entries().order_by(seen_marks.c.at, seen_marks.c.id))]


def seen_number(connection: sa.Connection) -> int:
    """The number of the last entry of the chain up to which every report is linked; 0 if there is none."""
    waiting = sa.select(sa.func.min(hash_chain.c.number)).join(pending, pending.c.reading == hash_chain.c.key)
    first = connection.scalar(waiting.where(hash_chain.c.kind == ChainKind.READING.value))
    if first is not None:
        return int(first) - 1
    return connection.scalar(sa.select(sa.func.max(hash_chain.c.number))) or 0


def reports_after(connection: sa.Connection, number: int) -> set[str]:
    """The reports that were read for the first time after that entry of the chain."""
    return set(connection.scalars(_first_read().having(number < _FIRST)))


def arrived(connection: sa.Connection, after: int, until: int, limit: int) -> dict[str, int]:
    """The first reports that were read for the first time after one entry of the chain and up to another.

    They are in the order in which they came, each with the number of its entry.
    """
    query = _first_read().where(hash_chain.c.number > after, hash_chain.c.number <= until).order_by(_FIRST)
    found: dict[str, int] = {}
    last = after
    while len(found) < limit:
        rows = connection.execute(query.having(last < _FIRST).limit(limit)).all()
        known = first_read(connection, [row.report for row in rows])
        found |= {row.report: row.number for row in rows if known[row.report] == row.number}
        if len(rows) < limit:
            break
        last = rows[-1].number
    return dict(list(found.items())[:limit])


def first_read(connection: sa.Connection, reports: Sequence[str]) -> dict[str, int]:
    """The entry of the chain by which each of these reports was read for the first time."""
    return {
        row.report: row.number
        for part in parts(reports)
        for row in connection.execute(_first_read().where(readings.c.report.in_(part)))
    }


def _first_read() -> sa.Select[Any]:
    """The reports, each with the number of the entry of its first reading."""
    query = sa.select(readings.c.report, _FIRST.label("number")).join(hash_chain, hash_chain.c.key == readings.c.id)
    return query.where(hash_chain.c.kind == ChainKind.READING.value).group_by(readings.c.report)


def _of_entries() -> sa.Select[Any]:
    """Marks whose entry is in the chain; a chain that was taken over from another ledger may lack some."""
    mine, entry = seen_marks.c, hash_chain.c
    return sa.select(seen_marks).join(hash_chain, sa.and_(entry.number == mine.number, entry.hash == mine.hash))


def _mark(row: Row[Any]) -> SeenMark:
    return SeenMark(by=row.by, number=row.number, hash=row.hash, at=datetime.fromisoformat(row.at))
