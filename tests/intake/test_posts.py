"""Exports of social media to reports: one report a post, reposts as copies, edited posts as revisions."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import cbor2
import pytest

import reportedly
from reportedly.errors import IntakeError
from reportedly.model import Report
from tests.intake.documents import archive


def found(tmp_path: Path, raw: object, name: str = "a.json") -> list[Report | IntakeError]:
    raw = raw if isinstance(raw, str | bytes) else json.dumps(raw, indent=1)
    (tmp_path / name).write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return list(reportedly.open_all(tmp_path / name))


def texts(items: list[Report | IntakeError]) -> list[str]:
    return [item.text if isinstance(item, Report) else item.reason for item in items]


CHANNEL = {
    "name": "Port Town News",
    "type": "public_channel",
    "id": 1234,
    "messages": [
        {"id": 1, "type": "service", "date": "2024-05-13T09:00:00", "action": "create_channel"},
        {
            "id": 2,
            "type": "message",
            "date": "2024-05-13T12:00:00",
            "date_unixtime": "1715594400",
            "text": [
                "The bridge is ",
                {"type": "bold", "text": "shut"},
                ", the council said.\n\nMore ",
                {"type": "link", "text": "here"},
            ],
        },
        {
            "id": 3,
            "type": "message",
            "date": "2024-05-13T12:05:00",
            "date_unixtime": "1715594700",
            "edited_unixtime": "1715595000",
            "forwarded_from": "Harbour Gazette",
            "text": "No ferry sailed on Monday.",
        },
        {"id": 4, "type": "message", "date": "2024-05-13T12:06:00", "photo": "photos/a.jpg", "text": ""},
    ],
}
GROUP = {
    "name": "Dockers",
    "type": "private_group",
    "id": 9,
    "messages": [
        {"id": 1, "type": "message", "date": "2024-05-13T12:00:00", "from": "Ann", "text": "We will stay out."}
    ],
}


def test_a_telegram_channel(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "reportedly.intake.tally"):
        first, second = found(tmp_path, CHANNEL)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert first.text == "The bridge is shut, the council said.\n\nMore here"
    assert (first.outlet, first.url) == ("Port Town News", "https://t.me/c/1234/2")
    assert first.published_at == datetime(2024, 5, 13, 10, tzinfo=UTC)
    assert second.text == "No ferry sailed on Monday."
    assert second.published_at == datetime(2024, 5, 13, 10, 10, tzinfo=UTC)
    assert (
        "2 of 2 reports found; left out: 1 of the service (members, pins, titles) (1); 1 without words (4)"
        in caplog.text
    )


def test_all_chats_of_telegram(tmp_path: Path) -> None:
    whole = {"about": "x", "chats": {"list": [CHANNEL, GROUP]}, "left_chats": {"list": []}}
    items = found(tmp_path, whole)
    assert texts(items)[2] == "We will stay out."
    assert isinstance(items[2], Report)
    assert (items[2].outlet, items[2].url) == ("Ann", None)


def note(number: int, content: str, **more: object) -> dict[str, object]:
    address = f"https://social.example/users/ann/statuses/{number}"
    return {
        "id": f"{address}/activity",
        "type": "Create",
        "actor": "https://social.example/users/ann",
        "published": "2024-05-13T10:00:00Z",
        "object": {
            "id": address,
            "type": "Note",
            "url": f"https://social.example/@ann/{number}",
            "content": content,
            "published": "2024-05-13T10:00:00Z",
            "contentMap": {"en": content},
            **more,
        },
    }


OUTBOX = {
    "@context": "https://www.w3.org/ns/activitystreams",
    "id": "outbox.json",
    "type": "OrderedCollection",
    "totalItems": 3,
    "orderedItems": [
        note(1, "<p>The bridge is shut.</p><p>The council said so.</p>"),
        note(2, "<p>No ferry sails.</p>", updated="2024-05-13T11:00:00Z", summary="strike"),
        {
            "id": "x",
            "type": "Announce",
            "actor": "https://social.example/users/ann",
            "object": "https://other.example/1",
        },
    ],
}


@pytest.mark.parametrize("in_zip", [False, True])
def test_a_mastodon_archive(tmp_path: Path, caplog: pytest.LogCaptureFixture, in_zip: bool) -> None:
    minified = json.dumps(OUTBOX)
    raw = archive({"outbox.json": minified, "actor.json": "{}", "likes.json": "{}"}) if in_zip else minified
    with caplog.at_level("INFO", "reportedly.intake.tally"):
        first, second = found(tmp_path, raw, "a.zip" if in_zip else "outbox.json")
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert first.text == "The bridge is shut.\n\nThe council said so."
    assert (first.outlet, first.url, first.language) == ("@ann@social.example", "https://social.example/@ann/1", "en")
    assert second.text == "strike\n\nNo ferry sails."
    assert second.published_at == datetime(2024, 5, 13, 11, tzinfo=UTC)
    assert "1 boosts of posts that are not in the archive (https://other.example/1)" in caplog.text


def test_a_mastodon_archive_that_is_cut_says_so(tmp_path: Path) -> None:
    items = found(tmp_path, {**OUTBOX, "totalItems": 5})
    assert "says that it has 5 posts; 2 of them are not in it" in texts(items)


def test_statuses_of_mastodon(tmp_path: Path) -> None:
    said = {
        "id": "7",
        "created_at": "2024-05-13T09:00:00Z",
        "content": "<p>Talks failed.</p>",
        "account": {"acct": "bo"},
        "url": "https://s.example/7",
    }
    boost = {
        "id": "8",
        "created_at": "2024-05-13T10:00:00Z",
        "content": "",
        "account": {"acct": "ann"},
        "reblog": said,
        "url": "https://s.example/8",
    }
    original, copy = found(tmp_path, [said, boost])
    assert isinstance(original, Report)
    assert isinstance(copy, Report)
    assert original.text == copy.text == "Talks failed."
    assert (original.outlet, copy.outlet) == ("@bo", "@ann")


RECORD = {
    "$type": "app.bsky.feed.post",
    "text": "The bridge is shut.",
    "createdAt": "2024-05-13T10:00:00.000Z",
    "langs": ["en"],
}
URI = "at://did:plc:abc/app.bsky.feed.post/3kaa"


def test_posts_of_bluesky(tmp_path: Path) -> None:
    post = {"uri": URI, "cid": "b", "author": {"handle": "ann.example"}, "record": RECORD}
    reason = {
        "$type": "app.bsky.feed.defs#reasonRepost",
        "by": {"handle": "bo.example"},
        "indexedAt": "2024-05-13T12:00:00Z",
    }
    own, repost = found(tmp_path, {"feed": [{"post": post}, {"post": post, "reason": reason}]})
    assert isinstance(own, Report)
    assert isinstance(repost, Report)
    assert own.text == repost.text
    assert (own.outlet, repost.outlet) == ("ann.example", "bo.example")
    assert own.url == "https://bsky.app/profile/did:plc:abc/post/3kaa"
    (listed,) = found(tmp_path, {"records": [{"uri": URI, "cid": "b", "value": RECORD}], "cursor": "x"})
    assert isinstance(listed, Report)
    assert listed.outlet == "did:plc:abc"


def _varint(number: int) -> bytes:
    return bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80]) + _varint(number >> 7)


def _block(cid: bytes, value: object) -> bytes:
    body = cid + cbor2.dumps(value)
    return _varint(len(body)) + body


def _cid(number: int) -> bytes:
    return b"\x01\x71\x12\x20" + bytes([number]) * 32


def _link(number: int) -> cbor2.CBORTag:
    return cbor2.CBORTag(42, b"\0" + _cid(number))


REPOSITORY = b"".join(
    (
        _varint(len(cbor2.dumps({"roots": [_link(1)], "version": 1})))
        + cbor2.dumps({"roots": [_link(1)], "version": 1}),
        _block(_cid(1), {"did": "did:plc:abc", "rev": "3k", "sig": b"", "data": _link(2), "prev": None, "version": 3}),
        _block(
            _cid(2),
            {
                "l": None,
                "e": [
                    {"p": 0, "k": b"app.bsky.feed.post/3kaa", "v": _link(3), "t": None},
                    {"p": 21, "k": b"bb", "v": _link(4), "t": None},
                ],
            },
        ),
        _block(_cid(3), RECORD),
        _block(_cid(4), {**RECORD, "text": "No ferry sails.", "createdAt": "2024-05-12T10:00:00Z"}),
        _block(_cid(5), {"$type": "app.bsky.feed.like"}),
    )
)


def test_a_repository_of_bluesky(tmp_path: Path) -> None:
    earlier, later = found(tmp_path, REPOSITORY, "repo.car")
    assert isinstance(earlier, Report)
    assert isinstance(later, Report)
    assert (earlier.text, later.text) == ("No ferry sails.", "The bridge is shut.")
    assert later.url == "https://bsky.app/profile/did:plc:abc/post/3kaa"
    assert earlier.url == "https://bsky.app/profile/did:plc:abc/post/3kabb"[:-3] + "bb"
    (damaged,) = found(tmp_path, REPOSITORY[:-5], "repo.car")
    assert isinstance(damaged, IntakeError)


def tweet(number: str, text: str, **more: object) -> dict[str, object]:
    return {
        "tweet": {
            "id_str": number,
            "created_at": "Mon May 13 10:00:00 +0000 2024",
            "full_text": text,
            "lang": "en",
            **more,
        }
    }


LONG = "The council said on Monday that the bridge would stay shut until the summer. " * 5
TWEETS = "window.YTD.tweets.part0 = " + json.dumps(
    [
        tweet(
            "1",
            "Ferries &amp; trains stop https://t.co/a",
            entities={"urls": [{"url": "https://t.co/a", "expanded_url": "https://post.example/1"}]},
        ),
        tweet("2", "RT @gazette: No ferry sailed."),
        tweet("4", "Two dead, not three.", edit_info={"edit": {"initialTweetId": "3"}}),
        tweet("5", LONG[:270] + "… https://t.co/b"),
    ]
)
X_ARCHIVE = {
    "data/tweets.js": TWEETS,
    "data/account.js": 'window.YTD.account.part0 = [{"account": {"username": "ann", "accountDisplayName": "Ann"}}]',
    "data/note-tweet.js": "window.YTD.note_tweet.part0 = " + json.dumps([{"noteTweet": {"core": {"text": LONG}}}]),
    "data/like.js": "window.YTD.like.part0 = []",
}


def test_an_archive_of_x(tmp_path: Path) -> None:
    first, repost, edited, longer = found(tmp_path, archive({**X_ARCHIVE}), "twitter.zip")
    assert isinstance(first, Report)
    assert isinstance(repost, Report)
    assert isinstance(edited, Report)
    assert isinstance(longer, Report)
    assert first.text == "Ferries & trains stop https://post.example/1"
    assert (first.outlet, first.url) == ("@ann", "https://x.com/ann/status/1")
    assert first.published_at == datetime(2024, 5, 13, 10, tzinfo=UTC)
    assert repost.text == "No ferry sailed."
    assert edited.url == "https://x.com/ann/status/3"
    assert longer.text == LONG.strip()


def test_parts_of_an_archive_of_x(tmp_path: Path) -> None:
    assert texts(found(tmp_path, TWEETS, "tweets.js"))[1] == "No ferry sailed."
    (problem,) = found(tmp_path, X_ARCHIVE["data/like.js"], "like.js")
    assert isinstance(problem, IntakeError)
    assert "holds no posts (like)" in problem.reason
