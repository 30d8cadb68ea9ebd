"""`backup` and `restore`: one moment of a ledger that others write to, checked, and nothing written over."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from reportedly.cli import main
from reportedly.ledger import Ledger
from reportedly.ledger.backups import restore
from tests.web import shelf

if TYPE_CHECKING:
    from click.testing import Result

    from tests.databases import NewAddress

WRITER = """
import sys
from collections import Counter
from dataclasses import replace

from reportedly.ledger import ingest
from reportedly.model import Reading, Report
from reportedly.store.database import open_database, writing
from tests.export.made import RUN

engine = open_database(sys.argv[1])
for number in range(60):
    text = f"Note {number}: the harbour of Vik was closed. " + "The wind kept its strength. " * 200
    reading = Reading(report=Report(text=text, id=f"note-{number}", outlet="Vik Evening"), run=RUN)
    with writing(engine) as connection:
        ingest.add(connection, reading, None, Counter())
    print(number, flush=True)
"""
"""Adds reports that somebody has read, one a transaction."""


def _run(ledger: Path | str, *words: str) -> Result:
    return CliRunner().invoke(main, ["--ledger", str(ledger), *words])


def test_a_backup_is_one_moment_while_another_process_adds(tmp_path: Path) -> None:
    ledger = shelf.empty(tmp_path)
    files = [tmp_path / f"{number}.backup" for number in range(3)]
    with subprocess.Popen([sys.executable, "-c", WRITER, ledger], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for file in files:
            assert [writer.stdout.readline() for _ in range(5)][-1]
            assert writer.poll() is None, "the other process writes meanwhile"
            assert _run(ledger, "backup", str(file)).exit_code == 0
        writer.stdout.read()
    assert writer.returncode == 0
    final = _run(ledger, "export").stdout_bytes.splitlines()
    counts = []
    for file in files:
        place = tmp_path / f"{file.stem}.db"
        assert _run(place, "restore", str(file), "--quick").exit_code == 0
        with Ledger(str(place)) as restored:
            counts.append(restored.count())
            assert restored.waiting() == counts[-1], "each report with its reading, and queued"
        known = _run(place, "export").stdout_bytes.splitlines()
        reports = [line for line in known if line.startswith(b'{"kind": "report"')]
        assert len(reports) == counts[-1]
        assert set(reports) <= set(final)
    assert counts == sorted(set(counts))
    assert 0 < counts[0] <= counts[-1] < 60


def test_what_is_restored_answers_as_before(tmp_path: Path) -> None:
    ledger, file = shelf.filled(tmp_path), tmp_path / "kept.backup"
    with Ledger(ledger) as opened:  # open, with a log beside the file
        opened.grade("Norland", "D", why="named no ship", by="Ben")
        done = _run(ledger, "backup", str(file), "--json")
        assert done.exit_code == 0
        made = json.loads(done.stdout)
        assert (made["path"], made["reports"]) == (str(file), 4)
        assert len(made["sha256"]) == 64
    assert file.stat().st_mode & 0o077 == 0, "it has accounts and keys: only its owner reads it"
    place = tmp_path / "other" / "restored.db"
    place.parent.mkdir()
    done = _run(place, "restore", str(file))
    found = _run(ledger, "verify").stdout.splitlines()  # readings made by hand do not fit their texts everywhere
    assert [line.removeprefix("reportedly: ") for line in done.stderr.splitlines()[:-1]] == found
    for words in (("export",), ("claims", "--json"), ("grades", "--json"), ("export", "--format", "csv")):
        assert _run(place, *words).stdout_bytes == _run(ledger, *words).stdout_bytes
    assert sorted(p.name for p in tmp_path.iterdir() if ".part" in p.name) == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    ledger, file = Path(shelf.filled(tmp_path)), tmp_path / "kept.backup"
    file.write_text("mine")
    done = _run(ledger, "backup", str(file))
    assert (done.exit_code, done.stderr) == (1, f"reportedly: {file}: exists; nothing is written over it\n")
    assert file.read_text() == "mine"
    file.unlink()
    assert _run(ledger, "backup", str(file)).exit_code == 0
    before = ledger.read_bytes()
    assert _run(ledger, "restore", str(file)).exit_code == 1
    assert ledger.read_bytes() == before
    left = tmp_path / "new.db-wal"
    left.touch()
    done = _run(tmp_path / "new.db", "restore", str(file))
    assert (done.exit_code, "is left of another ledger" in done.stderr) == (1, True)
    assert not (tmp_path / "new.db").exists()
    (tmp_path / "b.backup.part").touch()
    done = _run(ledger, "backup", str(tmp_path / "b.backup"))
    assert (done.exit_code, "delete it in that case" in done.stderr) == (1, True)


def test_an_earlier_schema_is_copied_as_it_is_and_a_later_one_refused(tmp_path: Path) -> None:
    ledger, file = shelf.filled(tmp_path), tmp_path / "kept.backup"
    for version, fits in ((29, True), (999, False)):
        with closing(sqlite3.connect(ledger, isolation_level=None)) as raw:
            raw.execute(f"UPDATE meta SET value = '{version}' WHERE key = 'version'")
        done = _run(ledger, "backup", str(file), "--json")
        assert (done.exit_code == 0) == fits
        if fits:
            assert json.loads(done.stdout)["schema"] == version
            file.unlink()
        else:
            assert "newer version" in done.stderr
    assert not file.exists()


def test_what_is_damaged_or_no_ledger_makes_none(tmp_path: Path) -> None:
    ledger, file = shelf.filled(tmp_path), tmp_path / "kept.backup"
    assert _run(ledger, "backup", str(file)).exit_code == 0
    half = tmp_path / "half.backup"
    half.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    text = tmp_path / "text.backup"
    text.write_text("no database at all, but long enough to look at: " * 40)
    with closing(sqlite3.connect(tmp_path / "other.backup")) as raw:
        raw.execute("CREATE TABLE notes (word)")
    for bad in (half, text, tmp_path / "other.backup", tmp_path / "none.backup"):
        done = _run(tmp_path / "new.db", "restore", str(bad))
        assert (done.exit_code, done.stderr.count("\n")) == (1, 1), done.output
        assert [p.name for p in tmp_path.iterdir() if p.name.startswith("new.db")] == []


def test_what_was_changed_in_a_backup_is_found(tmp_path: Path) -> None:
    ledger, file = shelf.filled(tmp_path), tmp_path / "kept.backup"
    assert _run(ledger, "backup", str(file)).exit_code == 0
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("UPDATE grades SET mark = 'A' WHERE mark = 'C'")
    done = _run(tmp_path / "new.db", "restore", str(file))
    assert done.exit_code == 1
    assert "hash chain" in done.stderr


def test_postgresql_is_left_to_its_own_tools(new_address: NewAddress, dialect: str, tmp_path: Path) -> None:
    address = new_address()
    Ledger(address).close()
    done = _run(address, "backup", str(tmp_path / "kept.backup"))
    if dialect == "postgresql":
        assert (done.exit_code, "pg_dump --format=custom" in done.stderr) == (1, True)
        done = _run(address, "restore", str(tmp_path / "kept.backup"))
        assert (done.exit_code, "pg_restore" in done.stderr) == (1, True)
    else:
        assert done.exit_code == 0
        assert restore(tmp_path / "kept.backup", str(tmp_path / "restored.db")).reports == 0
