"""The schema through the versions: every revision leads to what `schema.py` says, and an older ledger gets there."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from reportedly.errors import StoreError
from reportedly.store import migrations, schema, search
from reportedly.store.database import OUTDATED, counter, open_database
from tests import databases

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import NewAddress

LATER = '''"""Letters to the editor."""

import sqlalchemy as sa
from alembic import op

revision = "{revision:04}"
down_revision = "{before:04}"


def upgrade() -> None:
    op.create_table("letters", sa.Column("id", sa.Integer(), primary_key=True))
'''


def _migrated(address: str, revision: str = "head") -> None:
    engine = sa.create_engine(databases.url(address))
    with engine.begin() as connection:
        migrations.upgrade(connection, revision)
    engine.dispose()


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or not search.is_part(str(name))


def test_migrating_from_nothing_gives_the_schema(new_address: NewAddress) -> None:
    _migrated(new_address())
    engine = open_database(new_address())
    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": _is_ours})
        assert compare_metadata(context, schema.metadata) == []
    engine.dispose()


def test_the_version_is_the_number_of_the_latest_revision() -> None:
    script = ScriptDirectory(str(migrations.FOLDER))
    assert script.get_current_head() == f"{schema.VERSION:04}"
    assert [r.revision for r in script.walk_revisions()] == [f"{n:04}" for n in range(schema.VERSION, 0, -1)]


def test_a_ledger_from_before_alembic_is_recognised(new_address: NewAddress) -> None:
    address = new_address()
    _migrated(address, "0001")
    databases.change(address, "DROP TABLE alembic_version", "INSERT INTO refusals VALUES ('x', 'a', 'b', 'c')")
    for _ in range(2):
        open_database(address).dispose()
    assert databases.rows(address, "SELECT source FROM refusals") == [("a",)]
    if schema.VERSION > 1:
        assert databases.rows(address, "SELECT version_num FROM alembic_version") == [(f"{schema.VERSION:04}",)]


@pytest.mark.parametrize("stamped", [True, False])
def test_an_older_ledger_is_brought_up_to_date_when_opened(
    new_address: NewAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stamped: bool
) -> None:
    address, before, now = new_address(), schema.VERSION, schema.VERSION + 1
    open_database(address).dispose()
    databases.change(address, "INSERT INTO refusals VALUES ('x', 'a', 'b', 'c')")
    if not stamped:
        databases.change(address, "DROP TABLE alembic_version")
    folder = shutil.copytree(migrations.FOLDER, tmp_path / "50%")
    (folder / "versions" / f"r{now:04}_letters.py").write_text(LATER.format(revision=now, before=before))
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "FOLDER", folder)
        patch.setattr(schema, "VERSION", now)
        for _ in range(2):
            open_database(address).dispose()
    assert databases.rows(address, "SELECT * FROM letters") == []
    assert databases.rows(address, "SELECT source FROM refusals") == [("a",)]
    assert databases.rows(address, "SELECT version_num FROM alembic_version") == [(f"{now:04}",)]
    with pytest.raises(StoreError, match=rf"newer version of reportedly \(schema {now}, this one knows {before}\)"):
        open_database(address)


@pytest.mark.parametrize("revision", ["0004", "0006"])
def test_a_ledger_whose_claims_a_migration_forgets_is_known_to_be_outdated(
    new_address: NewAddress, revision: str
) -> None:
    address = new_address()
    _migrated(address, revision)
    engine = open_database(address)
    with engine.begin() as connection:
        assert counter(connection, OUTDATED) > 0
    engine.dispose()


def test_vectors_stay_where_later_versions_look_for_them(new_address: NewAddress) -> None:
    address = new_address()
    _migrated(address, "0023")
    moment, vector = "'2031-03-01T09:00:00+00:00'", "CAST('ab' AS {})"
    blob = vector.format("BYTEA" if address.startswith("postgresql") else "BLOB")
    databases.change(
        address,
        "INSERT INTO reports (id, digest, sha256, text, added_at, known_at) "
        f"VALUES ('a', 'd', 's', 't', {moment}, {moment})",
        f"INSERT INTO gists (statement, report, vector, families, ahead) VALUES ('s', 'a', {blob}, '{{}}', FALSE)",
        "INSERT INTO sides (statement, report, act, wording, content, sentence, said_on, slots, match_vector) "
        f"VALUES ('s', 'a', 'assert', 'w', 'c', 's', '2031-03-01', '{{}}', {blob})",
        f"INSERT INTO event_reports (report, event, known_at, names, vector) VALUES ('a', 'e', {moment}, '[]', {blob})",
    )
    open_database(address).dispose()
    found = databases.rows(address, "SELECT match_vector, seal, match_seal FROM gists")
    assert [(bytes(v), *seals) for v, *seals in found] == [(b"ab", None, None)]  # type: ignore[call-overload]
    assert [bytes(v) for (v,) in databases.rows(address, "SELECT vector FROM leads")] == [b"ab"]  # type: ignore[call-overload]
    assert databases.rows(address, "SELECT wording FROM sides") == []  # a later version links all again


def test_text_sorts_by_code_point(new_address: NewAddress, dialect: str) -> None:
    address = new_address()
    open_database(address).dispose()
    if dialect == "postgresql":
        found = databases.rows(
            address,
            "SELECT DISTINCT collation_name FROM information_schema.columns WHERE table_schema = current_schema() "
            "AND data_type IN ('character varying', 'text') AND table_name <> 'alembic_version'",
        )
        assert found == [("C",)]
    else:
        assert "COLLATE" not in str(databases.rows(address, "SELECT sql FROM sqlite_master"))
