"""Feeds (RSS, Atom): one report for each entry, from its full content or its summary."""

from __future__ import annotations

import io
from calendar import timegm
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reportedly.errors import IntakeError
from reportedly.intake.check import check_text
from reportedly.intake.encoding import LARGEST, refuse_other
from reportedly.intake.html import text_of
from reportedly.language import code_of
from reportedly.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_feed(
    raw: bytes, where: str, published: datetime | None = None, encoding: str | None = None
) -> Iterator[Report | IntakeError]:
    """The reports of the entries, in their order; one without text is an IntakeError at `where#number`."""
    import feedparser

    if len(raw) > LARGEST:
        raise IntakeError(where, f"is larger than {LARGEST // 1_000_000} MB, which no feed should be")
    refuse_other(raw, where)
    headers = {"content-type": f"application/xml; charset={encoding}"} if encoding else {}
    # As a stream: feedparser would take a string for an address or a path, and fetch it.
    feed = feedparser.parse(io.BytesIO(raw), response_headers=headers, sanitize_html=True)
    if not feed.entries:
        problem = feed.get("bozo_exception")
        reason = f" ({problem})" if problem else ""
        raise IntakeError(where, f"is no feed with entries{reason}: expected RSS or Atom")
    for number, entry in enumerate(feed.entries, 1):
        try:
            yield _report(entry, feed.feed, f"{where}#{number}", published)
        except IntakeError as problem:
            yield problem


def _report(entry: Any, feed: Any, where: str, published: datetime | None) -> Report:
    full = max((_words(c) for c in entry.get("content", ())), key=len, default="")
    summary = _words(entry.get("summary_detail") or {"value": entry.get("summary", "")})
    text = full if len(full) >= len(summary) else summary
    title = " ".join(text_of(entry.get("title", "")).split()) or None
    if not text.strip():
        raise IntakeError(where, f"entry {title!r} has neither content nor summary; read its address instead")
    check_text(text, where)
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    return Report(
        text=text,
        outlet=_outlet(entry, feed),
        title=title,
        url=entry.get("link") or None,
        published_at=_moment(when) or published,
        language=code_of(entry.get("language") or feed.get("language")),
    )


def _words(content: Any) -> str:
    value = content.get("value") or ""
    return str(value) if content.get("type") == "text/plain" and "<" not in value else text_of(value)


def _moment(when: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(when), UTC) if when else None
    except (ValueError, OverflowError, OSError):
        return None


def _outlet(entry: Any, feed: Any) -> str | None:
    source = entry.get("source") or {}
    return source.get("title") or feed.get("title") or None
