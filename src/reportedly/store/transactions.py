"""Transactions, the same on both dialects: a reader sees one state throughout, and writers come one after another.

A connection with the execution option `writes` is that of a writer. Readers never wait.
"""

from __future__ import annotations

import sqlite3
import traceback
from contextlib import ExitStack, closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.engine import ExceptionContext

from reportedly.errors import NotFound, StoreError, WriteError

BUSY = 120
"""Seconds that a writer waits for another one before it gives up."""
CACHE = 32
"""Megabytes of a SQLite file that a connection keeps in memory."""
WRITERS = 0x7265706F
"""The key of the advisory lock (PostgreSQL) that a writer holds; any number that other programs do not use."""
RELINKERS = 0x72656C6B
"""The first key of the advisory lock of the process that links a ledger again; the second is that of its schema."""
DELIVERERS = 0x7264656C
"""The same of the process that delivers what alerts found."""
BESIDE = "-relinking"
"""What the name of the file of that lock adds to that of a SQLite file."""
BESIDE_DELIVERING = "-delivering"
"""The same of the lock of the process that delivers."""
_DAMAGED = ("malformed", "no such table", "no such column", "constructor failed", "constraint failed")
"""What SQLite says of a damaged file."""
_DECODES = ("reportedly.store.", "reportedly.model", "reportedly.ledger.queries.", "reportedly.ledger.linker.sides")
"""Where rows become values."""
SHOWN = 300
"""Characters of what is wrong with a value."""
_UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What a value that no row can have raises where rows become values."""
DAMAGE = (*_UNREADABLE, StoreError, NotFound)
"""What a damaged row or page raises when it is read."""
_UNWRITABLE = {
    ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03"): f"another program has been writing to it for {BUSY} seconds; try again "
    "when it is done",
    ("SQLITE_READONLY", "25006"): "cannot be written: the file or its folder is write-protected",
    ("SQLITE_FULL", "53100"): "cannot be written: the disk is full; make room and give the same command again. What "
    "was kept before stays",
}
"""What the beginnings of codes of SQLite and PostgreSQL mean, for a ledger that is whole."""
_DAMAGED_STATES = frozenset({"XX000", "XX001", "XX002", "42P01", "42703", "23502", "23503", "23505"})
"""What PostgreSQL says of damaged pages and indexes, and of tables, columns and rows that are missing."""


def prepare(engine: sa.Engine, name: str, *, lasting: bool = True) -> None:
    """Give an engine these transactions, and turn its errors into a StoreError with the ledger's name."""
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
        if not lasting:
            sa.event.listen(engine, "connect", _write_lazily)
        sa.event.listen(engine, "begin", _begin_sqlite)
    else:
        sa.event.listen(engine, "begin", _begin_postgresql)

    def translate(context: ExceptionContext) -> None:
        if isinstance(context.sqlalchemy_exception, sa.exc.DBAPIError):
            raise store_error(context.original_exception, name) from context.original_exception

    sa.event.listen(engine, "handle_error", translate)


@contextmanager
def damage_as_store_error(engine: sa.Engine) -> Iterator[None]:
    """Turn the error of a value that no row can have into a StoreError; errors of other code stay as they are."""
    try:
        yield
    except _UNREADABLE as problem:
        frames = [frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(problem.__traceback__)]
        ours = [name for name in frames if name.startswith("reportedly.") and name != __name__]
        if not ours or not ours[-1].startswith(_DECODES):
            raise
        words = " ".join(str(problem).split())
        name = str(engine.get_execution_options().get("ledger"))
        raise damaged(name, f"a row has an impossible value: {words[:SHOWN]}") from problem


@contextmanager
def file_lock(path: Path) -> Iterator[bool]:
    """Hold a lock by this file, which lasts as long; False if another process has it."""
    with ExitStack() as stack:
        try:
            lock = stack.enter_context(closing(sqlite3.connect(path, timeout=0, isolation_level=None)))
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as problem:
            if problem.sqlite_errorname != "SQLITE_BUSY":
                raise WriteError(f"{path}: cannot be written: {problem}") from problem
            yield False
            return
        try:
            yield True
        finally:
            with suppress(OSError):  # Windows deletes no file that is open; the next one does
                path.unlink()


@contextmanager
def advisory_lock(engine: sa.Engine, holders: int = RELINKERS) -> Iterator[bool]:
    """Hold a lock of the server, for the schema of this ledger; False if another process has it."""
    key = f"({holders}, hashtext(current_schema()))"
    with engine.connect() as connection:
        ours = bool(connection.exec_driver_sql(f"SELECT pg_try_advisory_lock{key}").scalar())
        connection.commit()  # it is held by the session; an open transaction would keep old rows from being removed
        try:
            yield ours
        finally:
            if ours:
                connection.exec_driver_sql(f"SELECT pg_advisory_unlock{key}")
                connection.commit()


def damaged(name: str, why: str) -> StoreError:
    """The error for a ledger that is damaged; it says what can be done."""
    return StoreError(
        f"{name}: is damaged ({why}); `reportedly verify` says where. `reportedly link --rebuild` makes again what is "
        "derived; for the rest use a copy that you kept, or write what can still be read: "
        "`reportedly export --salvage FILE`"
    )


def store_error(problem: BaseException, name: str) -> StoreError:
    """What an error of the database driver means for the ledger of that name."""
    words = " ".join(str(problem).split())
    code = str(getattr(problem, "sqlite_errorname", None) or getattr(problem, "sqlstate", None))
    for codes, why in _UNWRITABLE.items():
        if code.startswith(codes):
            return WriteError(f"{name}: {why}")
    if code.startswith("SQLITE_IOERR"):
        return WriteError(f"{name}: the disk cannot be read or written ({words}): it is full, or fails")
    if code == "SQLITE_NOTADB":
        return StoreError(f"{name}: is not a ledger ({words}); if it was one, use a copy that you kept")
    if code in _DAMAGED_STATES or any(sign in words for sign in _DAMAGED):
        return damaged(name, words)
    return StoreError(f"{name}: cannot be used: {words}")


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY * 1000}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")
    # In WAL mode NORMAL would lose the last commits when the power fails; FULL writes each to the disk.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute(f"PRAGMA cache_size = -{CACHE * 1024}")
    cursor.close()


def _write_lazily(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous = OFF")
    # It may hold a part of another ledger.
    connection.execute("PRAGMA foreign_keys = OFF")


def _begin_sqlite(connection: sa.Connection) -> None:
    # The driver begins a transaction only at the first write: reads before it would see another state.
    if connection.get_execution_options().get("at_once"):
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY * 1000}")
        return
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _begin_postgresql(connection: sa.Connection) -> None:
    if not _writes(connection):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return
    # Not REPEATABLE READ: its snapshot would be from before the wait for the lock.
    patience = "1ms" if connection.get_execution_options().get("at_once") else f"{BUSY}s"
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{patience}'")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")


def _writes(connection: sa.Connection) -> bool:
    return bool(connection.get_execution_options().get("writes", False))
