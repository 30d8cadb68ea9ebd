"""Creates the schema of a new ledger, and migrates that of an older one.

Every revision is one file in `versions`, numbered from 0001; `schema.VERSION` is the number of the latest.
A ledger's revision stands in Alembic's table, and once more in `meta`, where versions of this program
from before that table look. Alembic itself is loaded only if there is something to bring up to date.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from reportedly.errors import StoreError
from reportedly.store import schema, search

FOLDER = Path(__file__).parent

stamps = sa.Table(
    "alembic_version",
    sa.MetaData(),
    sa.Column("version_num", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""As Alembic makes it."""


def bring_up(engine: sa.Engine, name: str, *, make: bool) -> bool:
    """Make a ledger in an empty database, or migrate an older one; False if there is none and none is to be made."""
    with engine.begin() as connection:
        if _revision(connection, name) == schema.VERSION:
            return True
    with engine.execution_options(writes=True).begin() as connection:
        # Looked up again, as another process may have done the same meanwhile.
        found = _revision(connection, name)
        if found is None and make:
            schema.metadata.create_all(connection)
            search.create_index(connection)
            connection.execute(sa.insert(schema.meta).values(key="version", value=str(schema.VERSION)))
            _stamp(connection, schema.VERSION)
        elif found is not None and found < schema.VERSION:
            if not sa.inspect(connection).has_table(stamps.name):
                _stamp(connection, found)
            upgrade(connection)
    return found is not None or make


def is_current(connection: sa.Connection) -> bool:
    """True if the schema is that of this program; a later one may have migrated the ledger since it was opened."""
    return connection.scalar(sa.select(schema.meta.c.value).where(schema.meta.c.key == "version")) == str(
        schema.VERSION
    )


def upgrade(connection: sa.Connection, revision: str = "head") -> None:
    """Bring the schema that a connection leads to up to a revision, within its transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    command.upgrade(config, revision)
    number = connection.scalar(sa.select(stamps.c.version_num))
    known = sa.update(schema.meta).where(schema.meta.c.key == "version").values(value=str(int(str(number))))
    if connection.execute(known).rowcount == 0:
        connection.execute(sa.insert(schema.meta).values(key="version", value=str(int(str(number)))))


def _stamp(connection: sa.Connection, revision: int) -> None:
    stamps.create(connection, checkfirst=True)
    connection.execute(sa.insert(stamps).values(version_num=f"{revision:04}"))


def _revision(connection: sa.Connection, name: str) -> int | None:
    """The revision of a ledger; None if the database is empty, StoreError if it is no ledger or a newer one."""
    tables = sa.inspect(connection).get_table_names()
    if not tables:
        return None
    if schema.meta.name not in tables:
        raise StoreError(
            f"{name}: is a database of something else (it has a table {sorted(tables)[0]!r}); name another one"
        )
    found = connection.scalar(sa.select(schema.meta.c.value).where(schema.meta.c.key == "version"))
    if found is None or not found.isdigit():
        raise StoreError(f"{name}: is a database of something else (its table meta names no version)")
    if stamps.name in tables:
        found = connection.scalar(sa.select(stamps.c.version_num)) or found
    if not found.isdigit() or int(found) > schema.VERSION:
        raise StoreError(
            f"{name}: was written by a newer version of reportedly (schema {found.lstrip('0')}, this one knows "
            f"{schema.VERSION}): upgrade reportedly"
        )
    if int(found) < 1:
        raise StoreError(
            f"{name}: has schema {found}, which no version of reportedly wrote: add its reports to a new one"
        )
    return int(found)
