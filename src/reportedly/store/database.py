"""Opening the database of a ledger, and inserting rows."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError as DatabaseError
from sqlalchemy.exc import NoSuchModuleError

from reportedly.errors import StoreError
from reportedly.masking import without_password
from reportedly.store import address as addresses
from reportedly.store import migrations, transactions
from reportedly.store.schema import meta

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy.dialects import postgresql, sqlite

Connection = sa.Connection
"""A transaction on a ledger. Other layers pass it on; only the store runs statements in it."""
Engine = sa.Engine
"""An open ledger."""
T = TypeVar("T")
OUTDATED = "outdated"
"""The counter that a migration raises when it deletes everything derived, so that all reports are linked again."""
MOST_VALUES = 400
"""Values in one `IN (...)`; databases limit them."""


def open_database(address: str, *, make: bool = True, lasting: bool = True) -> sa.Engine:
    """The ledger at a path or address, its schema brought up to date; created if there is none and `make` is True.

    StoreError if it is something else, of a later version, or cannot be reached. A file that is not `lasting` need not
    survive a failure of the power: it is written faster.
    """
    url, name = addresses.url_of(address, make=make), without_password(address)
    try:
        # A server may close connections that are idle for long, such as those of a desk overnight.
        engine = sa.create_engine(url, pool_pre_ping=url.get_backend_name() == "postgresql")
    except ImportError as problem:
        raise addresses.no_driver(address, problem) from None
    except NoSuchModuleError as problem:
        raise StoreError(f"{name}: cannot be opened as a ledger ({problem})") from None
    engine.update_execution_options(ledger=name)
    transactions.prepare(engine, name, lasting=lasting)
    try:
        if not migrations.bring_up(engine, name, make=make):
            raise addresses.no_ledger(address)
    except (DatabaseError, OSError) as problem:
        engine.dispose()
        raise StoreError(f"{name}: is not a ledger, or cannot be opened: {reason(problem)}") from None
    except StoreError:
        engine.dispose()
        raise
    return engine


def reason(problem: Exception) -> str:
    """What is wrong, on one line: what the database said, if the problem came from there."""
    said = getattr(problem, "orig", None) or problem.__cause__ or problem
    return " ".join(str(said).split())


@contextmanager
def snapshot(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that reads: it sees one state of the ledger throughout."""
    with transactions.damage_as_store_error(engine), engine.begin() as connection:
        yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that writes; writers come one after another."""
    with transactions.damage_as_store_error(engine), engine.execution_options(writes=True).begin() as connection:
        yield connection


def is_free(engine: sa.Engine) -> bool:
    """True if a ledger can be written at once: nobody else is writing, and it is not write-protected."""
    with writing_at_once(engine) as connection:
        return connection is not None


@contextmanager
def writing_at_once(engine: sa.Engine) -> Iterator[sa.Connection | None]:
    """A transaction that writes without waiting; None if another writer is at work, or nothing can be written."""
    with ExitStack() as stack:
        try:
            connection = stack.enter_context(engine.execution_options(writes=True, at_once=True).begin())
        except StoreError:
            yield None
            return
        yield connection


@contextmanager
def relinking_lock(engine: sa.Engine) -> Iterator[bool]:
    """Hold the lock of the one process that links a ledger again; False if another one has it.

    The system lets go of it when its process ends, however that is. On SQLite it is a file beside the ledger, which
    goes with it.
    """
    with _process_lock(engine, transactions.BESIDE, transactions.RELINKERS) as ours:
        yield ours


@contextmanager
def delivery_lock(engine: sa.Engine) -> Iterator[bool]:
    """Hold the lock of the one process that delivers what alerts found; False if another one has it."""
    with _process_lock(engine, transactions.BESIDE_DELIVERING, transactions.DELIVERERS) as ours:
        yield ours


@contextmanager
def _process_lock(engine: sa.Engine, beside: str, holders: int) -> Iterator[bool]:
    if engine.dialect.name == "sqlite":
        with transactions.file_lock(Path(f"{engine.url.database}{beside}")) as ours:
            yield ours
    else:
        with transactions.advisory_lock(engine, holders) as ours:
            yield ours


def is_relinking(engine: sa.Engine) -> bool:
    """True if another process is linking a ledger again."""
    with relinking_lock(engine) as ours:
        return not ours


def counter(connection: sa.Connection, key: str) -> int:
    """The value of a counter."""
    return int(connection.scalar(sa.select(meta.c.value).where(meta.c.key == key)) or 0)


def increment(connection: sa.Connection, key: str) -> int:
    """Raise a counter by one; returns its new value."""
    number = counter(connection, key) + 1
    upsert(connection, meta, [{"key": key, "value": str(number)}])
    return number


def reset_counter(connection: sa.Connection, key: str) -> None:
    """Set a counter to 0."""
    connection.execute(sa.delete(meta).where(meta.c.key == key))


def parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Values in parts of the size that one `IN (...)` takes."""
    for start in range(0, len(values), MOST_VALUES):
        yield values[start : start + MOST_VALUES]


def insert_new(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert the rows whose keys are not in a table yet; returns how many they are."""
    if not rows:
        return 0
    return connection.execute(_inserting(table, connection.dialect.name), [dict(row) for row in rows]).rowcount


def upsert(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows into a derived table, replacing those with the same keys."""
    if rows:
        connection.execute(_upserting(table, connection.dialect.name), [dict(row) for row in rows])


# Cached: building a statement takes longer than running it.


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
    # Loaded here, as a reader inserts nothing, and a ledger needs one of them only.
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert
    from sqlalchemy.dialects import sqlite

    return sqlite.insert
