"""Channels at the desk: shown to everybody, followed and changed by those who signed in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from lxml import html

from reportedly.channels import ChannelEntry, EntryKind
from reportedly.store import channel_entries
from reportedly.store.database import writing

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.working import Desk

FEED = "https://gazette.example/feed.xml"


@pytest.fixture
def followed(opened: Desk) -> Desk:
    channel, _ = opened.ledger.channels.follow(FEED, outlet="<b>The Gazette</b>", by="Ana")
    now = datetime(2031, 3, 1, 9, tzinfo=UTC)
    entry = ChannelEntry(
        id="e1",
        channel=channel.id,
        kind=EntryKind.PAGE,
        address="https://gazette.example/cut",
        title="Cable <cut>",
        listed_at=now,
        due_at=now,
        tries=2,
        problem="https://gazette.example/cut: answered 500",
    )
    with writing(opened.ledger.channels._engine) as connection:
        channel_entries.insert(connection, [entry])
    return opened


def test_channels_are_shown_with_what_failed(followed: Desk) -> None:
    [listed] = followed.client.get("/channels.json").json()
    assert (listed["address"], listed["waiting"]) == (FEED, 1)
    words = followed.words("/channels")
    assert "<b>The Gazette</b>" in words
    assert "answered 500" in words
    assert f"reportedly --ledger {followed.ledger.address} watch" in words
    page = html.fromstring(followed.client.get("/channels").text)
    [path] = page.xpath("//table//a[contains(., 'Gazette')]/@href")
    assert "Cable <cut>" in followed.words(path)
    assert "after 2 tries" in followed.words(path)
    assert followed.client.get(f"/channels/{listed['id']}.json").json()["outlet"] == "<b>The Gazette</b>"
    assert [e["id"] for e in followed.client.get("/channel-entries.json?failed=true").json()] == ["e1"]
    assert followed.client.get("/channels/none").status_code == 404
    assert "form" not in "".join(page.xpath("//main//form/@action"))


def test_readers_find_channels_and_alerts(followed: Desk) -> None:
    page = html.fromstring(followed.client.get("/claims").text)
    links = page.xpath("//nav[@class='work']//a/@href")
    assert links[:2] == ["/channels", "/alerts"]
    assert "/add" not in links
    assert not html.fromstring(followed.client.get("/sign-in").text).xpath("//nav[@class='work']")


@pytest.mark.parametrize("path", ["/channels/follow", "/channels/change"])
def test_strangers_follow_nothing(followed: Desk, path: str) -> None:
    answer = followed.client.post(path, data={"address": "https://post.example/", "channel": FEED, "what": "remove"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert len(followed.ledger.channels.all()) == 1


def test_people_who_signed_in_follow_and_change(signed: Desk, tmp_path: Path) -> None:
    done = signed.post("/channels/follow", address=FEED, every="3600", outlet="Gazette")
    [channel] = signed.ledger.channels.all()
    assert done.headers["location"] == f"/channels/{channel.id}?done=followed"
    assert (channel.interval, channel.outlet, channel.public, channel.by) == (3600, "Gazette", True, "Ana")
    for what, paused, said in (
        ("pause", True, "changed"),
        ("resume", False, "changed"),
        ("check", False, "due"),
        ("retry", False, "due"),
    ):
        changed = signed.post("/channels/change", channel=channel.id, what=what)
        assert changed.headers["location"] == f"/channels/{channel.id}?done={said}"
        assert signed.ledger.channels.get(channel.id).paused == paused
    assert signed.post("/channels/change", channel=channel.id, what="eat").status_code == 409
    for address in (str(tmp_path), "file:///etc/passwd", "ftp://a.example/", "https://a:b@c.example/"):
        assert signed.post("/channels/follow", address=address).status_code == 409, address
    assert signed.post("/channels/change", channel=channel.id, what="remove").headers["location"] == (
        "/channels?done=unfollowed"
    )
    assert signed.ledger.channels.all() == []
