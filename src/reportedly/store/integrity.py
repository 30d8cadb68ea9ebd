"""Integrity checks of the database itself: pages, indexes, and rows that refer to rows that are not there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.errors import StoreError, WriteError
from reportedly.store import search
from reportedly.store.database import writing
from reportedly.store.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenReference:
    """A row that refers to a row that is not there."""

    table: str
    row: str | None
    """Its number in a SQLite file, else its value that leads nowhere; None if it has no number."""
    parent: str
    """The table of the row that is missing."""


def file_problems(connection: sa.Connection, limit: int) -> Iterator[str]:
    """What the database finds wrong with its own pages and indexes."""
    if connection.dialect.name == "sqlite":
        for (found,) in connection.exec_driver_sql(f"PRAGMA integrity_check({limit})"):
            if found != "ok":
                yield f"database: {' '.join(str(found).split())}"
        return
    if connection.exec_driver_sql("SELECT 1 FROM pg_extension WHERE extname = 'amcheck'").first() is not None:
        yield from _broken_indexes(connection)
    for table in metadata.sorted_tables:
        # Reads every row, also what lies outside its page: a damaged one is an error of the server.
        yield from _broken(connection, f'SELECT sum(hashtext(t::text)) FROM "{table.name}" t', f"table {table.name}")


def index_file_problems(engine: sa.Engine) -> Iterator[str]:
    """What SQLite finds wrong with the structure of the search index; it checks that only as a writer."""
    if engine.dialect.name != "sqlite":
        return
    try:
        with writing(engine) as connection:
            connection.exec_driver_sql(f"INSERT INTO {search.TABLE}({search.TABLE}) VALUES ('integrity-check')")
    except WriteError:
        return
    except StoreError as problem:
        yield f"search index: is damaged ({problem.__cause__}): `reportedly link --rebuild` makes it again"


def broken_references(connection: sa.Connection, limit: int) -> list[BrokenReference]:
    """Rows that refer to rows that are not there: on PostgreSQL only an administrator makes them."""
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(limit)
        return [
            BrokenReference(table=table, row=None if row is None else str(row), parent=parent)
            for table, row, parent, _ in found
        ]
    broken: list[BrokenReference] = []
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            parent = key.column
            there = sa.exists().where(parent == key.parent) if parent.table is not table else sa.true()
            query = sa.select(key.parent).where(key.parent.is_not(None), ~there).limit(limit - len(broken))
            broken += [
                BrokenReference(table=table.name, row=str(value), parent=parent.table.name)
                for value in connection.scalars(query)
            ]
    return broken


def _broken_indexes(connection: sa.Connection) -> Iterator[str]:
    names = connection.exec_driver_sql(
        "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam "
        "WHERE a.amname = 'btree' AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname"
    )
    for (name,) in names.all():
        yield from _broken(connection, f"SELECT bt_index_check('\"{name}\"'::regclass)", f"index {name}")


def _broken(connection: sa.Connection, query: str, what: str) -> Iterator[str]:
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(query).all()
    except StoreError as problem:
        yield f"{what}: is damaged ({problem.__cause__})"
