"""Following a feed, sitemaps and a folder, round after round, on a clock that the tests turn."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from reportedly.batch import WorkerPool
from reportedly.channels import ChannelKind, EntryState
from reportedly.ledger.follower.follower import Round
from tests.ledger import told

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.channels import ChannelEntry
    from reportedly.ledger import Ledger
    from reportedly.ledger.follower.watch import Watch
    from tests.news_site import SimulatedClock, Site

CUT = "Norway said that Chilean divers cut a cable off Bergen."
DENIED = "Chile denied that Chilean divers cut a cable off Bergen."


_watches: dict[tuple[int, int], Watch] = {}
"""That of the test that is running: it remembers when a host may be asked again."""


def once(ledger: Ledger, clock: SimulatedClock) -> Round:
    """Rounds until nothing is due."""
    whole = Round()

    def tell(done: Round) -> None:
        whole.counts.update(done.counts)
        whole.problems.extend(done.problems)

    key = id(ledger), id(clock)
    if key not in _watches:
        _watches.clear()
        _watches[key] = ledger.channels.watch(ledger, clock)
    _watches[key].run_once(tell)
    return whole


def follow(ledger: Ledger, site: Site, path: str = "/feed.xml") -> None:
    ledger.channels.follow(site.address + path, by="Ana")


def entries(ledger: Ledger) -> dict[str, ChannelEntry]:
    """The entries by the last part of their addresses."""
    return {e.address.rpartition("/")[2] or "words": e for e in ledger.channels.entries()}


def test_the_pages_of_a_feed_are_added_and_linked(ledger: Ledger, clock: SimulatedClock, site: Site) -> None:
    site.publish("cut", CUT)
    site.publish("denied", DENIED)
    follow(ledger, site)
    done = once(ledger, clock)
    assert (done.counts["new"], done.problems) == (2, [])
    assert {(r.title, r.outlet, r.url, r.text) for r in ledger.reports()} == {
        ("News cut", "The Gazette", f"{site.address}/news/cut", CUT),
        ("News denied", "The Gazette", f"{site.address}/news/denied", DENIED),
    }
    assert ledger.waiting() == 0
    assert [str(c.status) for c in ledger.claims()] == ["disputed"]
    [channel] = ledger.channels.all()
    assert (channel.title, channel.kind, channel.answer, channel.taken) == (
        "The Gazette",
        ChannelKind.FEED,
        "2 entries, 2 new",
        2,
    )
    assert channel.checked_at
    assert channel.due_at == channel.checked_at + timedelta(minutes=30)
    [agent] = site.agents
    assert agent.startswith("reportedly/")
    assert site.busiest == 1


def test_nothing_is_asked_for_twice_without_need(ledger: Ledger, clock: SimulatedClock, site: Site) -> None:
    site.publish("cut", CUT)
    follow(ledger, site)
    once(ledger, clock)
    clock.go_on(minutes=20)
    assert not once(ledger, clock).worked
    clock.go_on(minutes=11)
    once(ledger, clock)
    assert ledger.channels.all()[0].answer == "nothing has changed"
    assert site.asked["/feed.xml", 304] == 1
    assert site.asked["/news/cut", 200] == 1
    clock.go_on(hours=1)
    assert once(ledger, clock).counts["unchanged"] == 1
    assert (site.asked["/news/cut", 200], site.asked["/news/cut", 304]) == (1, 1)
    assert site.asked["/robots.txt", 404] == 1


def test_an_edit_is_a_revision_though_the_feed_says_nothing(ledger: Ledger, clock: SimulatedClock, site: Site) -> None:
    site.publish("cut", CUT)
    follow(ledger, site)
    once(ledger, clock)
    site.edit("/news/cut", DENIED)
    clock.go_on(minutes=61)
    done = once(ledger, clock)
    assert (done.counts["new"], done.counts["revisions"]) == (1, 1)
    assert [r.text for r in ledger.reports()] == [DENIED, CUT]
    assert [r.text for r in (x.report for x in ledger.readings())] == [DENIED], "the revision replaces the first text"
    clock.go_on(hours=9)
    assert once(ledger, clock).counts["new"] == 0
    site.edit("/news/cut", CUT)
    clock.go_on(days=4)
    assert once(ledger, clock).counts["revisions"] == 1, "the first text again is a revision, too"
    assert [r.text for r in ledger.reports()] == [CUT, DENIED, CUT]
    clock.go_on(days=30)
    once(ledger, clock)
    assert site.asked["/news/cut", 200] == 3, "a page is not looked at for ever"


def test_a_change_in_the_feed_is_followed_at_once(ledger: Ledger, clock: SimulatedClock, site: Site) -> None:
    article = site.publish("cut", CUT)
    follow(ledger, site)
    once(ledger, clock)
    clock.go_on(days=20)
    once(ledger, clock)
    article.title = "News cut (updated)"
    site.edit(article.path, DENIED)
    clock.go_on(minutes=41)
    assert once(ledger, clock).counts["revisions"] == 1


def test_a_moved_article_is_not_taken_twice(ledger: Ledger, clock: SimulatedClock, site: Site) -> None:
    site.publish("cut", CUT)
    follow(ledger, site)
    once(ledger, clock)
    site.move("/news/cut", "/archive/cut")
    clock.go_on(minutes=30)
    once(ledger, clock)
    clock.go_on(hours=12)
    once(ledger, clock)
    assert ledger.count() == 1
    site.edit("/archive/cut", DENIED)
    clock.go_on(days=4)
    assert once(ledger, clock).counts["revisions"] == 1
    assert [x.report.text for x in ledger.readings()] == [DENIED]


def test_what_fails_is_tried_again_and_shown(ledger: Ledger, clock: SimulatedClock, site: Site) -> None:
    site.publish("cut", CUT)
    broken = {"/news/cut": 500}
    site.fails = broken.get
    follow(ledger, site)
    done = once(ledger, clock)
    assert done.problems == [f"{site.address}/news/cut: answered 500 Internal Server Error"]
    [failed] = ledger.channels.entries(failed=True)
    assert (failed.state, failed.tries, failed.problem) == (EntryState.WAITING, 1, done.problems[0])
    waits = []
    for _ in range(4):
        [failed] = ledger.channels.entries(failed=True)
        assert failed.due_at
        waits.append(round((failed.due_at - clock.now()).total_seconds() / 60))
        clock.go_on(seconds=(failed.due_at - clock.now()).total_seconds())
        once(ledger, clock)
    assert waits == [5, 10, 20, 40]
    broken.clear()
    clock.go_on(hours=2)
    assert once(ledger, clock).counts["new"] == 1
    assert list(ledger.channels.entries(failed=True)) == []


def test_an_entry_is_given_up_after_two_weeks_and_taken_in_the_words_of_its_feed(
    ledger: Ledger, clock: SimulatedClock, site: Site
) -> None:
    site.publish("cut", CUT)
    site.fails = {"/news/cut": 404}.get
    follow(ledger, site)
    for _ in range(40):
        once(ledger, clock)
        clock.go_on(hours=12)
    [report] = ledger.reports()
    assert report.text == "News cut, in brief."
    assert entries(ledger)["cut"].state is EntryState.TAKEN
    assert site.asked["/news/cut", 404] == 20


def test_what_is_given_up_can_be_tried_again(ledger: Ledger, clock: SimulatedClock, site: Site) -> None:
    site.other["/sitemap.xml"] = ("application/xml", sitemap(site, "/gone"))
    site.fails = {"/gone": 410}.get
    follow(ledger, site, "/sitemap.xml")
    once(ledger, clock)
    assert entries(ledger)["gone"].state is EntryState.GIVEN_UP
    assert ledger.channels.retry() == 1
    site.fails = lambda _path: None
    site.other["/gone"] = ("text/plain", CUT.encode())
    assert once(ledger, clock).counts["new"] == 1


def test_a_server_that_wants_to_be_left_alone_is(ledger: Ledger, clock: SimulatedClock, site: Site) -> None:
    for number in range(3):
        site.publish(f"n{number}", CUT)
    site.fails = lambda path: 429 if path.startswith("/news") else None
    site.retry_after = "3600"
    follow(ledger, site)
    once(ledger, clock)
    assert sum(n for (path, status), n in site.asked.items() if status == 429) == 1
    clock.go_on(minutes=40)
    once(ledger, clock)
    assert sum(n for (path, status), n in site.asked.items() if status == 429) == 1
    site.fails = lambda _path: None
    clock.go_on(minutes=21)
    assert once(ledger, clock).counts["new"] >= 1
    clock.go_on(minutes=10)
    once(ledger, clock)
    assert ledger.count() == 3


def test_robots_txt_is_obeyed(ledger: Ledger, clock: SimulatedClock, site: Site) -> None:
    site.robots = "User-agent: reportedly\nDisallow: /news/secret\nCrawl-delay: 5\n"
    site.publish("secret", CUT)
    site.publish("open", DENIED)
    follow(ledger, site)
    once(ledger, clock)
    assert not site.asked["/news/secret", 200]
    assert {r.text for r in ledger.reports()} == {"News secret, in brief.", DENIED}
    times = [when for when, path in site.log if path != "/robots.txt"]
    assert all(later - earlier >= timedelta(seconds=5) for earlier, later in itertools.pairwise(times))


def test_a_feed_that_moves_for_good_is_followed_there(ledger: Ledger, clock: SimulatedClock, site: Site) -> None:
    site.publish("cut", CUT)
    follow(ledger, site)
    once(ledger, clock)
    site.feed_path = site.feed_moved_to = "/new.rss"
    clock.go_on(hours=1)
    once(ledger, clock)
    [channel] = ledger.channels.all()
    assert (channel.address, channel.moved_from) == (f"{site.address}/new.rss", f"{site.address}/feed.xml")
    assert ledger.count() == 1
    _, new = ledger.channels.follow(f"{site.address}/feed.xml")
    assert not new


def test_a_feed_that_fails_is_asked_less_and_less(ledger: Ledger, clock: SimulatedClock, site: Site) -> None:
    site.fails = lambda _path: 502
    follow(ledger, site)
    waits = []
    for _ in range(8):
        once(ledger, clock)
        [channel] = ledger.channels.all()
        assert channel.problem == f"{site.address}/feed.xml: answered 502 Bad Gateway"
        waits.append(round((channel.due_at - clock.now()).total_seconds() / 60))
        clock.go_on(seconds=(channel.due_at - clock.now()).total_seconds())
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640]
    site.fails = lambda _path: 410
    once(ledger, clock)
    assert ledger.channels.all()[0].paused


def test_a_page_names_its_feed(ledger: Ledger, clock: SimulatedClock, site: Site) -> None:
    head = '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head></html>'
    site.other["/"] = ("text/html", head.encode())
    site.publish("cut", CUT)
    follow(ledger, site, "/")
    once(ledger, clock)
    assert ledger.channels.all()[0].address == f"{site.address}/feed.xml"
    assert ledger.count() == 1


def sitemap(site: Site, *paths: str, news: bool = True) -> bytes:
    date = "<news:news><news:publication_date>{}</news:publication_date><news:title>T</news:title></news:news>"
    urls = "".join(
        f"<url><loc>{site.address}{path}</loc>{date.format(site.clock.now().isoformat()) if news else ''}</url>"
        for path in paths
    )
    spaces = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
    return f"<urlset {spaces}>{urls}</urlset>".encode()


def test_sitemaps_of_news_and_lists_of_them_are_followed(ledger: Ledger, clock: SimulatedClock, site: Site) -> None:
    site.publish("cut", CUT)
    index = f"<sitemapindex><sitemap><loc>{site.address}/news.xml</loc></sitemap></sitemapindex>"
    site.other["/sitemap.xml"] = ("application/xml", index.encode())
    site.other["/news.xml"] = ("application/xml", sitemap(site, "/news/cut"))
    follow(ledger, site, "/sitemap.xml")
    once(ledger, clock)
    assert [r.text for r in ledger.reports()] == [CUT]
    site.publish("denied", DENIED)
    site.other["/news.xml"] = ("application/xml", sitemap(site, "/news/denied", "/news/cut"))
    clock.go_on(minutes=31)
    assert once(ledger, clock).counts["new"] == 1


def test_a_sitemap_of_everything_begins_with_what_is_new(ledger: Ledger, clock: SimulatedClock, site: Site) -> None:
    site.publish("old", CUT)
    site.other["/sitemap.xml"] = ("application/xml", sitemap(site, "/news/old", news=False))
    follow(ledger, site, "/sitemap.xml")
    once(ledger, clock)
    assert ledger.count() == 0
    assert entries(ledger)["old"].state is EntryState.LEFT_OUT
    site.publish("new", DENIED)
    site.other["/sitemap.xml"] = ("application/xml", sitemap(site, "/news/old", "/news/new", news=False))
    clock.go_on(minutes=31)
    once(ledger, clock)
    assert [r.text for r in ledger.reports()] == [DENIED]


def test_a_page_that_two_feeds_list_is_fetched_once(ledger: Ledger, clock: SimulatedClock, site: Site) -> None:
    site.publish("cut", CUT)
    site.other["/second.xml"] = ("application/rss+xml", site.feed().replace(b"<guid", b"<guid x='1'"))
    broken = {"/news/cut": 500}
    site.fails = broken.get
    follow(ledger, site)
    once(ledger, clock)
    follow(ledger, site, "/second.xml")
    once(ledger, clock)
    assert sum(n for (path, _), n in site.asked.items() if path == "/news/cut") == 1
    ledger.channels.remove(f"{site.address}/feed.xml")
    broken.clear()
    clock.go_on(minutes=30)
    once(ledger, clock)
    assert [r.text for r in ledger.reports()] == [CUT]


def test_files_are_taken_once_they_are_complete(ledger: Ledger, clock: SimulatedClock, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    ledger.channels.follow(str(folder))
    (folder / "a.txt").write_text(CUT, "utf-8")
    (folder / "b.txt.part").write_text("Norway sa", "utf-8")
    (folder / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    once(ledger, clock)
    (folder / "a.txt").write_text(f"{CUT}\n\n{DENIED}", "utf-8")
    clock.go_on(seconds=11)
    once(ledger, clock)
    assert ledger.count() == 0, "it was still being written"
    clock.go_on(seconds=31)
    once(ledger, clock)
    clock.go_on(seconds=11)
    once(ledger, clock)
    assert [r.text for r in ledger.reports()] == [f"{CUT}\n\n{DENIED}"]
    assert entries(ledger)["c.png"].state is EntryState.LEFT_OUT
    (folder / "b.txt.part").rename(folder / "b.txt")
    for _ in range(4):
        clock.go_on(seconds=31)
        once(ledger, clock)
    assert ledger.count() == 2
    (folder / "again.txt").write_text(f"{CUT}\n\n{DENIED}", "utf-8")
    for _ in range(4):
        clock.go_on(seconds=31)
        once(ledger, clock)
    assert ledger.count() == 2, "the same words under another name"


def test_a_stop_loses_nothing(ledger: Ledger, clock: SimulatedClock, site: Site) -> None:
    for number in range(5):
        site.publish(f"n{number}", f"Norway said that Chilean divers cut {number + 2} cables off Bergen.")
    site.fails = lambda path: clock.stop() if path.startswith("/news") else None
    follow(ledger, site)
    once(ledger, clock)
    assert ledger.count() < 2
    site.fails = lambda _path: None
    again = type(clock)(clock.now())
    site.clock = again
    once(ledger, again)
    assert ledger.count() == 5
    assert ledger.waiting() == 0


def test_a_page_whose_clock_is_fast_is_published_now(ledger: Ledger, clock: SimulatedClock, site: Site) -> None:
    site.skew = timedelta(hours=5)
    site.publish("cut", CUT)
    follow(ledger, site)
    once(ledger, clock)
    [report] = ledger.reports()
    assert report.published_at
    assert report.published_at <= clock.now()
    clock.go_on(hours=2)
    once(ledger, clock)
    assert ledger.count() == 1


def test_the_processes_that_read_are_started_again(
    ledger: Ledger, clock: SimulatedClock, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportedly.ledger.follower.follower.RECYCLED", 1)
    closed: list[bool] = []

    class Pool(WorkerPool):
        def close(self) -> None:
            closed.append(True)

    pool = Pool(1)
    monkeypatch.setattr("reportedly.ledger.ledger.batch.read_all", lambda reports, **_: map(told.read, reports))
    monkeypatch.setattr(Pool, "run", None)
    site.publish("cut", CUT)
    follow(ledger, site)
    ledger.channels.watch(ledger, clock, workers=pool).run_once(lambda _done: None)
    assert closed == [True]
