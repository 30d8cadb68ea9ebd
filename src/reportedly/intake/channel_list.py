"""What a channel lists: the entries of a feed or of a sitemap; and the feeds that a web page names."""

from __future__ import annotations

import gzip
import io
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from reportedly.channels import ChannelKind, EntryKind
from reportedly.errors import IntakeError
from reportedly.intake.encoding import LARGEST
from reportedly.intake.kind import BEGINNING, Kind, kind_of
from reportedly.intake.refusals import xml_root

if TYPE_CHECKING:
    from reportedly.intake.content import Given

_FEEDS = "application/rss+xml application/atom+xml application/rdf+xml"
_SITEMAPS = (b"urlset", b"sitemapindex")
LONGEST_ADDRESS = 2_000
"""Characters of an address that is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEntry:
    """One entry, as the channel gives it."""

    key: str
    """What the channel knows it by: its id, or its address."""
    address: str
    """Of its page; empty if it has none."""
    kind: EntryKind = EntryKind.PAGE
    title: str | None = None
    published_at: datetime | None = None
    changed_at: datetime | None = None
    words: str | None = None
    """What the channel holds of its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelList:
    """What a channel answered: its title and entries; or, if it is a web page, the feeds that it names."""

    kind: ChannelKind | None
    """None for a web page."""
    title: str | None = None
    entries: tuple[ListedEntry, ...] = ()
    feeds: tuple[str, ...] = ()


def read_channel(raw: bytes, given: Given) -> ChannelList:
    """What the answer of a channel lists; IntakeError if it is neither a feed nor a sitemap nor a page with feeds."""
    raw = _unpacked(raw, given.where)
    beginning = raw[:BEGINNING].removeprefix(b"\xef\xbb\xbf")
    if xml_root(beginning) in _SITEMAPS:
        from reportedly.intake.sitemap import read_list

        return read_list(raw, given)
    if kind_of(given.name, beginning, given.media_type) is Kind.HTML:
        return ChannelList(kind=None, feeds=_feeds_of(raw, given.where))
    from reportedly.intake.feed import read_list as read_feed

    return read_feed(raw, given)


def link(address: str | None) -> str | None:
    """An address that can be fetched, without its fragment; None if it is none."""
    try:
        bare = urldefrag((address or "").strip()).url
        parts = urlsplit(bare)
    except ValueError:
        return None
    usable = parts.scheme in ("http", "https") and parts.hostname and len(bare) <= LONGEST_ADDRESS
    return bare if usable and bare.isprintable() else None


def _unpacked(raw: bytes, where: str) -> bytes:
    """The bytes of a file that is compressed with gzip, as large sitemaps are; others as they are."""
    if not raw.startswith(b"\x1f\x8b"):
        return raw
    try:
        unpacked = gzip.GzipFile(fileobj=io.BytesIO(raw)).read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as problem:
        raise IntakeError(where, f"cannot be unpacked ({problem})") from None
    if len(unpacked) > LARGEST:
        raise IntakeError(where, f"unpacks to more than {LARGEST // 1_000_000} MB")
    return unpacked


def _feeds_of(raw: bytes, where: str) -> tuple[str, ...]:
    """The addresses of the feeds that a page names in its head, the first one first."""
    from lxml.html import HTMLParser, document_fromstring

    try:
        page = document_fromstring(raw, parser=HTMLParser(remove_comments=True, remove_pis=True))
        named = page.xpath('//link[contains(concat(" ", @rel, " "), " alternate ")][@href]')
    except Exception as problem:  # a hostile page may raise anything in the parser
        raise IntakeError(where, f"cannot be read as a web page ({type(problem).__name__}: {problem})") from problem
    addresses = [
        urljoin(where, e.get("href")) for e in named if (e.get("type") or "").strip().lower() in _FEEDS.split()
    ]
    return tuple(dict.fromkeys(found for address in addresses if (found := link(address))))
