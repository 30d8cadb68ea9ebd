"""Feeds and the calendar, read back by libraries of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import feedparser
import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

from reportedly.web import app as desk
from tests.web import shelf
from tests.web.signing import ADDRESS, TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(desk.create(shelf.filled(tmp_path)), base_url=ADDRESS) as made:
        yield made


@pytest.mark.parametrize("path", ["/changes.atom?only=all", f"/claims/{shelf.CLAIM}.atom", "/search.atom?q=sunk"])
def test_a_feed_is_read_back(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.entries
    assert len({e.id for e in feed.entries}) == len(feed.entries)
    assert [e.updated for e in feed.entries] == sorted((e.updated for e in feed.entries), reverse=True)
    for entry in feed.entries:
        assert client.get(entry.link).status_code == 200
        assert "<script" not in entry.content[0].value
    assert {link.rel for link in feed.feed.links} == {"self", "alternate"}


def test_a_feed_of_changes_has_the_words_behind_them(client: TestClient) -> None:
    (denied, *_) = [
        e for e in feedparser.parse(client.get("/changes.atom?only=moved").content).entries if "disputed" in e.title
    ]
    assert "“that its navy had sunk the ferry”" in denied.content[0].value
    assert denied.id == feedparser.parse(client.get("/changes.atom?only=moved&actor=Sudland").content).entries[0].id


def test_forecasts_stand_on_their_day(client: TestClient) -> None:
    answer = client.get("/forecasts.ics")
    found = Calendar.from_ical(answer.content)
    due = {str(f["statement"]): f for f in client.get("/forecasts.json").json() if f["due"]}
    assert len(due) > 0
    events = {str(e["uid"]).partition("@")[0]: e for e in found.walk("VEVENT")}
    assert events.keys() == due.keys()
    for key, event in events.items():
        assert event.decoded("dtstart").isoformat() == due[key]["due"]
        assert due[key]["content"][0]["text"].split()[0] in str(event["description"])


def test_a_private_desk_gives_feeds_to_those_with_the_token_alone(tmp_path: Path) -> None:
    app = desk.create(shelf.filled(tmp_path), token=TOKEN, private=True)
    with TestClient(app, base_url=ADDRESS, follow_redirects=False) as client:
        assert client.get("/changes.atom").status_code == 401
        assert client.get("/changes.atom", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
