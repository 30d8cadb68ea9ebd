"""Full-text search of statements: an index that is written in the transaction that writes the statements.

It is an FTS5 table on SQLite, a tsvector with a GIN index on PostgreSQL. The key of both is the
statement's `serial`, which grows with the time of publication: the latest statements are found
first without reading the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from reportedly.errors import StoreError
from reportedly.store.schema import claim_days, claim_statements, linked, statements
from reportedly.store.search_terms import FIELDS, Phrase, Terms, terms_of
from reportedly.store.statements import SHOWN, actor_of, content_of, source_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Row

    from reportedly.listing import Filter
    from reportedly.model import Actor, Anchor, Reading

TABLE = "statement_index"
_SECOND = 1 << 24
"""Serials in a second: the most statements that can be published within one."""
_WEIGHTS = dict(zip(FIELDS, "ABCD", strict=True))
_FARTHEST = 16_383
"""The last position that PostgreSQL counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStatement:
    """A statement that matches a query."""

    statement: str
    reading: str
    report: str
    claim: str | None
    """None if a person judged that it was read wrong before it joined a claim."""
    said_on: date
    content: tuple[Anchor, ...]
    source: Anchor | None
    actor: Actor | None
    """None also if the statement belongs to no claim."""
    actor_name: str | None


def is_part(table: str) -> bool:
    """True if a table belongs to the index. These are not in `schema.py`, as FTS5 makes several of its own."""
    return table.startswith(TABLE)


