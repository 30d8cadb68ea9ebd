"""Opening a ledger: what is ours, of this version, and nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from reportedly.errors import StoreError
from reportedly.store import schema
from reportedly.store.database import insert_new, open_database, upsert


def test_a_new_ledger_has_every_table_and_opens_again(tmp_path: Path) -> None:
    path = str(tmp_path / "new.db")
    open_database(path).dispose()
    engine = open_database(path)
    assert set(sa.inspect(engine).get_table_names()) == set(schema.metadata.tables)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


@pytest.mark.parametrize(
    ("statements", "problem"),
    [
        (["CREATE TABLE plants (name TEXT)"], "is a database of something else (it has a table 'plants')"),
        (["CREATE TABLE meta (key TEXT, value TEXT)"], "names no version"),
        (
            ["CREATE TABLE meta (key TEXT, value TEXT)", "INSERT INTO meta VALUES ('version', '999')"],
            "written by a newer version of reportedly (schema 999",
        ),
        (
            ["CREATE TABLE meta (key TEXT, value TEXT)", "INSERT INTO meta VALUES ('version', '0')"],
            "has schema 0, this version needs",
        ),
    ],
)
def test_another_database_is_left_alone(tmp_path: Path, statements: list[str], problem: str) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    with pytest.raises(StoreError) as told:
        open_database(str(path))
    assert problem in str(told.value)
    assert str(path) in str(told.value)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda p: p.write_text("Notes on the harvest, and more of them than fit a header. " * 40), "is not a ledger"),
        (lambda p: p.mkdir(), "is a folder"),
        (lambda _: None, "cannot be opened"),
    ],
)
def test_what_is_no_database_is_named(tmp_path: Path, make: Callable[[Path], object], problem: str) -> None:
    path = tmp_path / "thing"
    make(path)
    address = str(path) if path.exists() else "nonsense://thing"
    with pytest.raises(StoreError, match=problem):
        open_database(address)


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist; make it first"):
        open_database(str(tmp_path / "none" / "ledger.db"))


def test_rows_with_a_known_key_are_passed_over_or_replaced(tmp_path: Path) -> None:
    engine = open_database(str(tmp_path / "rows.db"))
    rows = [{"key": "a", "value": "1"}, {"key": "b", "value": "2"}]
    with engine.begin() as connection:
        assert insert_new(connection, schema.meta, rows) == 2
        assert insert_new(connection, schema.meta, [*rows, {"key": "c", "value": "3"}]) == 1
        assert insert_new(connection, schema.meta, []) == 0
        upsert(connection, schema.meta, [{"key": "a", "value": "9"}])
        found = connection.execute(sa.select(schema.meta).where(schema.meta.c.key.in_(["a", "b", "c"])))
        assert {r.key: r.value for r in found} == {"a": "9", "b": "2", "c": "3"}
    engine.dispose()


def test_the_schema_fits_postgresql() -> None:
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.schema import CreateTable

    for table in schema.metadata.sorted_tables:
        dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
        assert f"CREATE TABLE {table.name}" in str(CreateTable(table).compile(dialect=dialect))
