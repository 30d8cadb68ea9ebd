"""`reportedly case` as a user gives it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from tests.web import shelf

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    path = shelf.filled(tmp_path)
    made = _run(path, "case", "add", "The ferry", "--by", "ann", "--why", "asked for")
    assert (made.exit_code, made.stderr) == (0, "reportedly: The ferry: open, 0 claims, 0 notes\n")
    return path


def _run(ledger: str, *words: str) -> Result:
    return CliRunner().invoke(main, ["--ledger", ledger, *words])


def test_a_case_is_filled_shown_briefed_and_closed(ledger: str, tmp_path: Path) -> None:
    note = _run(ledger, "note", "add", "claim", shelf.CLAIM, "Ask twice.", "--by", "ann").stdout.strip()
    put = _run(ledger, "case", "put", "the ferry", "--claim", shelf.CLAIM[:10], "--note", note, "--by", "bob")
    assert put.stderr == "reportedly: The ferry: open, 1 claim, 1 note\n"
    assert "assigned to Cy" in _run(ledger, "case", "assign", "The ferry", "Cy").stderr
    shown = json.loads(_run(ledger, "case", "show", "The ferry", "--json").stdout)
    assert (shown["state"], shown["assigned_to"], shown["claims"][0]["claim"]) == ("open", "Cy", shelf.CLAIM)
    assert [n["text"] for n in shown["notes"]] == ["Ask twice."]
    assert [e["kind"] for e in shown["edits"][:1]] == ["opened"]
    told = _run(ledger, "case", "show", "The ferry").stdout
    for part in ("assigned to Cy", "Ask twice.", "asked for", shelf.CLAIM):
        assert part in told
    assert _run(ledger, "case", "brief", "The ferry").stdout.startswith("# The ferry\n")
    assert _run(ledger, "case", "brief", "The ferry", "--out", str(tmp_path / "b.docx")).exit_code == 0
    assert (tmp_path / "b.docx").read_bytes().startswith(b"PK")
    taken = _run(ledger, "case", "take", "The ferry", "--claim", shelf.CLAIM)
    assert taken.stderr.endswith("0 claims, 1 note\n")
    assert "no claim to write on" in _run(ledger, "case", "brief", "The ferry").stderr
    assert _run(ledger, "case", "close", "The ferry").stderr.startswith("reportedly: The ferry: closed")
    assert "The ferry" not in _run(ledger, "case", "list").stdout
    assert "The ferry" in _run(ledger, "case", "list", "--all").stdout
    assert json.loads(_run(ledger, "case", "list", "--json").stdout)["state"] == "closed"
    assert _run(ledger, "case", "open", "The ferry").exit_code == 0
    assert "assigned to" not in _run(ledger, "case", "assign", "The ferry", "--none").stderr


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("add", "the ferry"), "there is a case 'The ferry' already"),
        (("put", "The ferry"), "name a claim or a note"),
        (("put", "The ferry", "--claim", "nothing"), "no claim 'nothing'"),
        (("put", "Tea", "--claim", shelf.CLAIM), "no case 'Tea' in this ledger: `reportedly case list --all`"),
        (("assign", "The ferry"), "name who the case is assigned to, or give --none"),
        (("open", "The ferry"), "is open already"),
    ],
)
def test_what_cannot_be_done_is_said(ledger: str, words: tuple[str, ...], problem: str) -> None:
    done = _run(ledger, "case", *words)
    assert done.exit_code in {1, 2}
    assert problem in done.stderr
