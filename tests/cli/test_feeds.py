"""`reportedly feed` and `reportedly calendar`, as a user gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import feedparser
from click.testing import CliRunner
from icalendar import Calendar

from reportedly.cli import main
from tests.web import shelf

if TYPE_CHECKING:
    from pathlib import Path


def test_feeds_and_the_calendar_are_written(tmp_path: Path) -> None:
    ledger = shelf.filled(tmp_path)

    def run(*words: str) -> bytes:
        done = CliRunner().invoke(main, ["--ledger", ledger, *words])
        assert done.exit_code == 0, done.stderr
        return done.stdout_bytes

    changes = feedparser.parse(run("feed", "--all", "--desk", "https://desk.example.org"))
    assert not changes.bozo
    assert changes.entries[0].link.startswith("https://desk.example.org/claims/")
    assert b"<link" not in run("feed")
    assert feedparser.parse(run("feed", "sunk")).feed.title.startswith("Search: sunk")
    assert len(feedparser.parse(run("feed", "--claim", shelf.CLAIM[:9])).entries) > 2
    assert run("calendar", "-o", str(tmp_path / "f.ics")) == b""
    assert Calendar.from_ical((tmp_path / "f.ics").read_bytes()).walk("VEVENT")
    both = CliRunner().invoke(main, ["--ledger", ledger, "feed", "sunk", "--claim", "x"])
    assert (both.exit_code, "not both" in both.stderr) == (2, True)
