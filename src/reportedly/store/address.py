"""Where a ledger is: a path is a file of SQLite, `postgresql://...` a database."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from reportedly.errors import StoreError
from reportedly.masking import password, without_password

EXTRA = "reportedly[postgresql]"
DIALECTS = ("sqlite", "postgresql")
_KEYWORDS = re.compile(r"(?:^|\s)(?:host|hostaddr|dbname|user|password|service)\s*=")
"""How an address of PostgreSQL begins that is written in keywords: host=db dbname=news."""


def url_of(address: str, *, make: bool) -> sa.URL:
    """The database at an address; StoreError if there cannot be one, or none is there and none is to be made."""
    if "://" not in address and not _KEYWORDS.search(address):
        return _file(address, make)
    try:
        url = sa.make_url(address)
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        raise StoreError(
            f"{without_password(address)}: is no address; write postgresql://user@host:5432/database"
        ) from None
    if "@" in password(address):
        # The driver would take the rest of the password for the name of a host, and show it.
        raise StoreError(f"{without_password(address)}: write an @ in a name or password as %40")
    dialect, _, driver = url.drivername.partition("+")
    if url.drivername == "sqlite" and url.database and not url.query:
        return _file(url.database, make)
    if dialect not in DIALECTS:
        raise StoreError(
            f"{without_password(address)}: cannot be opened as a ledger: a ledger is a file, or a database at postgresql://..."
        )
    return url if driver or dialect != "postgresql" else url.set(drivername="postgresql+psycopg")


def no_ledger(address: str) -> StoreError:
    """The error for a ledger that does not exist; it says how to make one."""
    name = without_password(address)
    return StoreError(f"{name}: no such ledger; `reportedly --ledger {name} add FILE...` makes it")


def no_driver(address: str, problem: ImportError) -> StoreError:
    """The error for a database driver that is not installed; it says how to install it."""
    return StoreError(
        f"{without_password(address)}: the driver for PostgreSQL is missing ({problem}): pip install '{EXTRA}'"
    )


def _file(address: str, make: bool) -> sa.URL:
    place, name = Path(address), without_password(address)
    if place.is_dir():
        raise StoreError(f"{name}: is a folder; name a file for the ledger")
    if not place.exists() and not make:
        raise no_ledger(address)
    if not place.parent.is_dir():
        raise StoreError(f"{name}: the folder {without_password(str(place.parent))} does not exist; make it first")
    if not place.exists() and not os.access(place.parent, os.W_OK):
        raise StoreError(f"{name}: the folder {place.parent} is write-protected; name a file in another one")
    if os.access(place.parent, os.W_OK) and (not place.exists() or os.access(place, os.W_OK)):
        return sa.URL.create("sqlite", database=address)
    # In a folder where nothing can be put beside it, SQLite reads a file in WAL mode only as one that nobody changes.
    how = {"mode": "ro", "uri": "true", **({} if Path(f"{address}-wal").exists() else {"immutable": "1"})}
    return sa.URL.create("sqlite", database=f"file:{quote(str(place.absolute()))}", query=how)
