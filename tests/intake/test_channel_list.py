"""What channels list: feeds, sitemaps, pages that name feeds, and lists of feeds."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reportedly.channels import ChannelKind, EntryKind
from reportedly.errors import IntakeError
from reportedly.intake.channel_list import ChannelList, link, read_channel
from reportedly.intake.content import Given
from reportedly.intake.opml import Outline, opml_at, read_opml, write_opml

if TYPE_CHECKING:
    from pathlib import Path

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The <b>Gazette</b></title>
<entry><id>tag:gazette.example,1</id><title>Cable cut</title><link href="/cable#top"/>
<published>2031-03-01T09:00:00Z</published><updated>2031-03-01T10:00:00Z</updated>
<summary>A cable was cut.</summary></entry>
<entry><id>tag:gazette.example,2</id><title>No page</title><content>Divers were seen.</content></entry>
<entry><id>tag:gazette.example,3</id><title>A script</title><link href="javascript:alert(1)"/></entry></feed>"""
NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc> https://gazette.example/a </loc>
<n:news><n:publication>
<n:name>The Gazette</n:name></n:publication><n:publication_date>2031-03-01T09:00:00+01:00</n:publication_date>
<n:title>Cable</n:title>
</n:news><image:image><image:loc>https://gazette.example/a.jpg</image:loc><image:title>No</image:title></image:image>
</url><url><loc>ftp://gazette.example/b</loc></url>
<url><loc>https://gazette.example/c</loc><lastmod>2031-02-01</lastmod></url></urlset>"""


def channel(raw: str | bytes, media_type: str = "") -> ChannelList:
    body = raw if isinstance(raw, bytes) else raw.encode()
    return read_channel(body, Given(where="https://gazette.example/list", name="/list", media_type=media_type))


def test_the_entries_of_a_feed() -> None:
    found = channel(ATOM)
    assert (found.kind, found.title) == (ChannelKind.FEED, "The Gazette")
    cable, words, script = found.entries
    assert (cable.key, cable.address, cable.title) == (
        "tag:gazette.example,1",
        "https://gazette.example/cable",
        "Cable cut",
    )
    assert cable.published_at == datetime(2031, 3, 1, 9, tzinfo=UTC)
    assert cable.changed_at == datetime(2031, 3, 1, 10, tzinfo=UTC)
    assert (words.address, words.words) == ("", "Divers were seen.")
    assert (script.address, script.words) == ("", None)


def test_a_feed_may_be_empty() -> None:
    assert channel("<rss version='2.0'><channel><title>X</title></channel></rss>").entries == ()


def test_the_pages_of_a_sitemap_of_news() -> None:
    for raw in (NEWS.encode(), gzip.compress(NEWS.encode())):
        found = channel(raw)
        assert (found.kind, found.title) == (ChannelKind.SITEMAP, "The Gazette")
        first, second = found.entries
        assert (first.address, first.title) == ("https://gazette.example/a", "Cable")
        assert first.published_at == datetime(2031, 3, 1, 8, tzinfo=UTC)
        assert (second.published_at, second.changed_at) == (None, datetime(2031, 2, 1, tzinfo=UTC))


def test_a_list_of_sitemaps() -> None:
    [entry] = channel(
        "<sitemapindex><sitemap><loc>https://gazette.example/1.xml</loc></sitemap></sitemapindex>"
    ).entries
    assert (entry.kind, entry.address) == (EntryKind.SITEMAP, "https://gazette.example/1.xml")


def test_a_page_names_feeds() -> None:
    links = (
        '<link rel="alternate" type="application/rss+xml" href="/feed"><link rel="alternate" hreflang="no" href="/no">'
        '<link rel="alternate" type="application/atom+xml" href="https://post.example/atom">'
    )
    found = channel(f"<!doctype html><html><head>{links}</head><body></body></html>", "text/html")
    assert (found.kind, found.feeds) == (None, ("https://gazette.example/feed", "https://post.example/atom"))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n", "is a PNG image"),
        (b"Divers were seen.", "is no feed"),
        (b"", "is no feed"),
        (b"\x1f\x8bxx", "cannot be unpacked"),
        (gzip.compress(b"a" * 20_000_000), "unpacks to more than 10 MB"),
        (b"<urlset><url>", "is not well-formed XML"),
    ],
)
def test_what_is_no_channel_says_so(raw: bytes, reason: str) -> None:
    with pytest.raises(IntakeError, match=reason):
        channel(raw)


@pytest.mark.parametrize("address", ["", "ftp://a.example/", "http:///x", "http://[::1", "https://a.example/\x00", "x"])
def test_what_cannot_be_fetched_is_no_link(address: str) -> None:
    assert link(address) is None


def test_lists_of_feeds(tmp_path: Path) -> None:
    raw = (
        b'<opml version="2.0"><body><outline text="News"><outline text="Gazette" xmlUrl="https://gazette.example/f"/>'
        b'<outline xmlUrl="https://gazette.example/f"/><outline xmlUrl="feed:x" text="Odd"/></outline></body></opml>'
    )
    gazette, odd = read_opml(raw, "feeds.opml")
    assert gazette == Outline(address="https://gazette.example/f", title="Gazette")
    assert isinstance(odd, IntakeError)
    file = tmp_path / "feeds.xml"
    file.write_bytes(raw)
    assert opml_at(str(file))[0] == gazette
    assert opml_at(str(tmp_path)) == opml_at("https://gazette.example/f") == []
    assert read_opml(write_opml([gazette], "Mine"), "mine") == [gazette]
    with pytest.raises(IntakeError, match="without feeds"):
        read_opml(b"<opml><body/></opml>", "x")
