"""Opening a ledger: what is ours, of this version, and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from reportedly.errors import StoreError, WriteError
from reportedly.store import failures, integrity, reports, schema, search, transactions
from reportedly.store.address import url_of
from reportedly.store.database import insert_new, open_database, upsert, writing
from tests import databases
from tests.databases import NewAddress


def test_a_new_ledger_has_every_table_and_opens_again(new_address: NewAddress) -> None:
    open_database(new_address()).dispose()
    engine = open_database(new_address(), make=False)
    tables = set(sa.inspect(engine).get_table_names())
    assert {t for t in tables if not search.is_part(t)} == {*schema.metadata.tables, "alembic_version"}
    assert search.TABLE in tables
    engine.dispose()


def test_a_file_is_in_wal_mode(tmp_path: Path) -> None:
    engine = open_database(str(tmp_path / "new.db"))
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def test_a_ledger_is_not_made_by_asking(new_address: NewAddress, dialect: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such ledger; `reportedly --ledger"):
        open_database(new_address(), make=False)
    if dialect == "sqlite":
        assert list(tmp_path.iterdir()) == []
    else:
        tables = "SELECT * FROM information_schema.tables WHERE table_schema = current_schema()"
        assert databases.rows(new_address(), tables) == []


META = "CREATE TABLE meta (key VARCHAR, value VARCHAR)"


@pytest.mark.parametrize(
    ("statements", "problem"),
    [
        (["CREATE TABLE plants (name TEXT)"], "is a database of something else (it has a table 'plants')"),
        ([META], "names no version"),
        ([META, "INSERT INTO meta VALUES ('version', '999')"], "written by a newer version of reportedly (schema 999"),
        ([META, "INSERT INTO meta VALUES ('version', '0')"], "has schema 0, which no version"),
    ],
)
def test_another_database_is_left_alone(new_address: NewAddress, statements: list[str], problem: str) -> None:
    databases.change(new_address(), *statements)
    with pytest.raises(StoreError) as told:
        open_database(new_address())
    assert problem in str(told.value)


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


def test_rows_with_a_known_key_are_passed_over_or_replaced(new_address: NewAddress) -> None:
    engine = open_database(new_address())
    rows = [{"key": "a", "value": "1"}, {"key": "b", "value": "2"}]
    with engine.execution_options(writes=True).begin() as connection:
        assert insert_new(connection, schema.meta, rows) == 2
        assert insert_new(connection, schema.meta, [*rows, {"key": "c", "value": "3"}]) == 1
        assert insert_new(connection, schema.meta, []) == 0
        upsert(connection, schema.meta, [{"key": "a", "value": "9"}])
        found = connection.execute(sa.select(schema.meta).where(schema.meta.c.key.in_(["a", "b", "c"])))
        assert {r.key: r.value for r in found} == {"a": "9", "b": "2", "c": "3"}
    engine.dispose()


def test_a_reader_sees_one_state_and_waits_for_no_writer(new_address: NewAddress) -> None:
    writer, reader = open_database(new_address()), open_database(new_address())
    count = sa.select(sa.func.count()).select_from(schema.meta)
    with reader.begin() as reading:
        assert reading.scalar(count) == 1
        with writer.execution_options(writes=True).begin() as writing:
            insert_new(writing, schema.meta, [{"key": "a", "value": "1"}])
            open_database(new_address()).dispose()
            assert reading.scalar(count) == 1
        assert reading.scalar(count) == 1
    with reader.begin() as reading:
        assert reading.scalar(count) == 2
    writer.dispose()
    reader.dispose()


def test_a_writer_that_waits_too_long_is_told_why(new_address: NewAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transactions, "BUSY", 1)
    one, other = open_database(new_address()), open_database(new_address())
    with (
        one.execution_options(writes=True).begin(),
        pytest.raises(StoreError, match="another program has been writing to it"),
        other.execution_options(writes=True).begin(),
    ):
        pass
    one.dispose()
    other.dispose()


def test_a_full_disk_is_told_and_no_damage(tmp_path: Path) -> None:
    engine = open_database(str(tmp_path / "ledger.db"))

    def fill(connection: sa.Connection) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    sa.event.listen(engine, "begin", fill)
    with (
        pytest.raises(WriteError, match="the disk is full; make room and give the same"),
        writing(engine) as connection,
    ):
        failures.insert_refusal(connection, "a.txt", "no text " * 100_000, datetime.now(UTC))
    assert list(integrity.index_file_problems(engine)) == []
    sa.event.remove(engine, "begin", fill)
    engine.dispose()
    with open_database(str(tmp_path / "ledger.db")).begin() as connection:
        assert list(failures.stored_refusals(connection)) == []
        assert list(integrity.file_problems(connection, 9)) == []


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        ("SQLITE_FULL", WriteError, "the disk is full"),
        ("SQLITE_IOERR_WRITE", WriteError, "it is full, or fails"),
        ("SQLITE_READONLY_DIRECTORY", WriteError, "write-protected"),
        ("SQLITE_NOTADB", StoreError, "is not a ledger"),
        ("53100", WriteError, "the disk is full"),
        ("25006", WriteError, "write-protected"),
        ("XX001", StoreError, "is damaged"),
    ],
)
def test_codes_of_databases_say_what_is_wrong(code: str, kind: type[StoreError], words: str) -> None:
    problem = OSError("it says so")
    setattr(problem, "sqlite_errorname" if code.startswith("SQLITE") else "sqlstate", code)
    found = transactions.store_error(problem, "there.db")
    assert type(found) is kind
    assert str(found).startswith("there.db: ")
    assert words in str(found)


def test_a_missing_driver_is_named_with_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'reportedly\[postgresql\]'"):
        open_database("postgresql://ana:secret@127.0.0.1:1/none")


@pytest.mark.parametrize("address", ["postgresql://ana:secret@127.0.0.1:1/none", "mysql://ana:secret@there/none"])
def test_no_error_tells_a_password(address: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError) as told:
        open_database(address)
    assert "secret" not in str(told.value)
    assert "ana:***@" in str(told.value)


def test_a_bare_address_uses_psycopg_3() -> None:
    assert url_of("postgresql://there/x", make=True).drivername == "postgresql+psycopg"
    assert url_of("postgresql+other://there/x", make=True).drivername == "postgresql+other"


def test_a_write_protected_ledger_is_read_and_nothing_is_put_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "50% of it?.db"
    open_database(str(place)).dispose()
    monkeypatch.setattr("os.access", lambda _path, _mode: False)
    engine = open_database(str(place), make=False)
    with engine.begin() as connection:
        assert reports.count(connection) == 0
        assert [p.name for p in tmp_path.iterdir()] == [place.name]
    with pytest.raises(StoreError, match="write-protected"), writing(engine) as connection:
        failures.insert_refusal(connection, "a", "b", datetime.now(UTC))
    engine.dispose()
    with pytest.raises(StoreError, match="write-protected; name a file in another one"):
        open_database(str(tmp_path / "new.db"))


def test_an_address_of_no_file_makes_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such ledger"):
        open_database(f"sqlite:///{tmp_path}/none.db", make=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ana:se@secret@127.0.0.1:1/none",
        "postgresql://ana:x@secret/secret@127.0.0.1:1/none",
        "postgresql://127.0.0.1:1/none?user=ana&password=secret",
        "postgresql://ana:secret",
        "postgresql://ana:secret@127.0.0.1:port/none",
        "postgresql:/ana:secret@127.0.0.1/none",
        "ana:secret@127.0.0.1/none",
        "host=127.0.0.1 port=1 user=ana password=secret dbname=none",
        "password='secret",
        "mysql://ana@there/none?password=secret",
        "nonsense+driver://ana:secret@there/none",
    ],
)
def test_no_form_of_an_address_tells_its_password(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("psycopg")
    monkeypatch.chdir(tmp_path)
    for make in (True, False):
        with pytest.raises(StoreError) as told:
            open_database(address, make=make)
        assert "secret" not in str(told.value)
        assert "***" in str(told.value)
    assert list(tmp_path.iterdir()) == []


def test_each_commit_is_on_the_disk(tmp_path: Path) -> None:
    full, off = 2, 0
    for lasting, expected in ((True, full), (False, off)):
        engine = open_database(str(tmp_path / f"{lasting}.db"), lasting=lasting)
        with writing(engine) as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == expected
        engine.dispose()
