"""The commands of judging."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from tests.web import shelf

if TYPE_CHECKING:
    from click.testing import Result

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = str(tmp_path_factory.mktemp("judged") / "l.db")
    assert _run(place, "add", str(SAMPLES / "reports" / "niger.txt"), "--published", "2023-07-27").exit_code == 0
    return place


def _run(place: str, *words: str) -> Result:
    return CliRunner().invoke(main, ["--ledger", place, *words])


def test_a_judgement_is_signed_listed_and_undone(ledger: str) -> None:
    claims = [json.loads(line) for line in _run(ledger, "claims", "--json").stdout.splitlines()]
    statement = claims[0]["statements"][0]["id"]
    done = _run(ledger, "judge", "wrong", statement[:12], "--by", "ann", "--why", "never said")
    assert done.exit_code == 0
    key = done.stdout.strip()
    (row,) = [json.loads(line) for line in _run(ledger, "judge", "list", "--json").stdout.splitlines()]
    assert (row["id"], row["verdict"], row["statements"], row["by"]) == (key, "wrong", [statement], "ann")
    assert _run(ledger, "judge", "undo", key[:12], "--by", "bob").exit_code == 0
    listed = _run(ledger, "judge", "list").stdout
    for part in (key, f"wrong {statement}: never", "ann, ", "revoked by bob, "):
        assert part in listed
    assert (
        _run(ledger, "judge", "list", "--csv").stdout.splitlines()[1].startswith(f"{key},wrong,{statement},never said")
    )
    assert _run(ledger, "verify").exit_code == 0


def test_linking_what_a_judgement_bears_on_is_shown(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[tuple[str, int, int]] = []
    monkeypatch.setattr("reportedly.cli.ledger.steps", lambda: nullcontext(lambda *step: steps.append(step)))
    claims = [json.loads(line) for line in _run(ledger, "claims", "--json").stdout.splitlines()]
    done = _run(ledger, "judge", "wrong", claims[-1]["statements"][0]["id"], "--by", "ann")
    assert (done.exit_code, steps) == (0, [("linked", 1, 1)])
    assert _run(ledger, "judge", "undo", done.stdout.strip()).exit_code == 0
    assert steps == [("linked", 1, 1)] * 2


def test_what_cannot_be_is_told_in_one_line(ledger: str) -> None:
    done = _run(ledger, "judge", "same", "nothing", "else", "--by", "ann")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "no statement 'nothing'" in done.stderr
    assert _run(ledger, "judge", "same", "one").exit_code == 2
    assert _run(ledger, "judge", "undo", "nothing").exit_code == 1


def test_disagreements_and_agreement_are_listed(tmp_path: Path) -> None:
    path = shelf.filled(tmp_path)
    pair = shelf.ADMITTED.id, shelf.REJECTED.id

    def run(*words: str) -> str:
        done = CliRunner().invoke(main, ["--ledger", path, "judge", *words])
        assert done.exit_code == 0, done.output
        return done.stdout

    run("same", *pair, "--by", "ann", "--why", "one ship")
    run("different", *pair, "--by", "bob")
    run("right", pair[0], "--by", "ann")
    assert "until a third decides" in run("disagreements")
    assert "same: ann: one ship" in run("disagreements")
    [row] = [json.loads(line) for line in run("disagreements", "--json").splitlines()]
    assert (row["counts"], row["decided"], len(row["judgements"])) == ("different", False, 2)
    assert "ann, bob" in run("agreement")
    [row] = [json.loads(line) for line in run("agreement", "--json").splitlines()]
    assert row == {"one": "ann", "other": "bob", "of": "pairs", "judged": 1, "agreed": 0, "kappa": 0.0}
