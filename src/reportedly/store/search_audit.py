"""Comparing the search index with the terms that it should hold."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from zlib import crc32

import sqlalchemy as sa

from reportedly.store.schema import statements
from reportedly.store.search import TABLE, second, vector
from reportedly.store.search_terms import FIELDS, terms_of

if TYPE_CHECKING:
    from datetime import datetime

    from reportedly.model import Reading
    from reportedly.store.search_terms import Terms

_TERMS = f"{TABLE}_terms"


class IndexAudit:
    """What the index holds, read once; on PostgreSQL it is read statement by statement."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._sums: dict[int, int] = {}
        self._sizes: set[int] = set()
        if connection.dialect.name == "sqlite":
            self._sums = _sums(connection)
            self._sizes = {serial for (serial,) in connection.exec_driver_sql(f"SELECT id FROM {TABLE}_docsize")}

    def wrong(self, key: str, reading: Reading, known_at: datetime) -> list[str]:
        """The statements of a reading that are not in the index, have other terms, or a serial of another time."""
        first, last = second(known_at)
        query = sa.select(statements.c.id, statements.c.serial).where(statements.c.reading == key)
        serials = {row.id: row.serial for row in self._connection.execute(query)}
        terms = {s.id: terms_of(reading, s) for s in reading.statements}
        wrong = {s for s in terms if not first <= serials.get(s, first - 1) <= last}
        wrong |= self._differing({s: (serials[s], terms[s]) for s in terms if s in serials})
        return [s.id for s in reading.statements if s.id in wrong]

    def surplus(self, limit: int) -> list[int]:
        """The serials of entries that belong to no statement."""
        if self._connection.dialect.name == "sqlite":
            known = set(self._connection.scalars(sa.select(statements.c.serial)))
            return sorted((self._sums.keys() | self._sizes) - known)[:limit]
        index = sa.table(TABLE, sa.column("serial", sa.BigInteger))
        there = sa.exists().where(statements.c.serial == index.c.serial)
        return list(self._connection.scalars(sa.select(index.c.serial).where(~there).limit(limit)))

    def _differing(self, expected: dict[str, tuple[int, Terms]]) -> set[str]:
        if self._connection.dialect.name == "sqlite":
            return {
                s
                for s, (serial, terms) in expected.items()
                if serial not in self._sizes or self._sums.get(serial, 0) != _sum_of(terms)
            }
        query = sa.text(
            "SELECT e.statement FROM unnest(CAST(:statements AS text[]), CAST(:serials AS bigint[]), "
            "CAST(:terms AS text[])) AS e(statement, serial, terms) "
            f"LEFT JOIN {TABLE} i ON i.serial = e.serial WHERE i.terms IS DISTINCT FROM CAST(e.terms AS tsvector)"
        )
        values = {
            "statements": list(expected),
            "serials": [serial for serial, _ in expected.values()],
            "terms": [vector(terms) for _, terms in expected.values()],
        }
        return set(self._connection.scalars(query, values))


def _sums(connection: sa.Connection) -> dict[int, int]:
    """A checksum of the terms of each entry, by its serial."""
    found: dict[int, int] = defaultdict(int)
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{_TERMS}")
    connection.exec_driver_sql(f"CREATE VIRTUAL TABLE temp.{_TERMS} USING fts5vocab('main', '{TABLE}', 'instance')")
    try:
        rows = connection.exec_driver_sql(f"SELECT term, doc, col, offset FROM temp.{_TERMS}")
        for term, serial, name, at in rows:
            found[serial] += _code(term, name, at)
    finally:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{_TERMS}")
    return found


def _sum_of(terms: Terms) -> int:
    return sum(_code(term, name, at) for name in FIELDS for at, term in enumerate(terms[name]))


def _code(term: str, field: str, at: int) -> int:
    # Sums of these do not depend on the order, which is that of terms in the index.
    return crc32(f"{term}\x1f{field}\x1f{at}".encode("utf-8", "surrogatepass"))
