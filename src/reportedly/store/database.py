"""Opening a ledger: SQLite by path, any SQLAlchemy address otherwise; only one that is ours, of this version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

from reportedly.errors import StoreError
from reportedly.store import schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BUSY = 30
"""Seconds that a writer waits for another one."""
MOST_VALUES = 400
"""Values in one IN (...)."""


def open_database(address: str) -> sa.Engine:
    """The ledger at a path or address, made where there is none; StoreError where it is something else."""
    place = Path(address)
    if "://" not in address:
        if place.is_dir():
            raise StoreError(f"{address}: is a folder; name a file for the ledger")
        if not place.parent.is_dir():
            raise StoreError(f"{address}: the folder {place.parent} does not exist; make it first")
    try:
        engine = sa.create_engine(address if "://" in address else sa.URL.create("sqlite", database=address))
    except (ArgumentError, NoSuchModuleError, ImportError) as problem:
        raise StoreError(f"{address}: cannot be opened as a ledger ({problem})") from None
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    try:
        _check_or_create(engine, address)
    except (DatabaseError, OSError) as problem:
        engine.dispose()
        reason = str(getattr(problem, "orig", problem))
        raise StoreError(f"{address}: is not a ledger, or cannot be opened: {reason}") from None
    except StoreError:
        engine.dispose()
        raise
    return engine


def insert_new(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Put rows into a table, but those whose key is there already; how many were new (as far as the driver tells)."""
    if not rows:
        return 0
    dialect_insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return connection.execute(dialect_insert(table).on_conflict_do_nothing(), [dict(row) for row in rows]).rowcount


def upsert(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put rows into a derived table, in the place of those with the same keys."""
    if not rows:
        return
    dialect_insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    keys = [c.name for c in table.primary_key]
    statement = dialect_insert(table)
    changed = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), [dict(row) for row in rows])


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY * 1000}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    # The driver's own BEGIN comes too late to make reads and writes of one transaction see one state.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _check_or_create(engine: sa.Engine, address: str) -> None:
    tables = sa.inspect(engine).get_table_names()
    if tables and "meta" not in tables:
        raise StoreError(
            f"{address}: is a database of something else (it has a table {tables[0]!r}); name another file"
        )
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if not tables:
            schema.metadata.create_all(connection)
            insert_new(connection, schema.meta, [{"key": "version", "value": str(schema.VERSION)}])
        found = connection.scalar(sa.select(schema.meta.c.value).where(schema.meta.c.key == "version"))
    if found is None or not found.isdigit():
        raise StoreError(f"{address}: is a database of something else (its table meta names no version)")
    if int(found) > schema.VERSION:
        raise StoreError(
            f"{address}: was written by a newer version of reportedly (schema {found}, this one knows "
            f"{schema.VERSION}): upgrade reportedly"
        )
    if int(found) < schema.VERSION:
        raise StoreError(f"{address}: has schema {found}, this version needs {schema.VERSION}: add its reports anew")
