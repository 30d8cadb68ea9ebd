"""Sitemaps: the pages that a site lists, with the extension for news; and lists of further sitemaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.channels import ChannelKind, EntryKind
from reportedly.intake.channel_list import ChannelList, ListedEntry, link
from reportedly.intake.dates import moment_of
from reportedly.intake.document import parse_xml
from reportedly.intake.nitf import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from reportedly.intake.content import Given


def read_list(raw: bytes, given: Given) -> ChannelList:
    """What a sitemap lists; IntakeError if it is no well-formed XML."""
    root = parse_xml(raw, given.where)
    further = name_of(root) == "sitemapindex"
    entries: dict[str, ListedEntry] = {}
    title = None
    for listed in root:
        words = dict(_fields(listed))
        address = link(words.get("loc"))
        if address is None:
            continue
        title = title or words.get("name")
        entries[address] = ListedEntry(
            key=address,
            address=address,
            kind=EntryKind.SITEMAP if further else EntryKind.PAGE,
            title=words.get("title"),
            published_at=moment_of(words.get("publication_date", "")),
            changed_at=moment_of(words.get("lastmod", "")),
        )
    return ChannelList(kind=ChannelKind.SITEMAP, title=title, entries=tuple(entries.values()))


def _fields(listed: _Element) -> Iterator[tuple[str, str]]:
    """The elements with words in an entry, by their names without namespace; pictures and films are left out."""
    for element in listed.iterchildren("*"):
        name = name_of(element)
        if name in ("image", "video"):
            continue
        if name in ("news", "publication"):
            yield from _fields(element)
        elif words := " ".join((element.text or "").split()):
            yield name, words
