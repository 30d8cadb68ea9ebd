"""Statements by their words: a full-text index beside them, kept in the transaction that keeps them.

SQLite has it as an FTS5 table, PostgreSQL as a tsvector with a GIN index. A row of either is
known by the statement's `serial`, which grows with the time of publication: the latest
statements are found first without looking at the rest.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.store.schema import claim_days, claim_statements, linked, statements
from reportedly.store.search_terms import FIELDS, Terms, Wanted, terms_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.engine import Row

    from reportedly.model import Reading
    from reportedly.record import Filter

TABLE = "statement_index"
_SECOND = 1 << 24
"""Serials in a second: the most statements that can be published within one."""
_WEIGHTS = dict(zip(FIELDS, "ABCD", strict=True))
_FARTHEST = 16_383
"""The last position that PostgreSQL counts."""


def is_part(table: str) -> bool:
    """Whether a table belongs to the index, which `schema.py` does not tell of: FTS5 keeps several."""
    return table.startswith(TABLE)


def make(connection: sa.Connection) -> None:
    """Make the index of a ledger that has none."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {TABLE} USING fts5({', '.join(FIELDS)}, content='', "
            "tokenize='unicode61 remove_diacritics 0')"
        )
        return
    connection.exec_driver_sql(f"CREATE TABLE {TABLE} (serial bigint PRIMARY KEY, terms tsvector NOT NULL)")
    connection.exec_driver_sql(f"CREATE INDEX {TABLE}_by_term ON {TABLE} USING gin (terms)")


def serials(connection: sa.Connection, reading: Reading, known_at: str, top: int | None = None) -> list[int]:
    """New serials for the statements of a reading, of one second the first of a report highest.

    `top` is the one that the first statement has elsewhere; where it is free here, it has it here, too.
    """
    first, last = _second(known_at)
    lowest = sa.select(sa.func.min(statements.c.serial))
    many = len(reading.statements)
    if top is not None and first + many - 1 <= top <= last:
        taken = connection.scalar(lowest.where(statements.c.serial.between(top - many + 1, top)))
        if taken is None:
            return [top - n for n in range(many)]
    taken = connection.scalar(lowest.where(statements.c.serial.between(first, last)))
    start = last if taken is None else int(taken) - 1
    return [start - n for n in range(many)]


def keep(connection: sa.Connection, key: str, reading: Reading) -> None:
    """Index the statements of a reading, which have their rows and serials."""
    query = sa.select(statements.c.id, statements.c.serial).where(statements.c.reading == key)
    known = {row.id: row.serial for row in connection.execute(query)}
    found = {known[s.id]: terms_of(reading, s) for s in reading.statements}
    if not found:
        return
    if connection.dialect.name == "sqlite":
        names = ", ".join(FIELDS)
        insert = sa.text(f"INSERT INTO {TABLE} (rowid, {names}) VALUES (:serial, :{', :'.join(FIELDS)})")
        rows = [{"serial": n, **{f: " ".join(terms[f]) for f in FIELDS}} for n, terms in found.items()]
    else:
        insert = sa.text(f"INSERT INTO {TABLE} (serial, terms) VALUES (:serial, CAST(:terms AS tsvector))")
        rows = [{"serial": n, "terms": _vector(terms)} for n, terms in found.items()]
    connection.execute(insert, rows)


def missing(connection: sa.Connection, key: str, known_at: str) -> list[str]:
    """The statements of a reading that are not in the index, or under a serial of another time."""
    rowid = "id" if connection.dialect.name == "sqlite" else "serial"
    indexed = sa.table(f"{TABLE}_docsize" if rowid == "id" else TABLE, sa.column(rowid, sa.BigInteger))
    there = sa.exists().where(indexed.c[rowid] == statements.c.serial, statements.c.serial.between(*_second(known_at)))
    query = sa.select(statements.c.id).where(statements.c.reading == key, ~there).order_by(statements.c.position)
    return list(connection.scalars(query))


def statements_with(
    connection: sa.Connection, wanted: Sequence[Wanted], asked: Filter, limit: int | None, offset: int
) -> list[Row[Any]]:
    """Linked statements that hold all that is wanted, the latest published first; of a filter all but its words.

    Days are those of UTC; the status is that of the statement's claim at the end of the day `as_of`.
    """
    place = sa.column("rowid" if connection.dialect.name == "sqlite" else "serial", sa.BigInteger)
    index = sa.table(TABLE, place)
    query = (
        sa.select(
            statements.c.id,
            statements.c.reading,
            statements.c.report,
            statements.c.said_on,
            statements.c.content,
            statements.c.actor,
            statements.c.source_start,
            statements.c.source_end,
            statements.c.source.label("words"),
            claim_statements.c.claim,
            claim_statements.c.kind,
            claim_statements.c.speaks_for,
        )
        .select_from(index)
        .join(statements, statements.c.serial == index.c[place.name])
        .join(linked, sa.and_(linked.c.report == statements.c.report, linked.c.reading == statements.c.reading))
        .outerjoin(claim_statements, claim_statements.c.statement == statements.c.id)
        .order_by(index.c[place.name].desc())
        .limit(limit)
        .offset(offset)
    )
    if wanted:
        sqlite = connection.dialect.name == "sqlite"
        holds = f"{TABLE} MATCH :asked" if sqlite else f"{TABLE}.terms @@ CAST(:asked AS tsquery)"
        query = query.where(sa.text(holds).bindparams(asked=(_matched if sqlite else _asked)(wanted)))
    if asked.since is not None:
        query = query.where(index.c[place.name] >= _second(f"{asked.since}T00:00:00+00:00")[0])
    last = min((day for day in (asked.until, asked.as_of) if day is not None), default=None)
    if last is not None:
        query = query.where(index.c[place.name] <= _second(f"{last}T23:59:59+00:00")[1])
    if asked.status is not None:
        query = query.where(_stands(asked.as_of) == asked.status)
    return list(connection.execute(query))


def _stands(as_of: date | None) -> sa.ScalarSelect[Any]:
    """The status of the claim of a statement that is asked for."""
    last = sa.select(claim_days.c.status).where(claim_days.c.claim == claim_statements.c.claim)
    if as_of is not None:
        last = last.where(claim_days.c.day <= as_of.isoformat())
    return last.order_by(claim_days.c.day.desc()).limit(1).correlate(claim_statements).scalar_subquery()


def _second(time: str) -> tuple[int, int]:
    """The first and the last serial of the second that a time falls into."""
    first = int(datetime.fromisoformat(time).astimezone(UTC).timestamp()) * _SECOND
    return first, first + _SECOND - 1


def _vector(terms: Terms) -> str:
    """Terms as PostgreSQL writes a tsvector: with position, and the field as weight."""
    position, found = 0, []
    for name in FIELDS:
        for term in terms[name]:
            position = min(position + 1, _FARTHEST)
            found.append(f"'{term}':{position}{_WEIGHTS[name]}")
        position += 1
    return " ".join(found)


def _asked(wanted: Sequence[Wanted]) -> str:
    def one(w: Wanted) -> str:
        ends = ["*" if w.begins and term is w.terms[-1] else "" for term in w.terms]
        return " <-> ".join(f"'{t}':{end}{_WEIGHTS[w.field]}" for t, end in zip(w.terms, ends, strict=True))

    return " & ".join(f"({one(w)})" for w in wanted)


def _matched(wanted: Sequence[Wanted]) -> str:
    return " AND ".join(f'{w.field} : "{" ".join(w.terms)}"{"*" if w.begins else ""}' for w in wanted)
