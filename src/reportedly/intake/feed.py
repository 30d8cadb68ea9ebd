"""Feeds (RSS, Atom): one report for each entry, from its full content or its summary."""

from __future__ import annotations

import io
import logging
from calendar import timegm
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from reportedly.channels import ChannelKind
from reportedly.errors import IntakeError
from reportedly.intake.channel_list import ChannelList, ListedEntry, link
from reportedly.intake.check import check_text
from reportedly.intake.dates import moment_of
from reportedly.intake.encoding import LARGEST
from reportedly.intake.html import text_of
from reportedly.intake.refusals import refuse_other
from reportedly.language import code_of
from reportedly.model import Report, content_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.intake.content import Given

_LOG = logging.getLogger(__name__)


def read_feed(raw: bytes, given: Given) -> Iterator[Report | IntakeError]:
    """The reports of the entries, in their order; one without text is an IntakeError at `where#number`."""
    where = given.where
    feed = _parsed(raw, given)
    if not feed.entries:
        problem = feed.get("bozo_exception")
        reason = f" ({problem})" if problem else ""
        raise IntakeError(where, f"is no feed with entries{reason}: expected RSS or Atom")
    for number, entry in enumerate(feed.entries, 1):
        try:
            yield _report(entry, feed.feed, f"{where}#{number}", given.published)
        except IntakeError as problem:
            yield problem


def read_list(raw: bytes, given: Given) -> ChannelList:
    """What a feed lists; it may list nothing. IntakeError if it is no feed."""
    feed = _parsed(raw, given)
    if not feed.entries and not feed.get("version"):
        raise IntakeError(given.where, f"is no feed ({feed.get('bozo_exception') or 'it has no entries'})")
    listed = []
    for entry in feed.entries:
        address = _address(entry.get("link"), feed.feed.get("link") or given.where)
        title, words = _title(entry), _text(entry)
        listed.append(
            ListedEntry(
                key=str(entry.get("id") or address or content_id(title, words)),
                address=link(address) or "",
                title=title,
                published_at=_published(entry),
                changed_at=moment_of(str(dict.get(entry, "updated") or "")),
                words=words if words.strip() else None,
            )
        )
    title = " ".join(text_of(feed.feed.get("title", "")).split()) or None
    return ChannelList(kind=ChannelKind.FEED, title=title, entries=tuple(listed))


def _parsed(raw: bytes, given: Given) -> Any:
    import feedparser

    if len(raw) > LARGEST:
        raise IntakeError(given.where, f"is larger than {LARGEST // 1_000_000} MB, which no feed should be")
    refuse_other(raw, given.where)
    headers = {"content-type": f"application/xml; charset={given.encoding}"} if given.encoding else {}
    # As a stream: feedparser would take a string for an address or a path, and fetch it.
    return feedparser.parse(io.BytesIO(raw), response_headers=headers, sanitize_html=True)


def _title(entry: Any) -> str | None:
    return " ".join(text_of(entry.get("title", "")).split()) or None


def _text(entry: Any) -> str:
    """The words of an entry: its content, or its summary if that is longer."""
    full = max((_words(c) for c in entry.get("content", ())), key=len, default="")
    summary = _words(entry.get("summary_detail") or {"value": entry.get("summary", "")})
    return full if len(full) >= len(summary) else summary


def _report(entry: Any, feed: Any, where: str, published: datetime | None) -> Report:
    text, title = _text(entry), _title(entry)
    if not text.strip():
        raise IntakeError(where, f"entry {title!r} has neither content nor summary; read its address instead")
    check_text(text, where)
    when = _published(entry)
    written = dict.get(entry, "published") or dict.get(entry, "updated")
    if written and when is None:
        _LOG.warning("%s: entry %r: date %r was not understood", where, title, written[:60])
    return Report(
        text=text,
        outlet=_outlet(entry, feed),
        title=title,
        url=_address(entry.get("link"), feed.get("link")),
        published_at=when or published,
        language=code_of(entry.get("language") or feed.get("language")),
    )


def _words(content: Any) -> str:
    value = content.get("value") or ""
    return str(value) if content.get("type") == "text/plain" and "<" not in value else text_of(value)


def _published(entry: Any) -> datetime | None:
    """The time of publication, else of the last change; feedparser's reading of it where its words are odd.

    feedparser takes digits for a day ("1715680800" for one in 2017), so that it comes second.
    """
    for field in ("published", "updated"):
        # `dict.get`: feedparser's own `get` looks for one field in the other.
        written = str(dict.get(entry, field) or "")
        when = moment_of(written) or (
            None if written.strip().isdigit() else _moment(dict.get(entry, f"{field}_parsed"))
        )
        if when:
            return when.astimezone(UTC)
    return None


def _address(link: Any, base: Any) -> str | None:
    """The address of an entry; a relative one is resolved against that of the feed, which is not always known."""
    return urljoin(base or "", link.strip()) or None if isinstance(link, str) else None


def _moment(when: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(when), UTC) if when else None
    except (ValueError, OverflowError, OSError):
        return None


def _outlet(entry: Any, feed: Any) -> str | None:
    source = entry.get("source") or {}
    return source.get("title") or feed.get("title") or None
