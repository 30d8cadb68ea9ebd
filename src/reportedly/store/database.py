"""Opening a ledger, only one that is ours and of this version or an earlier one; putting rows into it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DatabaseError as DatabaseError
from sqlalchemy.exc import NoSuchModuleError

from reportedly.errors import StoreError
from reportedly.store import address as addresses
from reportedly.store import migrations, transactions
from reportedly.store.schema import meta

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Connection = sa.Connection
"""A transaction on a ledger, as the other layers pass it on; only the store runs statements on it."""
Engine = sa.Engine
"""An open ledger."""
T = TypeVar("T")
OUTDATED = "outdated"
"""What a migration counts up (`count_up`) that lets everything wait to be linked anew."""
MOST_VALUES = 400
"""Values in one IN (...)."""


def open_database(address: str, *, make: bool = True) -> sa.Engine:
    """The ledger at a path or address, brought up to date; where there is none it is made, if `make` says so.

    StoreError where it is something else, of a later version, or cannot be reached.
    """
    url, name = addresses.url_of(address, make=make), addresses.shown(address)
    try:
        # A server may have closed a connection that was long unused, as a desk's is overnight.
        engine = sa.create_engine(url, pool_pre_ping=url.get_backend_name() == "postgresql")
    except ImportError as problem:
        raise addresses.no_driver(address, problem) from None
    except NoSuchModuleError as problem:
        raise StoreError(f"{name}: cannot be opened as a ledger ({problem})") from None
    transactions.prepare(engine, name)
    try:
        if not migrations.bring_up(engine, name, make=make):
            raise addresses.none_there(address)
    except (DatabaseError, OSError) as problem:
        engine.dispose()
        raise StoreError(f"{name}: is not a ledger, or cannot be opened: {reason(problem)}") from None
    except StoreError:
        engine.dispose()
        raise
    return engine


def reason(problem: Exception) -> str:
    """What a database says of a problem, on one line."""
    return " ".join(str(getattr(problem, "orig", problem)).split())


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenReference:
    """A row that refers to a row that is not there."""

    table: str
    row: int | None
    """Its number in the file; None for a table without such numbers."""
    parent: str
    """The table of the row that is missing."""


def broken_references(connection: sa.Connection, limit: int) -> list[BrokenReference]:
    """Broken references of a SQLite ledger; PostgreSQL lets nobody make any."""
    if connection.dialect.name != "sqlite":
        return []
    found = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(limit)
    return [BrokenReference(table=table, row=row, parent=parent) for table, row, parent, _ in found]


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction of a writer."""
    with engine.execution_options(writes=True).begin() as connection:
        yield connection


def counted(connection: sa.Connection, key: str) -> int:
    """How often `count_up` was called for a key."""
    return int(connection.scalar(sa.select(meta.c.value).where(meta.c.key == key)) or 0)


def count_up(connection: sa.Connection, key: str) -> int:
    """One more than `counted`, from now on."""
    number = counted(connection, key) + 1
    upsert(connection, meta, [{"key": key, "value": str(number)}])
    return number


def reset(connection: sa.Connection, key: str) -> None:
    """Count a key from 0 again."""
    connection.execute(sa.delete(meta).where(meta.c.key == key))


def parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Values in stretches that one IN (...) takes."""
    for start in range(0, len(values), MOST_VALUES):
        yield values[start : start + MOST_VALUES]


def insert_new(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Put rows into a table, but those whose key is there already; how many were new."""
    if not rows:
        return 0
    return connection.execute(_inserting(table, connection.dialect.name), [dict(row) for row in rows]).rowcount


def upsert(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put rows into a derived table, in the place of those with the same keys."""
    if rows:
        connection.execute(_upserting(table, connection.dialect.name), [dict(row) for row in rows])


# Made once: to build a statement takes longer than to run it.


@cache
def _inserting(table: sa.Table, dialect: str) -> sa.Executable:
    return _insert(dialect)(table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)


@cache
def _upserting(table: sa.Table, dialect: str) -> sa.Executable:
    statement = _insert(dialect)(table)
    keys = [c.name for c in table.primary_key]
    changed = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


def _insert(dialect: str) -> Callable[[sa.Table], postgresql.Insert | sqlite.Insert]:
    return postgresql.insert if dialect == "postgresql" else sqlite.insert