def create_index(connection: sa.Connection) -> None:
    """Create the index."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {TABLE} USING fts5({', '.join(FIELDS)}, content='', "
            "tokenize='unicode61 remove_diacritics 0')"
        )
        return
    connection.exec_driver_sql(f"CREATE TABLE {TABLE} (serial bigint PRIMARY KEY, terms tsvector NOT NULL)")
    connection.exec_driver_sql(f"CREATE INDEX {TABLE}_by_term ON {TABLE} USING gin (terms)")


def serials(connection: sa.Connection, reading: Reading, known_at: datetime, top: int | None = None) -> list[int]:
    """New serials for the statements of a reading, of one second the first of a report highest.

    `top` is the one that the first statement has elsewhere; where it is free here, it has it here, too.
    """
    first, last = second(known_at)
    lowest = sa.select(sa.func.min(statements.c.serial))
    many = len(reading.statements)
    if top is not None and first + many - 1 <= top <= last:
        taken = connection.scalar(lowest.where(statements.c.serial.between(top - many + 1, top)))
        if taken is None:
            return [top - n for n in range(many)]
    taken = connection.scalar(lowest.where(statements.c.serial.between(first, last)))
    start = last if taken is None else int(taken) - 1
    return [start - n for n in range(many)]


def insert(connection: sa.Connection, key: str, reading: Reading) -> None:
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
        rows = [{"serial": n, "terms": vector(terms)} for n, terms in found.items()]
    connection.execute(insert, rows)


def drop_index(connection: sa.Connection) -> None:
    """Delete the index, even a damaged one."""
    try:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {TABLE}")
    except StoreError:
        if connection.dialect.name != "sqlite":
            raise
        # SQLite drops an index only if it can open it.
        connection.exec_driver_sql("PRAGMA writable_schema = ON")
        connection.exec_driver_sql(f"DELETE FROM sqlite_schema WHERE name = '{TABLE}'")
        connection.exec_driver_sql("PRAGMA writable_schema = RESET")
    if connection.dialect.name == "sqlite":
        for part in ("data", "idx", "docsize", "config"):
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {TABLE}_{part}")


def statements_with(
    connection: sa.Connection,
    wanted: Sequence[Phrase],
    query: Filter,
    claims: sa.Select[Any] | None,
    limit: int | None,
    offset: int,
) -> list[FoundStatement]:
    """A page of the linked statements that match all phrases and the rest of a filter, the latest published first.

    Days are those of UTC; the status is that of the statement's claim at the end of the day `as_of`. `claims` are those
    of the topic, if the filter names one.
    """
    mine = statements.c
    shown = (*SHOWN, mine.id, mine.reading, mine.report, mine.said_on, claim_statements.c.claim)
    select = matching(connection, wanted, query, *shown)
    select = select if claims is None else select.where(claim_statements.c.claim.in_(claims))
    [serial] = _index(connection).c
    return [_row(row) for row in connection.execute(select.order_by(serial.desc()).limit(limit).offset(offset))]


def _index(connection: sa.Connection) -> sa.TableClause:
    return sa.table(TABLE, sa.column("rowid" if connection.dialect.name == "sqlite" else "serial", sa.BigInteger))


def matching(
    connection: sa.Connection, wanted: Sequence[Phrase], query: Filter, *columns: sa.ColumnElement[Any]
) -> sa.Select[Any]:
    """These columns of the linked statements that match all phrases and the rest of a filter, but for its topic.

    An actor is found by all names that people made one.
    """
    from reportedly.store import actor_decisions  # needs `database`, which loads the migrations, which make the index

    sqlite = connection.dialect.name == "sqlite"
    index = _index(connection)
    [serial] = index.c
    select: sa.Select[Any] = (
        sa.select(*columns)
        .select_from(index)
        .join(statements, statements.c.serial == serial)
        .join(linked, sa.and_(linked.c.report == statements.c.report, linked.c.reading == statements.c.reading))
        .outerjoin(claim_statements, claim_statements.c.statement == statements.c.id)
    )
    others = actor_decisions.also_called(connection, query.actor) if query.actor is not None else []
    if others:
        rest = [phrase for phrase in wanted if phrase.field != "actor"]
        called = [statements.c.actor == name if not r else _in(name, r) for name, r in others]
        also = [sa.or_(*called), *([serial.in_(_serials(rest, sqlite=sqlite))] if rest else [])]
        select = select.where(sa.or_(serial.in_(_serials(wanted, sqlite=sqlite)), sa.and_(*also)))
    elif wanted:
        select = select.where(_holds(wanted, sqlite=sqlite))
    if query.since is not None:
        select = select.where(serial >= second(datetime.combine(query.since, time.min, UTC))[0])
    until = min((day for day in (query.until, query.as_of) if day is not None), default=None)
    if until is not None:
        select = select.where(serial <= second(datetime.combine(until, time.max, UTC))[1])
    if query.status is not None:
        select = select.where(_status(query.as_of) == query.status)
    return select


def _holds(wanted: Sequence[Phrase], *, sqlite: bool) -> sa.TextClause:
    """True for the rows of the index that hold all phrases."""
    holds = f"{TABLE} MATCH :phrases" if sqlite else f"{TABLE}.terms @@ CAST(:phrases AS tsquery)"
    phrases: sa.BindParameter[Any] = sa.bindparam("phrases", (_fts5_query if sqlite else _tsquery)(wanted), unique=True)
    return sa.text(holds).bindparams(phrases)


def _serials(wanted: Sequence[Phrase], *, sqlite: bool) -> sa.Select[Any]:
    """The serials of these rows, where the condition stands beside others: SQLite matches nothing within an OR."""
    index = sa.table(TABLE, sa.column("rowid" if sqlite else "serial", sa.BigInteger))
    [serial] = index.c
    return sa.select(serial).select_from(index).where(_holds(wanted, sqlite=sqlite)).correlate(None)


def _in(name: str, reports: Sequence[str]) -> sa.ColumnElement[bool]:
    return sa.and_(statements.c.actor == name, statements.c.report.in_(reports))


def _row(row: Row[Any]) -> FoundStatement:
    return FoundStatement(
        statement=row.id,
        reading=row.reading,
        report=row.report,
        claim=row.claim,
        said_on=date.fromisoformat(row.said_on),
        content=content_of(row),
        source=source_of(row),
        actor=actor_of(row),
        actor_name=row.actor_name,
    )


def _status(as_of: date | None) -> sa.ScalarSelect[Any]:
    """The status at a date of the claim of a statement."""
    last = sa.select(claim_days.c.status).where(claim_days.c.claim == claim_statements.c.claim)
    if as_of is not None:
        last = last.where(claim_days.c.day <= as_of.isoformat())
    return last.order_by(claim_days.c.day.desc()).limit(1).correlate(claim_statements).scalar_subquery()


def second(moment: datetime) -> tuple[int, int]:
    """The first and the last serial of the second that a time falls into."""
    first = int(moment.timestamp()) * _SECOND
    return first, first + _SECOND - 1


def vector(terms: Terms) -> str:
    """Terms as PostgreSQL writes a tsvector: with position, and the field as weight."""
    position, found = 0, []
    for name in FIELDS:
        for term in terms[name]:
            position = min(position + 1, _FARTHEST)
            found.append(f"'{term}':{position}{_WEIGHTS[name]}")
        position += 1
    return " ".join(found)


def _tsquery(wanted: Sequence[Phrase]) -> str:
    """Phrases as a query of PostgreSQL's full-text search."""

    def one(phrase: Phrase) -> str:
        ends = ["*" if phrase.prefix and term is phrase.terms[-1] else "" for term in phrase.terms]
        return " <-> ".join(f"'{t}':{end}{_WEIGHTS[phrase.field]}" for t, end in zip(phrase.terms, ends, strict=True))

    return " & ".join(f"({one(phrase)})" for phrase in wanted)


def _fts5_query(wanted: Sequence[Phrase]) -> str:
    """Phrases as a query of SQLite's full-text search."""
    return " AND ".join(f'{p.field} : "{" ".join(p.terms)}"{"*" if p.prefix else ""}' for p in wanted)
