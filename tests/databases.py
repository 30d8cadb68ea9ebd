"""Empty databases for ledgers: SQLite files, and schemas of one PostgreSQL that is started once."""

from __future__ import annotations

import itertools
import os
import tempfile
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REQUIRED = "REPORTEDLY_TEST_POSTGRESQL"
"""If it is "required", tests fail when PostgreSQL cannot start; otherwise they are skipped."""

_number = itertools.count(1)


class NotStarted(Exception):
    """PostgreSQL cannot be started; the message says why."""


class NewAddress(Protocol):
    """Gives the address of an empty database; the same name gives the same address."""

    def __call__(self, name: str = "ledger") -> str:
        """The address of the database of that name."""


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL that runs during this context; NotStarted if it cannot run."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import psycopg
            from pgserver.postgres_server import get_server
    except ImportError as problem:
        raise NotStarted(f"no PostgreSQL to test on: {problem}") from None
    del psycopg
    try:
        server = get_server(tempfile.mkdtemp(prefix="reportedly-pg"), cleanup_mode="delete")
    except Exception as problem:
        raise NotStarted(f"PostgreSQL does not start here: {problem!r}") from problem
    address = str(server.get_uri()).replace("postgres:@/", "postgres@/")
    try:
        # Durability does not matter in tests, and not waiting for the disk is much faster.
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            _run(address, f"ALTER SYSTEM SET {setting}")
        _run(address, "SELECT pg_reload_conf()")
        yield address
    finally:
        server.cleanup()


def in_schema(address: str) -> str:
    """The address of a new empty schema in the database at an address."""
    name = f"ledger_{os.getpid()}_{next(_number)}"
    _run(address, f"CREATE SCHEMA {name}")
    return f"{address}&options=-csearch_path%3D{name}"


def new_addresses(dialect: str, folder: Path, server: str | None) -> NewAddress:
    """Addresses of databases of a dialect, each made on first use."""
    known: dict[str, str] = {}

    def new_address(name: str = "ledger") -> str:
        if dialect == "sqlite":
            return str(folder / f"{name}.db")
        assert server
        return known.get(name) or known.setdefault(name, in_schema(server))

    return new_address


def rows(address: str, query: str) -> list[tuple[object, ...]]:
    """The rows that a query finds in a ledger, in a fixed order."""
    engine = sa.create_engine(url(address))
    try:
        with engine.connect() as connection:
            return sorted((tuple(row) for row in connection.exec_driver_sql(query)), key=str)
    finally:
        engine.dispose()


def change(address: str, *statements: str) -> int:
    """Change a database directly; returns how many rows the last statement changed."""
    return _run(address, *statements)


def url(address: str) -> sa.URL:
    """The address in the form of SQLAlchemy."""
    return sa.make_url(address) if "://" in address else sa.URL.create("sqlite", database=address)


def _run(address: str, *statements: str) -> int:
    engine = sa.create_engine(url(address), isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            return [connection.exec_driver_sql(statement).rowcount for statement in statements][-1]
    finally:
        engine.dispose()
