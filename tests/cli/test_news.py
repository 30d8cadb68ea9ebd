"""`reportedly new`: the list and the mark; `claim --chain`: who said it first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner

from reportedly.cli import main
from tests.web import shelf

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_new_is_marked_as_seen(tmp_path: Path) -> None:
    run, place = CliRunner(), shelf.filled(tmp_path)
    command = ["--ledger", place, "new", "--by", "ann"]
    first = run.invoke(main, [*command, "--all", "--mark"])
    assert first.exit_code == 0
    assert "ann has no mark: all is new" in first.stderr
    assert "marked as seen by ann until here" in first.stderr
    assert "Norland" in first.stdout
    then = run.invoke(main, command)
    assert then.stdout == ""
    assert "no claims with news that matter; --all shows the others too" in then.stderr
    assert "since the mark of ann, " in then.stderr
    lines = run.invoke(main, [*command, "--since", "2031-03-07", "--json"]).stdout.splitlines()
    assert {"claim", "from", "to", "kind", "why", "rank", "shown", "statements"} < set(json.loads(lines[0]))
    assert "no mark" in run.invoke(main, ["--ledger", place, "new", "--by", "bob"]).stderr


def test_days_and_marks_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    run, place = CliRunner(), shelf.filled(tmp_path)
    assert "neither a day nor `last`" in run.invoke(main, ["--ledger", place, "new", "--since", "soon"]).stderr
    done = run.invoke(main, ["--ledger", place, "new", "--mark", "--as-of", "2031-03-06"])
    assert (done.exit_code, "leave out --as-of" in done.stderr) == (2, True)


def test_who_said_a_claim_first(tmp_path: Path) -> None:
    run, place = CliRunner(), shelf.filled(tmp_path)
    shown = run.invoke(main, ["--ledger", place, "claim", shelf.CLAIM, "--chain"])
    assert shown.exit_code == 0
    assert "first statement" in shown.stdout
    assert "new actor, other stance" in " ".join(shown.stdout.split())
    chain = json.loads(run.invoke(main, ["--ledger", place, "claim", shelf.CLAIM, "--chain", "--json"]).stdout)
    assert list(chain) == ["claim", "wording", "texts"]
    assert chain["texts"][0]["statements"][0]["adds"] == ["first statement"]
    assert [copy["id"] for copy in chain["texts"][0]["copies"]] in ([], [shelf.COPY.report.id])
