"""`reportedly follow` and `reportedly watch`, as a user gives them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from reportedly.cli import main
from reportedly.ledger import Ledger
from reportedly.store import watch_lock
from reportedly.store.database import writing

if TYPE_CHECKING:
    from pathlib import Path

FEED = "https://gazette.example/feed.xml"


def run(ledger: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--ledger", str(ledger), *words], env={"COLUMNS": "120"})


def test_channels_go_to_another_ledger(tmp_path: Path) -> None:
    db, other, file = tmp_path / "a.db", tmp_path / "b.db", tmp_path / "channels.jsonl"
    run(db, "follow", FEED, str(tmp_path), "--every", "2h", "--by", "Ana")
    done = run(db, "follow", "export", "--out", str(file))
    assert (done.exit_code, done.stderr) == (
        0, "reportedly: 1 channel written; 1 folder left out, as paths are of one machine\n"
    )  # fmt: skip
    assert run(other, "follow", "import", str(file)).stderr == "reportedly: 1 channel followed, 0 already\n"
    assert run(other, "follow", "import", str(file)).stderr == "reportedly: 0 channels followed, 1 already\n"
    [row] = map(json.loads, run(other, "follow", "list", "--json").stdout.splitlines())
    assert (row["address"], row["interval"]) == (FEED, 7200)
    file.write_text(file.read_text("utf-8").replace("https", "ftp") + '{"kind": "channel"}\n', "utf-8")
    done = run(other, "follow", "import", str(file))
    assert (done.exit_code, f"{file}:2: is not a channel" in done.stderr) == (1, True)
    file.write_text(file.read_text("utf-8").splitlines()[0], "utf-8")
    done = run(other, "follow", "import", str(file))
    assert (done.exit_code, "0 channels followed, 0 already, 1 could not be followed" in done.stderr) == (1, True)


def test_channels_are_followed_shown_changed_and_removed(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    done = run(db, "follow", FEED, str(inbox), "--by", "Ana")
    assert done.exit_code == 0, done.output
    assert "followed" in done.stderr
    assert "`reportedly watch` fetches what is new" in done.stderr
    again = run(db, "follow", "add", f"{FEED}#top")
    assert (again.exit_code, "is followed already" in again.stderr) == (0, True)
    folder, feed = map(json.loads, run(db, "follow", "list", "--json").stdout.splitlines())
    assert (feed["address"], feed["interval"], feed["by"], feed["kind"]) == (FEED, 1800, "Ana", None)
    assert (folder["address"], folder["interval"], folder["kind"]) == (str(inbox.resolve()), 30, "folder")
    assert (
        run(db, "follow", "edit", feed["id"][:6], "--every", "2h", "--outlet", "The Gazette", "--pause").exit_code == 0
    )
    shown = json.loads(run(db, "follow", "show", "the gazette", "--json").stdout)
    assert (shown["interval"], shown["outlet"], shown["paused"]) == (7200, "The Gazette", True)
    assert "paused" in run(db, "follow", "show", FEED).stdout
    assert run(db, "follow", "list", "--opml").stdout.count("xmlUrl") == 1
    assert "2 channels to be checked" in run(db, "follow", "check").stderr
    assert "0 entries to be fetched" in run(db, "follow", "retry").stderr
    assert run(db, "follow", "entries", "--failed").exit_code == 0
    assert run(db, "follow", "remove", FEED).exit_code == 0
    assert len(run(db, "follow", "list", "--json").stdout.splitlines()) == 1
    assert "followed" in run(db, "follow", FEED).stderr


def test_lists_of_feeds_are_followed(tmp_path: Path) -> None:
    (tmp_path / "f.opml").write_text(
        f'<opml><body><outline text="Gazette" xmlUrl="{FEED}"/><outline xmlUrl="gopher://x/"/></body></opml>', "utf-8"
    )
    done = run(tmp_path / "a.db", "follow", str(tmp_path / "f.opml"))
    assert done.exit_code == 1
    assert "1 channel followed, 0 already" in done.stderr
    assert "'gopher://x/', which is not an http or https address" in done.stderr
    assert json.loads(run(tmp_path / "a.db", "follow", "list", "--json").stdout)["outlet"] == "Gazette"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("follow", "ftp://a.example/"), 1, "only http and https addresses can be followed"),
        (("follow", "https://ana:secret@a.example/f"), 1, "holds a name or password"),
        (("follow", "nowhere"), 1, "is no address and no folder"),
        (("follow", __file__), 1, "is a file: `reportedly add` takes it"),
        (("follow", FEED, "--every", "soon"), 2, "write it as 90s, 15m, 2h or 1d"),
        (("follow", FEED, "--every", "5s"), 1, "an interval is 60 seconds at least"),
        (("follow", "edit", FEED, "--every", "2h"), 1, "is followed: `reportedly follow list` lists them"),
        (("follow", "edit", FEED), 2, "nothing to change"),
        (("follow", "remove", "x"), 1, "no channel 'x' is followed"),
    ],
)
def test_what_cannot_be_followed_says_why(tmp_path: Path, words: tuple[str, ...], code: int, said: str) -> None:
    Ledger(str(tmp_path / "a.db")).close()
    done = run(tmp_path / "a.db", *words)
    assert (done.exit_code, said in " ".join(done.stderr.split())) == (code, True), done.stderr
    assert "secret" not in done.output


def test_a_folder_that_is_gone_is_told_and_watching_once_says_so(tmp_path: Path) -> None:
    db, inbox = tmp_path / "a.db", tmp_path / "inbox"
    inbox.mkdir()
    run(db, "follow", str(inbox))
    assert run(db, "watch", "--once").exit_code == 0
    inbox.rmdir()
    run(db, "follow", "check")
    done = run(db, "watch", "--once")
    assert (done.exit_code, "1 channel checked, 1 failed" in done.stderr) == (1, True)
    assert "cannot be opened" in run(db, "follow", "list").stdout
    run(db, "follow", "check")
    told = json.loads(run(db, "watch", "--once", "--json").stdout)
    assert (told["checked"], len(told["problems"])) == (1, 1)


def test_watching_once_tells_of_files_that_wait_until_they_are_complete(tmp_path: Path) -> None:
    db, inbox = tmp_path / "a.db", tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "new.txt").write_text("Norway said a ship had sunk.", "utf-8")
    run(db, "follow", str(inbox))
    done = run(db, "watch", "--once")
    assert (done.exit_code, "1 entry waits for a later time (files until they" in done.stderr) == (0, True)


def test_one_process_watches_at_a_time(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    with Ledger(str(db)) as ledger, writing(ledger.channels._engine) as connection:
        watch_lock.acquire(connection, datetime.now(UTC))
        connection.exec_driver_sql("UPDATE watch_locks SET process = 1")
    done = run(db, "watch", "--once")
    assert (done.exit_code, "is followed already, by process 1 on" in done.stderr) == (1, True)
    assert "followed by process 1" not in run(db, "follow", "list").stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signals_stop_it_in_order(tmp_path: Path, number: signal.Signals) -> None:
    db = tmp_path / "a.db"
    Ledger(str(db)).close()
    process = subprocess.Popen(
        [sys.executable, "-m", "reportedly", "--ledger", str(db), "watch"], stderr=subprocess.PIPE, text=True
    )
    with Ledger(str(db)) as ledger:
        until = time.monotonic() + 60
        while ledger.channels.watcher() is None and time.monotonic() < until:
            time.sleep(0.1)
        assert ledger.channels.watcher()
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
        assert (process.returncode, "stopped; the next `reportedly watch` goes on here" in said) == (0, True), said
        assert ledger.channels.watcher() is None
