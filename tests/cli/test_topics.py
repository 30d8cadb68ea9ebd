"""`reportedly topic`, and lists, exports and briefs of a topic, as a user gives them."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from docx import Document

from reportedly.cli import main
from reportedly.cli.interchange import FORMATS
from reportedly.ledger.signing import SigningKey
from reportedly.topics import TopicSuggestion
from tests.web import shelf

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    path = shelf.filled(tmp_path)
    made = _run(path, "topic", "add", "The ferry", "sunk", "--by", "ann", "--why", "the desk asked")
    assert (made.exit_code, made.stderr) == (0, "reportedly: The ferry: 1 claim\n")
    return path


def _run(ledger: str, *words: str) -> Result:
    return CliRunner().invoke(main, ["--ledger", ledger, *words])


def _rows(ledger: str, *words: str) -> list[dict[str, Any]]:
    done = _run(ledger, *words, "--json")
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_topics_are_listed_and_shown(ledger: str) -> None:
    [row] = _rows(ledger, "topic", "list")
    assert row["query"] == {
        "text": "sunk", "actor": None, "act": None, "place": None, "status": None, "since": None, "until": None
    }  # fmt: skip
    assert (row["name"], row["claims"], row["pinned"]) == ("The ferry", 1, [])
    assert "“sunk”" in _run(ledger, "topic", "list").stdout
    other = next(c["id"] for c in _rows(ledger, "claims") if c["id"] != shelf.CLAIM)
    assert _run(ledger, "topic", "pin", "the ferry", other[:12], "--by", "bob").stderr.endswith(": 2 claims\n")
    assert _run(ledger, "topic", "exclude", "the ferry", shelf.CLAIM, "--by", "bob", "--why", "not it").exit_code == 0
    [shown] = _rows(ledger, "topic", "show", "The ferry")
    assert [c["claim"] for c in shown["pinned"]] == [other]
    assert [(e["kind"], e["by"], e["why"]) for e in shown["edits"]] == [
        ("saved", "ann", "the desk asked"),
        ("pinned", "bob", ""),
        ("excluded", "bob", "not it"),
    ]
    told = _run(ledger, "topic", "show", "The ferry").stdout
    for part in ("pinned", "excluded", shelf.CLAIM, "not it"):
        assert part in told
    assert _run(ledger, "topic", "release", "The ferry", shelf.CLAIM, "--by", "bob").exit_code == 0
    assert len(_rows(ledger, "claims", "--topic", "The ferry")) == 2
    assert _run(ledger, "topic", "remove", "The ferry", "--by", "bob").exit_code == 0
    assert _rows(ledger, "topic", "list") == []
    assert "topic" not in _run(ledger, "verify").stdout


def test_edits_are_signed_with_a_key(ledger: str, tmp_path: Path) -> None:
    key = SigningKey.make(tmp_path / "bob.pem")
    signed = ("--by", "bob", "--key", str(tmp_path / "bob.pem"))
    for words in (("pin", "The ferry", shelf.CLAIM), ("release", "The ferry", shelf.CLAIM)):
        assert _run(ledger, "topic", *words, *signed).exit_code == 0
    assert _run(ledger, "topic", "add", "The ferry", "boat", "--replace", *signed).exit_code == 0
    [shown] = _rows(ledger, "topic", "show", "The ferry")
    assert [e["key"] for e in shown["edits"]] == [None, key.public, key.public, key.public]
    told = _run(ledger, "topic", "show", "The ferry").stdout
    assert (told.count("unsigned"), told.count(key.public[:16])) == (1, 3)
    missing = _run(ledger, "topic", "remove", "The ferry", "--key", str(tmp_path / "lost.pem"))
    assert (missing.exit_code, "the key cannot be read" in missing.stderr) == (1, True)
    assert _run(ledger, "topic", "remove", "The ferry", *signed).exit_code == 0
    assert "topic" not in _run(ledger, "verify").stdout


@pytest.mark.parametrize(
    "command",
    [
        "new",
        "claims",
        "disputes",
        "changes",
        "origins",
        "events",
        "forecasts",
        "numbers",
        "timeline",
        "sources",
        "search",
    ],
)
def test_every_list_is_restricted(ledger: str, command: str) -> None:
    assert _run(ledger, "topic", "add", "nothing", "--by", "ann").exit_code == 0
    everything, within = (
        _rows(ledger, command, *(["sunk"] if command == "search" else [])),
        _rows(ledger, command, "--topic", "The ferry"),
    )
    assert all(row in everything for row in within)
    assert _rows(ledger, command, "--topic", "nothing") == []
    unknown = _run(ledger, command, "--topic", "Lost")
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert unknown.stderr == "reportedly: no topic 'Lost' in this ledger: `reportedly topic list` lists them\n"


def test_a_brief_of_a_topic_in_each_format(ledger: str, tmp_path: Path) -> None:
    for name, start in (("b.md", b"# The ferry\n"), ("b.html", b"<!DOCTYPE html>"), ("b.docx", b"PK")):
        done = _run(ledger, "brief", "--topic", "The ferry", "--format", name[2:], "--out", str(tmp_path / name))
        assert (done.exit_code, done.stdout) == (0, ""), done.stderr
        assert (tmp_path / name).read_bytes().startswith(start)
    assert "The ferry" in (tmp_path / "b.html").read_text("utf-8")
    document = Document(str(tmp_path / "b.docx"))
    assert document.paragraphs[0].text == "The ferry"
    assert "navy" in " ".join(c.text for row in document.tables[0].rows for c in row.cells)
    assert _run(ledger, "brief", "--topic", "The ferry", "--format", "md").stdout == (tmp_path / "b.md").read_text()
    refused = _run(ledger, "brief", "--topic", "The ferry", "--claims", shelf.CLAIM)
    assert (refused.exit_code, "--claims or --topic, not both" in refused.stderr) == (2, True)


def test_exports_and_feeds_of_a_topic(ledger: str, tmp_path: Path) -> None:
    statements = {s["id"] for c in _rows(ledger, "claims", "--topic", "The ferry") for s in c["statements"]}
    for form in set(FORMATS) - {"ledger", "docbin", "stix", "xmi"}:
        done = _run(ledger, "export", "--format", form, "--topic", "The ferry", str(tmp_path / form))
        assert done.exit_code == 0, done.stderr
    written = (tmp_path / "annotations").read_text("utf-8")
    everything = {s["id"] for c in _rows(ledger, "claims") for s in c["statements"]}
    assert {s for s in everything if s in written} == statements < everything
    whole = _run(ledger, "export", "--topic", "The ferry", str(tmp_path / "l.jsonl"))
    assert (whole.exit_code, "--topic goes with --format" in whole.stderr) == (2, True)
    assert "Changes · The ferry" in _run(ledger, "feed", "--all", "--topic", "The ferry").stdout
    assert _run(ledger, "calendar", "--topic", "The ferry").exit_code == 0
    assert _run(ledger, "feed", "--claim", shelf.CLAIM, "--topic", "The ferry").exit_code == 2


def test_what_is_wrong_is_said_in_one_line(ledger: str) -> None:
    for words, problem in (
        (["add", "the FERRY", "boat"], "there is a topic 'The ferry' already: --replace gives it this query"),
        (["pin", "The ferry", "nothing"], "no claim 'nothing' in this ledger"),
        (["release", "The ferry", shelf.CLAIM], "neither pinned"),
        (["show", "Lost"], "no topic 'Lost'"),
    ):
        done = _run(ledger, "topic", *words)
        assert (done.exit_code, done.stderr.count("\n"), problem in done.stderr) == (1, 1, True), done.stderr
    assert _run(ledger, "topic", "add", "the FERRY", "boat", "--replace", "--by", "ann").exit_code == 0
    [row] = _rows(ledger, "topic", "list")
    assert row["name"] == "the FERRY"


def test_suggestions_are_listed_and_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    suggestion = TopicSuggestion(
        number=1,
        traits=("vik", "ferry"),
        wording="its navy had sunk the ferry",
        claims=(shelf.CLAIM,),
        reports=("a", "b"),
        last=date(2031, 3, 6),
    )
    monkeypatch.setattr("reportedly.ledger.queries.topic_suggestions.suggested", lambda *_: [suggestion])
    ledger = shelf.filled(tmp_path)
    [row] = _rows(ledger, "topic", "suggest")
    assert (row["number"], row["traits"], row["claims"]) == (1, ["vik", "ferry"], [shelf.CLAIM])
    shown = _run(ledger, "topic", "suggest").stdout
    assert "vik, ferry" in shown
    assert "2 reports" in shown
    saved = _run(ledger, "topic", "suggest", "--save", "1", "The ferry", "--by", "ann")
    assert saved.stderr == "reportedly: The ferry: 1 claim\n"
    assert [c["id"] for c in _rows(ledger, "claims", "--topic", "The ferry")] == [shelf.CLAIM]
    missing = _run(ledger, "topic", "suggest", "--save", "2", "Tea")
    assert (missing.exit_code, "no suggestion 2: there are 1" in missing.stderr) == (1, True)
