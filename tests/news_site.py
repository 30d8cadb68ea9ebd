"""A news site on this machine, as feeds and pages of it answer: with errors, moves, edits and a clock of its own."""

from __future__ import annotations

import threading
from collections import Counter, deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

START = datetime(2031, 3, 3, 6, tzinfo=UTC)


class SimulatedClock:
    """A clock that goes on when somebody waits, and stands still otherwise."""

    def __init__(self, now: datetime = START) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._stopped = False

    def now(self) -> datetime:
        return self._now

    def wait(self, seconds: float) -> bool:
        with self._lock:
            self._now += timedelta(seconds=max(0.0, seconds))
        return self._stopped

    def go_on(self, **time: float) -> None:
        self._now += timedelta(**time)

    def stop(self) -> None:
        self._stopped = True

    @property
    def stopped(self) -> bool:
        return self._stopped


@dataclass(slots=True)
class Article:
    """One article: its page has another tag with every edit."""

    key: str
    path: str
    title: str
    text: str
    published: datetime
    edits: int = 0
    moved_to: str | None = None

    @property
    def etag(self) -> str:
        return f'"{self.key}-{self.edits}"'

    def page(self, outlet: str) -> bytes:
        words = "".join(f"<p>{escape(p)}</p>" for p in self.text.split("\n\n"))
        return (
            f'<!doctype html><html lang="en"><head><title>{escape(self.title)}</title>'
            f'<meta property="og:site_name" content="{escape(outlet)}">'
            f'<meta property="article:published_time" content="{self.published.isoformat()}"></head>'
            f"<body><article><h1>{escape(self.title)}</h1>{words}</article></body></html>"
        ).encode()


@dataclass(slots=True)
class Site:
    """What the site has, what it does wrong, and what it was asked."""

    clock: SimulatedClock
    outlet: str = "The Gazette"
    skew: timedelta = timedelta()
    """How much its clock is ahead."""
    articles: dict[str, Article] = field(default_factory=dict)
    """By path."""
    listed: int = 30
    """Articles that the feed lists, the latest ones."""
    feed_path: str = "/feed.xml"
    feed_moved_to: str | None = None
    robots: str | None = None
    fails: Callable[[str], int | None] = lambda _path: None
    """The status of an error for a path, if there is one now."""
    retry_after: str | None = None
    instead: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    """Answers that go before all others, by path."""
    other: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Further paths, with their media types."""
    asked: Counter[tuple[str, int]] = field(default_factory=Counter)
    """Requests, by path and status."""
    agents: set[str] = field(default_factory=set)
    busiest: int = 0
    """Requests at a time."""
    log: deque[tuple[datetime, str]] = field(default_factory=lambda: deque(maxlen=1000))
    address: str = ""
    _now: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def publish(self, key: str, text: str, *, title: str | None = None) -> Article:
        path = f"/news/{key}"
        when = self.clock.now() + self.skew
        article = Article(key, path, title or f"News {key}", text, when.replace(microsecond=0))
        self.articles[path] = article
        return article

    def edit(self, path: str, text: str) -> None:
        article = self.articles[path]
        article.text, article.edits = text, article.edits + 1

    def move(self, path: str, new: str) -> None:
        """Move an article for good: its old path redirects, and the feed lists the new one under the same id."""
        article = self.articles.pop(path)
        self.articles[new] = Article(
            article.key, new, article.title, article.text, article.published, edits=article.edits
        )
        self.articles[path] = Article(article.key, path, "", "", article.published, moved_to=new)

    def feed(self) -> bytes:
        latest = [a for a in self.articles.values() if not a.moved_to]
        latest.sort(key=lambda a: a.published, reverse=True)
        items = "".join(
            f"<item><title>{escape(a.title)}</title><link>{self.address}{a.path}</link>"
            f'<guid isPermaLink="false">{a.key}</guid><pubDate>{format_datetime(a.published)}</pubDate>'
            f"<description>{escape(a.title)}, in brief.</description></item>"
            for a in latest[: self.listed]
        )
        return f"<rss version='2.0'><channel><title>{escape(self.outlet)}</title>{items}</channel></rss>".encode()

    def answer(self, path: str, headers: Any) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of the answer to a request."""
        if path in self.instead:
            return self.instead[path]
        if path == "/robots.txt":
            return (
                (404, {}, b"") if self.robots is None else (200, {"Content-Type": "text/plain"}, self.robots.encode())
            )
        if status := self.fails(path):
            return status, {"Retry-After": self.retry_after} if self.retry_after else {}, b""
        if path == self.feed_path:
            body = self.feed()
            tag = f'"{hash(body)}"'
            if headers.get("If-None-Match") == tag:
                return 304, {}, b""
            return 200, {"Content-Type": "application/rss+xml", "ETag": tag}, body
        if self.feed_moved_to and path == "/feed.xml":
            return 301, {"Location": self.feed_moved_to}, b""
        if path in self.other:
            kind, body = self.other[path]
            return 200, {"Content-Type": kind}, body
        article = self.articles.get(path)
        if article is None:
            return 404, {}, b""
        if article.moved_to:
            return 301, {"Location": article.moved_to}, b""
        if headers.get("If-None-Match") == article.etag:
            return 304, {}, b""
        return 200, {"Content-Type": "text/html; charset=utf-8", "ETag": article.etag}, article.page(self.outlet)

    def count(self, path: str, headers: Any) -> tuple[int, dict[str, str], bytes]:
        """The answer, counted."""
        with self._lock:
            self._now += 1
            self.busiest = max(self.busiest, self._now)
            self.log.append((self.clock.now(), path))
            self.agents.add(headers.get("User-Agent", ""))
            status, more, body = self.answer(path, headers)
            self.asked[path, status] += 1
        return status, {"Date": format_datetime((self.clock.now() + self.skew).replace(microsecond=0)), **more}, body

    def ended(self) -> None:
        with self._lock:
            self._now -= 1


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """The site while it answers, at `site.address`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = site.count(self.path, self.headers)
            try:
                self.send_response_only(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
            finally:
                site.ended()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
