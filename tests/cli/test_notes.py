"""`reportedly note` as a user gives it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from tests.web import shelf

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    return shelf.filled(tmp_path)


def _run(ledger: str, *words: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["--ledger", ledger, *words], input=given)


def _rows(ledger: str, *words: str) -> list[dict[str, Any]]:
    done = _run(ledger, *words, "--json")
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_notes_are_written_listed_changed_and_taken_back(ledger: str) -> None:
    first = _run(ledger, "note", "add", "claim", shelf.CLAIM[:10], "Ask", "the", "*harbour*.", "--by", "ann")
    assert first.exit_code == 0, first.stderr
    second = _run(ledger, "note", "change", first.stdout.strip(), "--by", "bob", given="Asked.\n\nNo ship.\n")
    assert second.exit_code == 0, second.stderr
    [row] = _rows(ledger, "note", "list", "claim", shelf.CLAIM)
    assert (row["text"], row["claim"], row["by"], row["replaces"], row["replaced_by"]) == (
        "Asked.\n\nNo ship.", shelf.CLAIM, "bob", first.stdout.strip(), None
    )  # fmt: skip
    shown = _run(ledger, "note", "list", "--history")
    for part in ("Ask the *harbour*.", "No ship.", shelf.CLAIM, "replaced by", "unsigned"):
        assert part in shown.stdout
    assert shown.stderr == "2 notes\n"
    assert _run(ledger, "note", "revoke", second.stdout.strip(), "--by", "cy").exit_code == 0
    assert _rows(ledger, "note", "list") == []
    assert [n["revoked_by"] for n in _rows(ledger, "note", "list", "--history")] == [None, "cy"]


@pytest.mark.parametrize(
    ("words", "given", "problem"),
    [
        (("add", "claim", "nothing", "x"), None, "no claim 'nothing' in this ledger"),
        (("add", "report", shelf.CLAIM, "x"), None, "no report"),
        (("add", "ship", "x", "x"), None, "'ship' is not one of"),
        (("add", "claim", shelf.CLAIM), " \n", "a note needs a text"),
        (("add", "claim", shelf.CLAIM), b"\xff", "standard input is not UTF-8"),
        (("change", "f" * 16, "x"), None, "no note 'ffffffffffffffff' in this ledger: `reportedly note list"),
        (("revoke", "f" * 16), None, "no note"),
        (("list", "claim"), None, "give the id or the name of the claim"),
    ],
)
def test_what_cannot_be_done_is_said(
    ledger: str, words: tuple[str, ...], given: str | bytes | None, problem: str
) -> None:
    done = _run(ledger, "note", *words, given=given)
    assert done.exit_code in {1, 2}
    assert problem in done.stderr
