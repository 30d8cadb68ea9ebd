"""Backups of a SQLite ledger: a copy of one state of it, made while others read and write, and checked."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from reportedly.errors import StoreError, WriteError
from reportedly.masking import without_password
from reportedly.store import address as addresses
from reportedly.store.schema import VERSION
from reportedly.store.transactions import store_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGES = 4096
"""Pages that are copied in one step; between two steps progress is shown, and Ctrl-C stops."""
BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite puts beside a file; with one of another ledger a restored one would be damaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A copy of a ledger in a file of its own."""

    path: str
    schema: int
    """The version of its schema, which may be older than that of this program."""
    reports: int
    bytes: int
    sha256: str


def back_up(address: str, file: Path, progress: Callable[[int, int], None] | None = None) -> Backup:
    """Copy the ledger at an address to a new file; StoreError if the file exists or the copy is damaged.

    The ledger is not changed and not migrated. The copy is of one moment, and others write meanwhile.
    """
    url = _sqlite(address, make=False)
    name = without_password(address)
    engine = sa.create_engine(url)
    try:
        with closing(engine.raw_connection()) as raw:
            source = raw.driver_connection
            assert isinstance(source, sqlite3.Connection)
            return _copied(source, name, file, progress)
    finally:
        engine.dispose()


def restore(file: Path, address: str, progress: Callable[[int, int], None] | None = None) -> Backup:
    """Copy a backup to where no ledger is yet; StoreError if one is, or if the backup is damaged or none.

    The backup stays as it is.
    """
    url = _sqlite(address, make=True)
    if url.query:  # a file that is there, and that can only be read
        raise StoreError(f"{without_password(address)}: exists; nothing is written over it")
    place = Path(str(url.database))
    for beside in BESIDE:
        if (left := place.with_name(f"{place.name}{beside}")).exists():
            raise StoreError(f"{left}: is left of another ledger; move it away first")
    if not file.is_file():
        raise StoreError(f"{file}: no such backup")
    # Nobody changes a backup: so it is read without anything beside it, also where nothing can be written.
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as source:
        return _copied(source, str(file), place, progress)


def _copied(source: sqlite3.Connection, name: str, file: Path, progress: Callable[[int, int], None] | None) -> Backup:
    with _as_store_error(name):
        source.isolation_level = None
        source.execute("BEGIN")
        schema = _schema(source, name)  # from this read on the transaction sees one state
    with _new_file(file) as part:
        with closing(sqlite3.connect(part, isolation_level=None)) as target:
            with _as_store_error(name):
                source.backup(
                    target, pages=PAGES, progress=lambda _, left, total: progress and progress(total - left, total)
                )
            with _as_store_error(str(file)):
                target.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
                _check(target, name)
                reports = target.execute("SELECT count(*) FROM reports").fetchone()[0]
        with part.open("rb") as copy:
            sha256 = hashlib.file_digest(copy, "sha256").hexdigest()
            os.fsync(copy.fileno())
        size = part.stat().st_size
    return Backup(path=str(file), schema=schema, reports=reports, bytes=size, sha256=sha256)


def _sqlite(address: str, *, make: bool) -> sa.URL:
    url, name = addresses.url_of(address, make=make), without_password(address)
    if url.get_backend_name() != "sqlite":
        raise StoreError(
            f"{name}: PostgreSQL makes and restores backups of its databases itself: pg_dump --format=custom "
            "--file=FILE, and pg_restore into an empty database (docs/deployment.md)"
        )
    return url


def _schema(connection: sqlite3.Connection, name: str) -> int:
    try:
        found = connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
    except sqlite3.OperationalError as problem:
        if "no such table" not in str(problem):
            raise
        found = None
    if found is None or not str(found[0]).isdigit():
        raise StoreError(f"{name}: is not a ledger")
    if int(found[0]) > VERSION:
        raise StoreError(
            f"{name}: was written by a newer version of reportedly (schema {found[0]}, this one knows {VERSION}): "
            "use that version"
        )
    return int(found[0])


def _check(connection: sqlite3.Connection, name: str) -> None:
    """Check that a copy can be read to its end, and that no row refers to one that is missing."""
    problems = [row[0] for row in connection.execute("PRAGMA integrity_check(1)") if row[0] != "ok"]
    problems += [f"rows of {row[0]} without their {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")]
    if problems:
        raise StoreError(
            f"{name}: is damaged ({problems[0]}); what can still be read: `reportedly export --salvage FILE`"
        )


@contextmanager
def _new_file(file: Path) -> Iterator[Path]:
    """The path of an empty file that only its owner can read, and that gets its name when it is complete."""
    part = file.with_name(f"{file.name}.part")
    made = False
    try:
        if file.exists():
            raise StoreError(f"{file}: exists; nothing is written over it")
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        made = True
        yield part
        if file.exists():
            raise StoreError(f"{file}: exists; nothing is written over it")
        part.rename(file)
        made = False
    except FileExistsError:
        raise StoreError(f"{part}: exists, of a backup that goes on or was killed; delete it in that case") from None
    except OSError as problem:
        raise WriteError(f"{file}: cannot be written ({problem.strerror or problem})") from None
    finally:
        if made:
            for left in (part, *(part.with_name(f"{part.name}{beside}") for beside in BESIDE)):
                with suppress(OSError):
                    left.unlink()


@contextmanager
def _as_store_error(name: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as problem:
        raise store_error(problem, name) from problem
