"""The commands of grading, where they refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from reportedly.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def test_what_does_not_fit_is_refused_in_one_line(tmp_path: Path) -> None:
    from reportedly.store.database import open_database

    place = str(tmp_path / "l.db")
    open_database(place).dispose()
    run = CliRunner()
    done = run.invoke(main, ["--ledger", place, "grade", "Nobody", "a", "--why", "x", "--by", "me"])
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert "no source 'Nobody'" in done.stderr
    assert run.invoke(main, ["--ledger", place, "grade", "Nobody", "G", "--why", "x"]).exit_code == 2
    assert run.invoke(main, ["--ledger", place, "ungrade", "none"]).exit_code == 1
    assert run.invoke(main, ["--ledger", place, "grades", "--json"]).stdout == ""
    header = "id,subject,mark,why,by,at,revoked_by,revoked_at,key,signature"
    assert run.invoke(main, ["--ledger", place, "grades", "--csv"]).stdout.splitlines() == [header]
