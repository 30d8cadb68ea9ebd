"""`reportedly alert`, as a user gives it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reportedly.cli import main
from reportedly.ledger import Ledger
from reportedly.ledger.alerts import Alerts
from tests.web import shelf


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    return shelf.filled(tmp_path)


def _run(ledger: str, *words: str) -> Result:
    return CliRunner().invoke(main, ["--ledger", ledger, *words])


def _shown(ledger: str, *words: str) -> dict[str, Any]:
    done = _run(ledger, *words, "--json")
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _behind(ledger: str, name: str) -> None:
    """Let an alert look through everything that is there."""
    from reportedly.store.database import writing
    from reportedly.store.schema import alerts

    with Ledger(ledger) as opened, writing(opened.alerts._engine) as connection:
        connection.execute(alerts.update().where(alerts.c.name == name).values(cursor=0))


def test_an_alert_is_saved_shown_delivered_and_removed(ledger: str, tmp_path: Path) -> None:
    lines, feed = tmp_path / "ferry.jsonl", tmp_path / "ferry.atom"
    words = ("sunk", "--file", str(lines), "--feed", str(feed), "--quiet", "23:00-23:01", "--by", "ann")
    made = _run(ledger, "alert", "add", "The ferry", *words)
    assert made.exit_code == 0, made.stderr
    assert made.stderr.startswith("reportedly: The ferry: saved; of the last 200 reports it would have found ")
    found = _shown(ledger, "alert", "show", "the ferry")
    assert (found["name"], found["by"], found["query"]["occasion"]) == ("The ferry", "ann", "statement")
    assert [c["kind"] for c in found["receivers"]] == ["file", "feed"]
    assert _run(ledger, "alert", "deliver").stderr == "reportedly: 0 found, 0 delivered\n"
    _behind(ledger, "The ferry")
    done = _shown(ledger, "alert", "deliver", "--desk", "https://desk.example.org")
    assert done["delivered"] == 2 * done["found"] > 0
    rows = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    assert len(rows) == done["found"]
    assert rows[0]["link"].startswith("https://desk.example.org/statements/")
    assert feed.read_text("utf-8").count("<entry>") == done["found"]
    table = _run(ledger, "alert", "show", "The ferry", "--matches").stdout
    assert rows[-1]["words"].split()[0] in table
    listed = _run(ledger, "alert", "list").stdout
    for part in ("The ferry", "a statement: “sunk”", "quiet 23:00-23:01 UTC"):
        assert part in listed
    assert f"{done['found']} of {done['found']}" in _run(ledger, "alert", "show", "The ferry").stdout
    assert _run(ledger, "alert", "remove", "The ferry").exit_code == 0
    assert _run(ledger, "alert", "list").stderr == "no alerts\n"
    assert _run(ledger, "alert", "show", "The ferry").exit_code == 1


def test_what_fails_is_said_and_the_exit_code_is_1(ledger: str, tmp_path: Path) -> None:
    nowhere = tmp_path / "no" / "x.jsonl"
    _run(ledger, "alert", "add", "a", "--file", str(nowhere), "--by", "ann")
    tried = _run(ledger, "alert", "test", "a")
    assert (tried.exit_code, tried.stdout) == (
        1, f"file {nowhere}: {nowhere}: cannot be written (No such file or directory)\n"
    )  # fmt: skip
    _behind(ledger, "a")
    done = _run(ledger, "alert", "deliver")
    assert done.exit_code == 1
    assert f"a: file: {nowhere}" in done.stderr
    assert "failed 1 time, again from" in _run(ledger, "alert", "show", "a").stdout
    nowhere.parent.mkdir()
    assert _run(ledger, "alert", "test", "a").stdout == f"file {nowhere}: taken\n"


def test_alerts_are_muted_for_a_while_or_without_an_end(ledger: str) -> None:
    _run(ledger, "alert", "add", "a", "--by", "ann")
    assert _run(ledger, "alert", "mute", "a", "--for", "8h").exit_code == 0
    assert "muted until 2" in _run(ledger, "alert", "list").stdout
    _run(ledger, "alert", "mute", "a")
    assert _shown(ledger, "alert", "show", "a")["muted_until"].startswith("9999")
    _run(ledger, "alert", "unmute", "a")
    assert _shown(ledger, "alert", "show", "a")["muted_until"] is None
    assert _run(ledger, "alert", "mute", "a", "--for", "8").exit_code == 2
    assert "has no receiver" in _run(ledger, "alert", "test", "a").stderr


@pytest.mark.parametrize(
    ("words", "occasion"),
    [
        (("--from", "alleged", "--to", "disputed"), "status"),
        (("--above", "100", "--of", "killed"), "number"),
        (("--on", "first", "--actor", "Norway"), "first"),
        (("--on", "due",), "due"),
    ],
)  # fmt: skip
def test_options_say_what_is_waited_for(ledger: str, words: tuple[str, ...], occasion: str) -> None:
    assert _run(ledger, "alert", "add", "a", *words, "--by", "ann").exit_code == 0
    assert _shown(ledger, "alert", "show", "a")["query"]["occasion"] == occasion


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("--on", "number"), 2, "needs the bound"),
        (("--unit", "km"), 2, "are for alerts on a number"),
        (("--on", "due", "--to", "denied"), 2, "is for alerts on a status"),
        (("--every", "day"), 2, "--every is for mail"),
        (("--quiet", "late"), 2, "are no hours"),
        (("--quiet", "22:00Z-07:00"), 2, "are no hours"),
        (("--quiet", "10:00-10:00"), 2, "are no hours"),
        (("--quiet", "22:00-07:00", "--zone", "Mars/Olympus"), 2, "no time zone"),
        (("--mail", "ann"), 1, "is not a mail address"),
        (("--webhook", "ftp://x"), 1, "is not an http or https address"),
        (("--topic", "lost"), 1, "no topic 'lost'"),
    ],
)
def test_options_that_do_not_fit_are_named(ledger: str, words: tuple[str, ...], code: int, why: str) -> None:
    done = _run(ledger, "alert", "add", "a", *words, "--by", "ann")
    assert (done.exit_code, why in done.stderr) == (code, True), done.stderr
    assert _run(ledger, "alert", "list", "--json").stdout == ""


def _options(ledger: str) -> tuple[Any, ...]:
    shown = _shown(ledger, "alert", "show", "a")
    query, receivers = shown["query"], shown["receivers"]
    return query["occasion"], query["wanted"]["text"], query["wanted"]["actor"], [r["target"] for r in receivers]


def test_an_edit_changes_what_is_given_and_nothing_else(ledger: str, tmp_path: Path) -> None:
    lines = tmp_path / "a.jsonl"
    words = (
        "sunk",
        "--actor",
        "Sudland Foreign Ministry",
        "--mail",
        "ann@example.org",
        "--every",
        "day",
        "--file",
        str(lines),
    )
    _run(ledger, "alert", "add", "a", *words, "--quiet", "22:00-07:00", "--zone", "Europe/Oslo", "--by", "ann")
    _behind(ledger, "a")
    done = _run(ledger, "alert", "edit", "A", "ferry", "storm")
    assert done.exit_code == 0, done.stderr
    assert done.stderr.startswith("reportedly: a: changed; of the last 200 reports it would have found ")
    assert _options(ledger) == ("statement", "ferry storm", "Sudland Foreign Ministry", ["ann@example.org", str(lines)])
    assert _shown(ledger, "alert", "show", "a")["matches"] > 0, "what had come in went by the filter before"
    _run(
        ledger, "alert", "edit", "a", "--clear", "actor", "--above", "0", "--of", "killed", "--mail", "ben@example.org"
    )
    assert _options(ledger) == ("number", "ferry storm", None, ["ben@example.org", str(lines)])
    shown = _shown(ledger, "alert", "show", "a")
    assert (shown["query"]["above"], shown["receivers"][0]["pace"]) == (0, "by day")
    _run(ledger, "alert", "edit", "a", "--to", "denied", "--zone", "Europe/Madrid", "--every", "once")
    shown = _shown(ledger, "alert", "show", "a")
    assert (shown["query"]["occasion"], shown["query"]["above"], shown["query"]["of"]) == ("status", None, None)
    assert (shown["query"]["after"], shown["receivers"][0]["pace"]) == ("denied", "at once")
    assert shown["quiet"]["zone"] == "Europe/Madrid"
    _run(ledger, "alert", "edit", "a", "--on", "first", "--clear", "mail", "--clear", "quiet", "--clear", "text")
    assert _options(ledger) == ("first", "", None, [str(lines)])
    assert _shown(ledger, "alert", "show", "a")["quiet"] is None


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        ((), 2, "nothing to change"),
        (("sunk",), 2, "nothing to change"),
        (("--actor", "Norland", "--clear", "actor"), 2, "give one of both"),
        (("--zone", "Europe/Oslo"), 2, "--zone is for quiet hours"),
        (("--every", "day"), 2, "--every is for mail"),
        (("--on", "number"), 2, "needs the bound"),
        (("--clear", "name"), 2, "is not one of"),
        (("--mail", "ann"), 1, "is not a mail address"),
    ],
)
def test_an_edit_that_does_not_fit_is_told(ledger: str, words: tuple[str, ...], code: int, why: str) -> None:
    _run(ledger, "alert", "add", "a", "sunk", "--by", "ann")
    before = _shown(ledger, "alert", "show", "a")
    done = _run(ledger, "alert", "edit", "a", *words)
    assert (done.exit_code, why in done.stderr) == (code, True), done.stderr
    assert _shown(ledger, "alert", "show", "a") == before
    assert _run(ledger, "alert", "edit", "lost", "--actor", "Norland").exit_code == 1


def test_alerts_go_to_another_ledger(ledger: str, tmp_path: Path) -> None:
    file, lines, other = tmp_path / "alerts.jsonl", tmp_path / "a.jsonl", str(tmp_path / "other.db")
    mail = ("--mail", "ann@example.org", "--file", str(lines))
    _run(ledger, "alert", "add", "a", "sunk", *mail, "--quiet", "22:00-07:00", "--by", "ann")
    done = _run(ledger, "alert", "export", "--out", str(file))
    assert (done.exit_code, done.stderr) == (
        0, "reportedly: 1 alert written; 2 receivers left out: give them again with `alert edit`\n"
    )  # fmt: skip
    Ledger(other).close()
    done = _run(other, "alert", "import", str(file), "--by", "ben")
    assert (done.exit_code, done.stderr) == (0, "reportedly: 1 alert saved, 0 known\n")
    assert _run(other, "alert", "import", str(file)).stderr == "reportedly: 0 alerts saved, 1 known\n"
    assert _shown(other, "alert", "show", "a")["quiet"]["zone"] == "UTC"
    _run(other, "alert", "remove", "a")
    done = _run(ledger, "alert", "export", "--receivers", "--out", str(file))
    assert "1 alert written; 1 receiver left out" in done.stderr
    assert "1 alert saved, 0 known, 1 receiver left out (--receivers takes them)" in _run(
        other, "alert", "import", str(file), "--by", "ben"
    ).stderr  # fmt: skip
    _run(other, "alert", "remove", "a")
    _run(other, "alert", "import", str(file), "--receivers", "--by", "ben")
    assert [r["target"] for r in _shown(other, "alert", "show", "a")["receivers"]] == ["ann@example.org"]
    _run(other, "alert", "edit", "a", "ferry")
    done = _run(other, "alert", "import", str(file))
    assert done.exit_code == 1
    assert f"{file}:1: there is another alert 'a'" in done.stderr
    file.write_text("{}\n", "utf-8")
    done = _run(other, "alert", "import", str(file))
    assert (done.exit_code, "is not an alert as `alert export` writes it" in done.stderr) == (1, True)


def test_another_process_that_delivers_is_left_to_it(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly.alerts import DeliveryRound

    monkeypatch.setattr(Alerts, "deliver", lambda *_, **__: DeliveryRound(busy=True))
    done = _run(ledger, "alert", "deliver")
    assert (done.exit_code, "another process" in done.stderr) == (0, True)
