"""The commands of a ledger, as a user gives them."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from reportedly.cli import main
from reportedly.cli.progress import StopRequest
from reportedly.store import pending
from reportedly.store.database import open_database, writing
from reportedly.store.schema import DERIVED

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.model

ROWS = [
    {
        "id": "g1",
        "outlet": "Gazette",
        "title": "Divers blamed for cut cable",
        "url": "https://gazette.example/1",
        "published_at": "2031-03-01T09:00:00+00:00",
        "text": "Norway said on Saturday that Chilean divers had cut a cable off Bergen.\n\n"
        "“We will repair the cable by 20 March,” Prime Minister Kari Dahl told reporters.",
    },
    {
        "id": "g2",
        "outlet": "Herald",
        "title": "Chile denies cutting cable",
        "url": "https://herald.example/2",
        "published_at": "2031-03-02T09:00:00+00:00",
        "text": "Chile denied on Sunday that its divers had cut a cable off Bergen.\n\n"
        "Portugal confirmed that Chilean divers had cut a cable off Bergen.",
    },
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("cli")
    (place / "in.jsonl").write_text("\n".join(json.dumps(row) for row in ROWS), "utf-8")
    done = _run(place / "ledger.db", "add", str(place / "in.jsonl"))
    assert done.exit_code == 0, done.output
    assert done.stderr.strip().endswith("2 new, 0 known")
    return place


def _run(ledger: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--ledger", str(ledger), *words], env={"COLUMNS": "100"})


def _json(ledger: Path, *words: str) -> list[dict[str, Any]]:
    done = _run(ledger, *words, "--json")
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_adding_again_finds_everything_known(folder: Path) -> None:
    done = _run(folder / "ledger.db", "add", str(folder / "in.jsonl"))
    assert (done.exit_code, done.stderr.strip()) == (0, f"{folder / 'ledger.db'}: 0 new, 2 known")


def test_claims_keep_the_contract(folder: Path) -> None:
    found = _json(folder / "ledger.db", "claims")
    cable = next(c for c in found if any("cut a cable" in s["content"][0]["text"] for s in c["statements"]))
    keys = ["id", "wording", "status", "why", "first", "last", "origins", "positions", "statements", "numbers"]
    keys += ["relations", "rank", "shown"]
    assert list(cable) == keys
    assert cable["status"] == "disputed"
    assert {p["actor"]: p["stance"] for p in cable["positions"]}["Chile"] == "deny"
    texts = {row["id"]: row["text"] for row in ROWS}
    for statement in cable["statements"]:
        for span in [*statement["content"], *([statement["source"]] if statement["source"] else [])]:
            assert texts[statement["report"]][span["start"] : span["end"]] == span["text"]
    assert _json(folder / "ledger.db", "claim", cable["id"][:12]) == [cable]


def test_as_of_shows_what_was_known(folder: Path) -> None:
    assert _json(folder / "ledger.db", "claims", "--as-of", "2031-02-28") == []
    then = _json(folder / "ledger.db", "claims", "--as-of", "2031-03-01")
    assert {s["report"] for c in then for s in c["statements"]} == {"g1"}


def test_changes_name_from_and_to(folder: Path) -> None:
    found = _json(folder / "ledger.db", "changes")
    assert list(found[0]) == ["date", "claim", "wording", "from", "to", "kind", "notable", "why", "statements"]
    assert ("alleged", "disputed") in {(c["from"], c["to"]) for c in found}


def test_origins_and_forecasts_keep_the_contract(folder: Path) -> None:
    assert [o["reports"] for o in _json(folder / "ledger.db", "origins")] == [["g2"], ["g1"]]
    for forecast in _json(folder / "ledger.db", "forecasts"):
        assert set(forecast) == {
            *("statement", "report", "content", "source", "actor"),
            *("horizon", "likelihood", "outcome", "resolved_by", "due"),
        }


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("claims", "--all"), "disputed"),
        (("changes", "--all"), "(was alleged)"),
        (("origins", "--all"), "g1, Gazette, 2031-03-01"),
        (("forecasts",), ""),
        (("search", "Bergen"), "Norway"),
        (("sources",), "Norway"),
        (("events", "--all"), "Divers blamed for cut"),
        (("events", "--csv"), "id,title,type,day"),
        (("source", "Norway"), "Its statements"),
        (("timeline",), "2031-03-01"),
        (("numbers",), ""),
        (("tolls", "--all"), ""),
        (("tolls", "--csv"), "event,title,day,place"),
        (("claims", "--csv", "--limit", "1"), "id,wording"),
        (("search", "Bergen", "--csv"), "statement,report"),
        (("search", "nowhere", "--csv"), "statement,report"),
    ],
)
@pytest.mark.parametrize("columns", ["80", "160"])
def test_tables_fit_the_terminal(folder: Path, words: tuple[str, ...], expected: str, columns: str) -> None:
    done = CliRunner().invoke(main, ["--ledger", str(folder / "ledger.db"), *words], env={"COLUMNS": columns})
    assert done.exit_code == 0, done.output
    assert expected in done.stdout
    assert "--csv" in words or max((len(line) for line in done.stdout.splitlines()), default=0) <= int(columns)


def test_a_claim_is_told_in_full(folder: Path) -> None:
    cable = next(c for c in _json(folder / "ledger.db", "claims") if c["status"] == "disputed")
    done = _run(folder / "ledger.db", "claim", cable["id"])
    for part in ("disputed", "Changes of status", "Positions", "Statements", "Chile", "denies"):
        assert part in done.stdout


def test_verify_and_link_say_that_all_is_well(folder: Path) -> None:
    done = _run(folder / "ledger.db", "verify")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "everything holds" in done.stderr
    before = _json(folder / "ledger.db", "claims")
    assert _run(folder / "ledger.db", "link", "--rebuild").stderr.strip().endswith("2 reports linked")
    assert _json(folder / "ledger.db", "claims") == before


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("claims",), "no such ledger; `reportedly --ledger"),
        (("verify",), "no such ledger"),
    ],
)
def test_a_missing_ledger_is_not_made_by_asking(tmp_path: Path, words: tuple[str, ...], problem: str) -> None:
    done = _run(tmp_path / "none.db", *words)
    assert done.exit_code == 1
    assert problem in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_day_that_is_none_is_named(folder: Path) -> None:
    done = _run(folder / "ledger.db", "claims", "--as-of", "yesterday")
    assert done.exit_code == 2
    assert "'yesterday' is not a day: write it as 2025-04-28" in done.stderr


def test_an_unknown_claim_is_named(folder: Path) -> None:
    done = _run(folder / "ledger.db", "claim", "nothing")
    assert done.exit_code == 1
    assert "no claim 'nothing'" in done.stderr


def test_failures_are_counted_and_the_rest_is_kept(tmp_path: Path) -> None:
    good, bad = json.dumps(ROWS[0]), '{"id": "x"'
    (tmp_path / "mixed.jsonl").write_text(f"{good}\n{bad}\n", "utf-8")
    done = _run(tmp_path / "ledger.db", "add", str(tmp_path / "mixed.jsonl"), str(tmp_path / "missing.txt"))
    assert done.exit_code == 1
    assert "1 new, 0 known, 2 failed" in done.stderr
    assert "missing.txt" in done.stderr


def test_one_revision_is_counted_as_one(tmp_path: Path) -> None:
    later = {**ROWS[0], "id": "g9", "published_at": "2031-03-03T09:00:00+00:00", "text": f"{ROWS[0]['text']} Late."}
    (tmp_path / "in.jsonl").write_text(f"{json.dumps(ROWS[0])}\n{json.dumps(later)}\n", "utf-8")
    assert _run(tmp_path / "ledger.db", "add", str(tmp_path / "in.jsonl")).stderr.strip().endswith(", 1 revision")


def test_undated_reports_are_named_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway said on Monday that Chilean divers had cut a cable off Bergen.", "utf-8")
    first = _run(tmp_path / "ledger.db", "add", str(tmp_path / "a.txt"))
    assert "1 new report has no date and counts as published now" in first.stderr
    assert "no date" not in _run(tmp_path / "ledger.db", "add", str(tmp_path / "a.txt")).stderr
    dated = _run(tmp_path / "dated.db", "add", str(tmp_path / "a.txt"), "--published", "2031-03-01")
    assert "no date" not in dated.stderr


def test_what_was_unread_is_unread_again(tmp_path: Path) -> None:
    (tmp_path / "fr.txt").write_text(
        "Le ministre a déclaré que la France était prête, et que tout irait bien.", "utf-8"
    )
    codes = [_run(tmp_path / "ledger.db", "add", str(tmp_path / "fr.txt")) for _ in range(2)]
    assert [done.exit_code for done in codes] == [1, 1]
    assert codes[1].stderr.strip().endswith("0 new, 1 known (1 unread)")
    (failure,) = _json(tmp_path / "ledger.db", "failures")
    assert (list(failure), failure["source"]) == (["at", "source", "report", "reason"], "fr.txt")
    shown = _run(tmp_path / "ledger.db", "failures")
    assert "only English is read" in shown.stdout
    assert shown.stderr.strip() == "1 failure"


def test_linking_stops_on_request_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Soon(StopRequest):
        def checked(self, step: Callable[[int, int], None]) -> Callable[[int, int], None]:
            def stepping(done: int, total: int) -> None:
                step(done, total)
                self.requested = True

            return super().checked(stepping)

    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(row) for row in ROWS), "utf-8")
    with monkeypatch.context() as patch:
        for module in ("add", "ledger"):
            patch.setattr(f"reportedly.cli.{module}.stop_on_interrupt", lambda: nullcontext(Soon()))
        done = _run(tmp_path / "ledger.db", "add", str(tmp_path / "in.jsonl"))
        assert done.exit_code == 130
        assert "2 new" in done.stderr
        assert "interrupted; the same command continues" in done.stderr
        assert "1 report is not linked yet" in _run(tmp_path / "ledger.db", "claims").stderr
        stopped = _run(tmp_path / "ledger.db", "link", "--rebuild")
        assert (stopped.exit_code, stopped.stderr.strip()) == (
            130,
            "reportedly: interrupted; `reportedly link` starts again",
        )
    assert _run(tmp_path / "ledger.db", "link").stderr.strip().endswith("2 reports linked")


def test_what_waits_to_be_linked_is_told(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(row) for row in ROWS), "utf-8")
    assert _run(tmp_path / "ledger.db", "add", str(tmp_path / "in.jsonl")).exit_code == 0
    engine = open_database(str(tmp_path / "ledger.db"))
    with writing(engine) as connection:
        for table in DERIVED:
            connection.execute(sa.delete(table))
        pending.refill(connection)
    engine.dispose()
    waits = "2 reports are not linked yet and left out: `reportedly link` continues"
    for command in ("claims", "search", "events"):
        done = _run(tmp_path / "ledger.db", command, *(["cable"] if command == "search" else []), "--json")
        assert (done.exit_code, done.stdout) == (0, "")
        assert waits in done.stderr
    assert _run(tmp_path / "ledger.db", "link").exit_code == 0
    assert waits not in _run(tmp_path / "ledger.db", "claims", "--json").stderr


def test_a_search_says_that_there_is_more(folder: Path) -> None:
    done = _run(folder / "ledger.db", "search", "cable", "--limit", "1")
    assert done.stderr.strip() == "the first 1 statement; --offset 1 shows the next"
    found = _json(folder / "ledger.db", "search", "cable")
    assert [*_json(folder / "ledger.db", "search", "cable", "--offset", "1")] == found[1:]


def test_vectors_are_computed_again_by_a_rebuild_only(folder: Path) -> None:
    done = _run(folder / "ledger.db", "link", "--embed")
    assert done.exit_code == 2
    assert "--embed goes with --rebuild" in done.stderr


WITHOUT_NUMPY = (
    *("claims", "disputes", "changes", "search cable", "sources", "origins", "forecasts", "timeline", "grades"),
    *("failures", "numbers", "feed"),
)
WITH_NUMPY = ("events", "brief", "--version", "--help")
WATCHED = """
import sys
from click.testing import CliRunner
from reportedly.cli import main

