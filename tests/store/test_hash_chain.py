"""The hash chain over readings, grades and judgements."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from reportedly.model import Verdict
from reportedly.store import grades, hash_chain, judgements, migrations, readings, reports, schema
from reportedly.store.database import open_database, snapshot, writing
from tests import databases
from tests.ledger.told import STORY, read

if TYPE_CHECKING:
    from reportedly.store.database import Engine
    from tests.databases import NewAddress

NOW = datetime(2031, 4, 1, 9, 30, 0, 7, tzinfo=UTC)
COPIED = (
    *(schema.runs, schema.reports, schema.readings, schema.statements),
    *(schema.grades, schema.grade_revocations, schema.judgements, schema.judgement_revocations),
)
"""What people and readers add; a chain can be begun from these tables."""


def _filled(address: str) -> Engine:
    engine = open_database(address)
    with writing(engine) as connection:
        for report in STORY[:2]:
            reports.insert(connection, report, NOW)
            readings.insert(connection, read(report), NOW)
        grade = grades.insert(connection, "Norway", "B", why="was right before", by="ann", at=NOW)
        grades.revoke(connection, grade.id, by="bob", at=NOW)
        one = read(STORY[0]).statements[0].id
        judged = judgements.insert(connection, Verdict.WRONG, [one], why="", by="ann", at=NOW)
        for _ in range(2):  # a second revocation adds nothing
            judgements.revoke(connection, judged.id, by="ann", at=NOW)
    return engine


def _problems(engine: Engine) -> list[str]:
    with snapshot(engine) as connection:
        return list(hash_chain.problems(connection))


def test_all_that_is_added_is_in_the_chain(new_address: NewAddress) -> None:
    engine = _filled(new_address())
    assert _problems(engine) == []
    with snapshot(engine) as connection:
        kinds = [entry.kind.value for entry in hash_chain.entries(connection)]
        assert hash_chain.head(connection) == list(hash_chain.entries(connection))[-1].hash
    assert kinds == ["reading"] * 2 + ["grade", "grade revocation", "judgement", "judgement revocation"]
    engine.dispose()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("UPDATE grades SET why = 'bought'", "entry 3: grade"),
        ("UPDATE grade_revocations SET by = 'eve'", "entry 4: grade revocation"),
        ("DELETE FROM judgement_revocations", "entry 6: judgement revocation"),
        ("UPDATE readings SET read_at = '2031-03-01T09:00:00+00:00' WHERE report = 'b'", "has changed since"),
        ("DELETE FROM hash_chain WHERE number = 6", "is in no entry"),
        ("DELETE FROM hash_chain WHERE number = 3", "entry 4: does not follow"),
        ("UPDATE hash_chain SET hash = content WHERE number = 2", "entry 3: does not follow"),
        ("UPDATE hash_chain SET content = hash WHERE number = 2", "entry 2: does not follow"),
    ],
)
def test_what_is_changed_is_found(new_address: NewAddress, change: str, problem: str) -> None:
    engine = _filled(new_address())
    assert databases.change(new_address(), change) == 1
    assert any(problem in sentence for sentence in _problems(engine))
    engine.dispose()


def test_a_chain_that_is_written_again_has_another_head(new_address: NewAddress) -> None:
    engine = _filled(new_address())
    with writing(engine) as connection:
        noted = hash_chain.head(connection)
    databases.change(new_address(), "UPDATE grades SET why = 'bought'", "DELETE FROM hash_chain")
    with writing(engine) as connection:
        hash_chain.begin(connection)
    assert _problems(engine) == []
    with snapshot(engine) as connection:
        assert hash_chain.head(connection) != noted
    engine.dispose()


def _copied(address: str, older: str, revision: str) -> None:
    """Make a ledger of an earlier revision, with the reports, readings, grades and judgements of another ledger."""
    ours, theirs = (sa.create_engine(databases.url(a)) for a in (address, older))
    with ours.connect() as source, theirs.begin() as target:
        migrations.upgrade(target, revision)
        for table in (t for t in schema.metadata.sorted_tables if t in COPIED):
            there = {column["name"] for column in sa.inspect(target).get_columns(table.name)}
            rows = source.execute(sa.select(*(c for c in table.c if c.name in there))).mappings().all()
            target.execute(sa.insert(table), [dict(row) for row in rows])
    ours.dispose()
    theirs.dispose()


def test_an_older_ledger_gets_a_chain(new_address: NewAddress) -> None:
    _filled(new_address()).dispose()
    older = new_address("older")
    _copied(new_address(), older, "0014")
    engine = open_database(older)
    assert _problems(engine) == []
    with snapshot(engine) as connection:
        assert len(list(hash_chain.entries(connection))) == 6
    engine.dispose()
