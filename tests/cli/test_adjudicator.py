"""The option that has a chat model judge how statements relate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from reportedly.cli import main
from tests.adjudicators.scripted import relation, serving
from tests.cli.test_ledger import ROWS

if TYPE_CHECKING:
    from tests.adjudicators.scripted import ScriptedServer


def _run(ledger: Path, *words: str, server: ScriptedServer | None = None) -> Result:
    given = {"REPORTEDLY_ADJUDICATOR_KEY": "sk-secret", "REPORTEDLY_ADJUDICATOR_MODEL": "tiny"}
    address = {"REPORTEDLY_ADJUDICATOR_URL": server.url if server else None}
    return CliRunner().invoke(main, ["--ledger", str(ledger), *words], env={**given, **address})


def test_an_address_is_needed(tmp_path: Path) -> None:
    done = _run(tmp_path / "l.db", "link", "--adjudicator", "chat")
    assert done.exit_code == 1
    assert "the chat adjudicator needs REPORTEDLY_ADJUDICATOR_URL" in done.stderr


@pytest.mark.model
def test_it_is_asked_once_and_tells_at_the_end(tmp_path: Path) -> None:
    ledger, given = tmp_path / "l.db", tmp_path / "in.jsonl"
    given.write_text("\n".join(json.dumps(row) for row in ROWS), "utf-8")
    with serving(relation("other")) as server:
        done = _run(ledger, "add", str(given), "--adjudicator", "chat", server=server)
        assert done.exit_code == 0, done.output
        lines = [line for line in done.stderr.splitlines() if "tiny judged" in line]
        assert lines == [f"reportedly: tiny judged {len(server.shown):,} pairs of statements"]
        again = _run(ledger, "link", "--rebuild", "--adjudicator", "chat", server=server)
        assert again.exit_code == 0, again.output
        assert "tiny judged" not in again.stderr
    claims = [json.loads(line) for line in _run(ledger, "claims", "--json").stdout.splitlines()]
    assert all(len(claim["statements"]) == 1 for claim in claims)
    assert _run(ledger, "verify").exit_code == 0
    assert "tiny, prompt 1" in _run(ledger, "link", "--adjudicator", "local").stderr
    assert "sk-secret" not in done.output + again.output