ledger, without, others = sys.argv[1], sys.argv[2].split(","), sys.argv[3].split(",")
heavy = {"spacy", "thinc", "onnxruntime", "tokenizers", "fastapi", "starlette", "uvicorn", "alembic", "babel", "pint"}
heavy |= {"trafilatura", "reportedly.web", "reportedly.reading.pipeline", "reportedly.ledger.linker.linker"}
heavy |= {"sqlalchemy.dialects.postgresql", "multiprocessing"}
models = set()

def note(event, given):
    if event == "open" and str(given[0]).endswith((".onnx", "tokenizer.json", "gazetteer.bin")):
        models.add(str(given[0]))

sys.addaudithook(note)
for words in (*without, *others):
    done = CliRunner().invoke(main, ["--ledger", ledger, *words.split()])
    loaded = (heavy | ({"numpy", "pydantic"} if words in without else set())) & sys.modules.keys() | models
    if done.exit_code or loaded:
        sys.exit(f"{words}: exit code {done.exit_code}, loads {sorted(loaded)}")
"""


def test_commands_that_read_load_no_model_and_nothing_heavy(folder: Path) -> None:
    ledger = str(folder / "ledger.db")
    words = [sys.executable, "-c", WATCHED, ledger, ",".join(WITHOUT_NUMPY), ",".join(WITH_NUMPY)]
    done = subprocess.run(words, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
