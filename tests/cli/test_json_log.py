"""`serve --log json` and `watch --log json`: one JSON object a line, and no secrets in them."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner

from reportedly.cli import main
from reportedly.cli.json_log import JsonLogFormat
from reportedly.ledger import Ledger
from reportedly.masking import without_passwords
from tests.web import shelf

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TOKEN = "a-token-for-the-test"


def _lines(text: str) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in text.splitlines()]
    for line in found:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line["time"])
        assert line["level"] in ("info", "warning", "error")
        assert line["event"]
    return found


def test_the_desk_logs_requests_without_what_was_asked_for(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "reportedly", "--ledger", shelf.empty(tmp_path), "serve", "--port", "0"]
    env = {**os.environ, "REPORTEDLY_TOKEN": TOKEN}
    with subprocess.Popen([*words, "--log", "json"], stderr=subprocess.PIPE, text=True, env=env) as desk:
        assert desk.stderr is not None
        first = desk.stderr.readline()
        address = json.loads(first)["address"]
        for path in ("claims?q=private+words", "healthz"):
            request = urllib.request.Request(f"{address}{path}", headers={"Authorization": f"Bearer {TOKEN}"})
            with urllib.request.urlopen(request, timeout=60) as answer:
                assert answer.status == 200
        desk.send_signal(signal.SIGINT)
        text = first + desk.stderr.read()
    lines = _lines(text)
    assert lines[0]["event"] == "open"
    asked = [{name: line[name] for name in ("method", "route", "path", "status")} for line in lines if "route" in line]
    assert asked == [{"method": "GET", "route": path, "path": path, "status": 200} for path in ("/claims", "/healthz")]
    assert all(line["milliseconds"] >= 0 for line in lines if "route" in line)
    assert "private" not in text
    assert TOKEN not in text


def test_rounds_and_messages_of_watch_are_events(tmp_path: Path) -> None:
    address, inbox = shelf.empty(tmp_path), tmp_path / "inbox"
    done = CliRunner().invoke(main, ["--ledger", address, "watch", "--once", "--log", "json"])
    assert (done.exit_code, done.stdout) == (0, "")
    assert "nothing is followed yet" in _lines(done.stderr)[0]["event"]
    inbox.mkdir()
    with Ledger(address) as ledger:
        ledger.channels.follow(str(inbox))
    inbox.rmdir()
    done = CliRunner().invoke(main, ["--ledger", address, "watch", "--once", "--log", "json"])
    found = [line for line in _lines(done.stderr) if line["event"] == "round"]
    assert (done.exit_code, len(found), found[0]["checked"], len(found[0]["problems"])) == (1, 1, 1, 1)
    assert logging.getLogger("reportedly").level == logging.WARNING, "as it was before"


def test_errors_and_faults_are_lines_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = CliRunner().invoke(main, ["--ledger", str(tmp_path / "none.db"), "watch", "--log", "json"])
    assert done.exit_code == 1
    assert "no such ledger" in _lines(done.stderr)[-1]["event"]

    def fails(_self: Ledger) -> bool:
        raise ZeroDivisionError("postgresql://ana:sesame@db/news")

    monkeypatch.setattr(Ledger, "outdated", fails)
    done = CliRunner().invoke(main, ["--ledger", shelf.empty(tmp_path), "watch", "--log", "json"])
    last = _lines(done.stderr)[-1]
    assert (done.exit_code, last["level"], last["event"]) == (1, "error", "a fault of the program")
    assert "ZeroDivisionError: postgresql://ana:***@db/news" in last["traceback"]


def test_a_line_is_one_line_and_shows_no_password() -> None:
    text = "lost postgres://jon:a:b@c@db/x and \x1b[31mhttps://u:p@h/\nnext"
    record = logging.LogRecord("reportedly.x", logging.WARNING, "", 0, text, (), None)
    record.created = time.time()
    line = JsonLogFormat().format(record)
    assert "\n" not in line
    assert json.loads(line)["event"] == "lost postgres://jon:***@db/x and \ufffd[31mhttps://u:***@h/\nnext"
    assert without_passwords("see https://post.example:8000/a@b for it") == "see https://post.example:8000/a@b for it"
