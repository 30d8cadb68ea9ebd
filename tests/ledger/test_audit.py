"""What verifying a ledger finds."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.errors import IntakeError
from reportedly.ledger import Ledger
from reportedly.listing import Filter
from reportedly.model import (
    Report,
    Verdict,
)
from tests import databases
from tests.databases import NewAddress
from tests.ledger.told import STORY


@pytest.fixture
def ledger(new_address: NewAddress) -> Iterable[Ledger]:
    with Ledger(new_address()) as made:
        yield made


def _add(ledger: Ledger, *reports: Report | IntakeError) -> list[str]:
    return [reading.report.id for reading in ledger.add(reports)]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("UPDATE reports SET text = replace(text, 'Bergen', 'Malmo') WHERE id = 'a'", "its text has changed"),
        ("UPDATE statements SET source = 'Sweden' WHERE source = 'Norway'", "rows differ from what was read"),
        ("UPDATE claim_days SET status = 'denied' WHERE status = 'disputed'", "a rebuild would give another status"),
        ("DELETE FROM concerns", "is missing; a rebuild would make it"),
        ("UPDATE forecasts SET outcome = 'did not happen'", "a rebuild would give another outcome"),
        ("DELETE FROM linked WHERE report = 'h'", "waits for no reason"),
        ("UPDATE readings SET payload = replace(payload, '\"start\": 0', '\"start\": 1')", "the text does not"),
        ("UPDATE refusals SET reason = 'none'", "its id is not that of what it says"),
        ("DELETE FROM readings WHERE failure IS NOT NULL", "has no reading, not even a failed one"),
        ("UPDATE grades SET mark = 'A'", "its id is not that of what it says"),
        ("UPDATE reports SET known_at = '2031-04-01T09:00:00+00:00' WHERE id = 'a'", "counts from another time"),
        ("UPDATE reports SET published_at = 'never' WHERE id = 'a'", "report a: cannot be read, as a value"),
        ("UPDATE grades SET subject = 'x', mark = '3'", "there is no statement x"),
        ("DELETE FROM statement_index_docsize", "cannot be found by its words"),
        ("UPDATE judgements SET verdict = 'maybe'", "judgements: cannot be checked further"),
    ],
)
def test_verify_finds_what_was_tampered_with(
    ledger: Ledger, new_address: NewAddress, change: str, problem: str
) -> None:
    _add(ledger, *STORY, IntakeError("scan.pdf", "is a PDF"))
    ledger.grade("Norway", "B", why="was right before", by="ann")
    ledger.judge(Verdict.WRONG, ledger.claims()[0].statements[0].id, by="ann")
    assert ledger.verify() == []
    if new_address().startswith("postgresql"):
        change = (
            change.replace("statement_index_docsize", "statement_index")
            .replace("replace(payload", "replace(payload::text")
            .replace("1')", "1')::json")
        )
    assert databases.change(new_address(), change) > 0
    assert any(problem in sentence for sentence in ledger.verify())


def test_verify_finds_rows_that_belong_to_none_that_is_there(tmp_path: Path) -> None:
    place = str(tmp_path / "l.db")
    with Ledger(place) as ledger:
        list(ledger.add(STORY[:2]))
        databases.change(place, "PRAGMA foreign_keys = OFF", "DELETE FROM runs")
        assert any("belongs to one of runs that is not there" in sentence for sentence in ledger.verify())


def test_verify_tells_how_far_it_is(ledger: Ledger) -> None:
    _add(ledger, *STORY[:2])
    steps: list[tuple[str, int, int]] = []
    assert ledger.verify(lambda *step: steps.append(step)) == []
    for what in ("readings checked", "linked again"):
        assert [step[1:] for step in steps if step[0] == what] == [(1, 2), (2, 2)]


FORGET = {
    "sqlite": ("INSERT INTO statement_index (statement_index) VALUES ('delete-all')",),
    "postgresql": ("UPDATE statement_index SET terms = ''",),
}
"""Every word of the search index is gone, and its rows are there."""


def test_a_rebuild_repairs_the_search_index(new_address: NewAddress, dialect: str) -> None:
    address = new_address()
    with Ledger(address) as ledger:
        _add(ledger, *STORY[:2])
        found = ledger.search(Filter(text="cable"))
    databases.change(address, *FORGET[dialect], "UPDATE statements SET act = 'sing' WHERE report = 'a'")
    with Ledger(address) as ledger:
        problems = ledger.verify()
        assert sum("cannot be found by its words" in sentence for sentence in problems) == 3
        assert any("rows differ from what was read" in sentence for sentence in problems)
        assert list(ledger.search(Filter(text="cable"))) == []
        ledger.rebuild()
        assert ledger.verify() == []
        assert ledger.search(Filter(text="cable")) == found


def test_an_entry_of_no_statement_is_found(new_address: NewAddress, dialect: str) -> None:
    address = new_address()
    with Ledger(address) as ledger:
        _add(ledger, STORY[0])
    extra = {
        "sqlite": "INSERT INTO statement_index (rowid, words) VALUES (7, 'gold')",
        "postgresql": "INSERT INTO statement_index VALUES (7, 'gold')",
    }
    databases.change(address, extra[dialect])
    with Ledger(address) as ledger:
        assert [s for s in ledger.verify() if "entry 7 belongs to no statement" in s]


def _zero(place: Path, first: int, last: int) -> None:
    """Overwrite pages of a file with zeros."""
    with place.open("r+b") as file:
        file.seek(4096 * first)
        file.write(bytes(4096 * (last - first)))


def _restructure(place: Path, *statements: str) -> None:
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.execute(statement)


DAMAGE: dict[str, Callable[[Path], None]] = {
    "pages lost": lambda place: _zero(place, 40, 90),
    "cut off": lambda place: os.truncate(place, place.stat().st_size // 2),
    "no index": lambda place: _restructure(place, "DROP TABLE statement_index_data"),
    "no table": lambda place: _restructure(place, "DROP TABLE claim_days"),
    "no JSON": lambda place: _restructure(place, "UPDATE readings SET payload = '{'"),
    "no value": lambda place: _restructure(place, "UPDATE claim_days SET status = 'maybe'"),
    "no time": lambda place: _restructure(place, "UPDATE reports SET known_at = 'x', published_at = 'y'"),
    "no vector": lambda place: _restructure(place, "UPDATE gists SET vector = x'00'", "UPDATE sides SET slots = '{'"),
    "no run": lambda place: _restructure(place, "DELETE FROM runs"),
}
COMMANDS = (
    *("claims", "claim", "changes", "origins", "events", "forecasts", "numbers", "timeline", "sources", "grades"),
    *("judge list", "judge wrong", "search cable", "failures", "export", "link", "link --rebuild", "verify"),
)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_ledger_is_told_in_one_sentence(damage: str, tmp_path: Path) -> None:
    whole, place = tmp_path / "whole.db", tmp_path / "l.db"
    with Ledger(str(whole)) as ledger:
        _add(ledger, *STORY[:2])
        claim = ledger.claims()[0]
    stands = {"claim": claim.id, "judge wrong": f"{claim.statements[0].id} --by ann"}
    _restructure(whole, "PRAGMA journal_mode = DELETE")
    for command in COMMANDS:
        shutil.copy(whole, place)
        DAMAGE[damage](place)
        done = CliRunner().invoke(main, ["--ledger", str(place), *f"{command} {stands.get(command, '')}".split()])
        assert done.exception is None or isinstance(done.exception, SystemExit), (command, done.exception)
        assert done.stderr.count("\n") <= 2, (command, done.stderr)
        assert "sqlalche" not in done.stderr
        if command == "verify":
            assert done.exit_code == 1
