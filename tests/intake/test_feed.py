"""Feeds to reports."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reportedly.errors import IntakeError
from reportedly.intake.content import Given
from reportedly.intake.feed import read_feed
from reportedly.model import Report

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Daily Example</title><language>en-gb</language>
<item><title>Talks &amp; tea</title><link>https://example.org/1</link><pubDate>Fri, 01 Mar 2024 14:05:00 +0200</pubDate>
<description>Short.</description>
<content:encoded><![CDATA[<p>Talks failed, the minister said.</p><p>He left.</p><script>x()</script>]]>
</content:encoded></item>
<item><title>Only a summary</title><description>&lt;p&gt;The union denied it.&lt;/p&gt;</description></item>
<item><title>Nothing more</title><link>https://example.org/3</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom Example</title><entry><title>Talks</title>
<link href="https://example.org/a"/><updated>2024-03-01T09:00:00Z</updated>
<content type="html">&lt;p&gt;Talks failed.&lt;/p&gt;</content></entry></feed>"""


def test_entries_in_order() -> None:
    full, summary, nothing = read_feed(RSS.encode(), Given(where="feed.xml"))
    assert full == Report(
        text="Talks failed, the minister said.\n\nHe left.",
        outlet="Daily Example",
        title="Talks & tea",
        url="https://example.org/1",
        published_at=datetime(2024, 3, 1, 12, 5, tzinfo=UTC),
        language="en",
    )
    assert isinstance(summary, Report)
    assert summary.text == "The union denied it."
    assert summary.published_at is None
    assert isinstance(nothing, IntakeError)
    assert nothing.where == "feed.xml#3"
    assert "neither content nor summary" in nothing.reason


def test_atom() -> None:
    (report,) = read_feed(ATOM.encode(), Given(where="feed.atom"))
    assert isinstance(report, Report)
    assert (report.text, report.outlet, report.url) == ("Talks failed.", "Atom Example", "https://example.org/a")
    assert report.published_at == datetime(2024, 3, 1, 9, tzinfo=UTC)


def test_entries_without_a_date_get_the_one_given() -> None:
    day = datetime(2020, 1, 1, tzinfo=UTC)
    dates = [
        r.published_at for r in read_feed(RSS.encode(), Given(where="feed.xml", published=day)) if isinstance(r, Report)
    ]
    assert dates == [datetime(2024, 3, 1, 12, 5, tzinfo=UTC), day]


@pytest.mark.parametrize(
    "raw", [b"<rss><channel></channel></rss>", b"no feed at all", b"http://127.0.0.1:9/feed", b"<rss", b"/etc/hostname"]
)
def test_what_is_no_feed_says_so(raw: bytes) -> None:
    with pytest.raises(IntakeError, match="is no feed with entries"):
        list(read_feed(raw, Given(where="feed.xml")))


def test_entities_are_not_expanded_into_memory() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel>'
    bomb += "<item><description>&b;</description></item></channel></rss>"
    try:
        found = list(read_feed(bomb.encode(), Given(where="feed.xml")))
    except IntakeError:
        return
    assert all(isinstance(r, IntakeError) or len(r.text) < 1000 for r in found)


def test_odd_dates_are_read_or_told(caplog: pytest.LogCaptureFixture) -> None:
    def feed(when: str) -> bytes:
        item = (
            f"<item><title>Talks</title><link>/a</link><pubDate>{when}</pubDate><description>No.</description></item>"
        )
        channel = f"<title>Example</title><link>https://example.org/news/</link>{item}"
        return f'<rss version="2.0"><channel>{channel}</channel></rss>'.encode()

    for written in ("1700472600", "20.11.2023 09:30", "Nov 20, 2023, 9:30 am"):
        (report,) = read_feed(feed(written), Given(where="feed.xml"))
        assert isinstance(report, Report)
        assert report.published_at == datetime(2023, 11, 20, 9, 30, tzinfo=UTC)
        assert report.url == "https://example.org/a"
    assert "not understood" not in caplog.text
    list(read_feed(feed("the day before"), Given(where="feed.xml")))
    assert "entry 'Talks': date 'the day before' was not understood" in caplog.text
