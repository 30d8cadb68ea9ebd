"""The commands that show and mend actors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from reportedly.cli import main

if TYPE_CHECKING:
    from click.testing import Result

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = str(tmp_path_factory.mktemp("mended") / "l.db")
    assert _run(place, "add", str(SAMPLES / "reports" / "niger.txt"), "--published", "2023-07-27").exit_code == 0
    return place


def _run(place: str, *words: str) -> Result:
    return CliRunner().invoke(main, ["--ledger", place, *words], env={"COLUMNS": "200"})


def _lines(place: str, *words: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in _run(place, *words, "--json").stdout.splitlines()]


def test_an_actor_is_listed_shown_renamed_and_brought_back(ledger: str) -> None:
    first = _lines(ledger, "actor", "list")[0]
    name = str(first["name"])
    done = _run(ledger, "actor", "rename", name, "Somebody Else", "--by", "ann", "--why", "to see")
    assert done.exit_code == 0, done.output
    key = done.stdout.strip()
    [shown] = _lines(ledger, "actor", "show", "somebody else")
    assert [a["name"] for a in shown["aliases"]] == [name]  # type: ignore[attr-defined]
    assert [(d["id"], d["by"], d["why"]) for d in shown["decisions"]] == [(key, "ann", "to see")]  # type: ignore[attr-defined]
    table = _run(ledger, "actor", "show", "Somebody Else").stdout
    assert f"{name} is called Somebody Else" in " ".join(table.split())
    assert "Somebody Else" in _run(ledger, "actor", "list", "somebody").stdout
    assert _run(ledger, "verify").exit_code == 0
    assert _run(ledger, "actor", "revoke", key[:10], "--by", "bob").exit_code == 0
    assert _lines(ledger, "actor", "list")[0] == first
    assert "revoked by bob" in _run(ledger, "actor", "decisions").stdout
    assert _run(ledger, "actor", "suggest", "--json").exit_code == 0


def test_every_decision_has_its_command(ledger: str) -> None:
    name = str(_lines(ledger, "actor", "list")[0]["name"])
    for words in (
        ("party", name, "Chile"),
        ("office", name, "Chile", "--title", "envoy", "--since", "2023-01-01", "--until", "2023-12-31"),
        ("side", name, "Chile"),
        ("side", name, "--none"),
        ("kind", name, "organisation"),
        ("merge", name, name),
    ):
        done = _run(ledger, "actor", *words, "--by", "ann")
        assert done.exit_code == 0, done.output
    said = " ".join(_run(ledger, "actor", "decisions").stdout.split())
    for part in ("speaks for Chile from", "(as envoy)", "is on nobody's side", "of the kind organisation", "one actor"):
        assert part in said
    assert _run(ledger, "verify").exit_code == 0


@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        (("merge", "Nobody Here", "Nor Here"), 1, "no actor 'Nobody Here'"),
        (("side", "Niger"), 2, "name a SIDE, or give --none"),
        (("kind", "Niger", "fish"), 2, "is not one of 'state'"),
        (("split", "Niger", "--by", "ann"), 1, "neither in which reports nor for which party"),
        (("revoke", "abc"), 1, "no decision 'abc'"),
        (("show", "Nobody Here"), 1, "`reportedly actor list` lists them"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(ledger: str, words: tuple[str, ...], code: int, problem: str) -> None:
    done = _run(ledger, "actor", *words)
    assert (done.exit_code, problem in done.output) == (code, True), done.output
    assert "Traceback" not in done.output
