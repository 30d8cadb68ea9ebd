"""Atom feeds (RFC 4287): changes, the news of a claim, the hits of a search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from reportedly.export import wording
from reportedly.model import content_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportedly.model import Report
    from reportedly.record import Change, ClaimStatement, Hit

NAMESPACE = "http://www.w3.org/2005/Atom"
QUOTED = 5
"""Statements quoted in an entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One piece of news."""

    key: str
    """What tells it from every other one, and stays the same."""
    title: str
    updated: date
    """A day, or a moment; all entries of a feed have the same."""
    category: str
    text: str
    path: str
    """Its page at the desk."""
    quoted: Sequence[tuple[str, Report | None]] = ()
    """Who said what, and in which report."""
    via: str | None = None
    """The address of a report, if none is quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """News, the latest first."""

    title: str
    path: str
    """The page at the desk that shows the same; it also tells the feed from others."""
    entries: Sequence[Entry]


def change_entry(change: Change, said: Mapping[str, ClaimStatement], reports: Mapping[str, Report]) -> Entry:
    """A change of a claim, with the words that brought it."""
    quoted = [(_quote(s), reports.get(s.report)) for key in change.statements[:QUOTED] if (s := said.get(key))]
    became = change.after.value
    if change.before and change.before is not change.after:
        became = f"{change.before.value} → {became}"
    return Entry(
        key=content_id("change", change.claim, change.date, change.kind, change.after, *change.statements),
        title=f"{wording.sentence(change.wording)} ({became})",
        updated=change.date,
        category=change.kind.value,
        text=f"{wording.sentence(change.why)}.",
        path=f"/claims/{wording.address(change.claim)}",
        quoted=quoted,
    )


def statement_entry(statement: ClaimStatement | Hit, report: Report | None, key: str) -> Entry:
    """A statement, by its id, as a claim or a search has it."""
    who = wording.name_of(statement.actor, statement.source) or (wording.plain(report.outlet or "") if report else "")
    words = wording.content_text(statement.content)
    return Entry(
        key=key,
        title=f"{who or 'The outlet'}: {wording.abridged(words, 120)}",
        updated=statement.said_on,
        category="statement",
        text="",
        path=f"/statements/{wording.address(key)}",
        quoted=[(f"{who or 'The outlet'}: “{words}”", report)],
    )


def _quote(statement: ClaimStatement) -> str:
    who = wording.name_of(statement.actor, statement.source) or wording.plain(statement.party.name)
    return f"{who}, {wording.day(statement.said_on)}: “{wording.content_text(statement.content)}”"


def atom(feed: Feed, *, desk: str | None = None, at: str | None = None) -> bytes:
    """The feed as XML. `desk` is the address of the desk that links lead to, `at` the feed's own address."""
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.Element(f"{{{NAMESPACE}}}feed")
    _add(root, "id", uuid5(NAMESPACE_URL, f"reportedly:feed:{feed.path}").urn)
    _add(root, "title", wording.plain(f"{feed.title} – Reportedly"))
    days = [e.updated for e in feed.entries]
    _add(root, "updated", _instant(max(days)) if days else "1970-01-01T00:00:00Z")
    _add(_add(root, "author"), "name", "Reportedly")
    _add(root, "generator", "Reportedly")
    if at:
        _add(root, "link", rel="self", href=at, type="application/atom+xml")
    if desk:
        _add(root, "link", rel="alternate", href=desk.rstrip("/") + feed.path, type="text/html")
    for entry in feed.entries:
        _write(_add(root, "entry"), entry, desk)
    text: str = ElementTree.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _write(element: ElementTree.Element, entry: Entry, desk: str | None) -> None:
    _add(element, "id", uuid5(NAMESPACE_URL, f"reportedly:{entry.key}").urn)
    _add(element, "title", entry.title)
    _add(element, "updated", _instant(entry.updated))
    _add(element, "category", term=entry.category)
    if desk:
        _add(element, "link", rel="alternate", href=desk.rstrip("/") + entry.path, type="text/html")
    for _, report in entry.quoted:
        if report and (url := wording.link(report.url)):
            _add(element, "link", rel="via", href=url)
    if via := wording.link(entry.via):
        _add(element, "link", rel="via", href=via)
    text = f"<p>{escape(entry.text)}</p>" if entry.text else ""
    _add(element, "content", text + "".join(map(_html, entry.quoted)), type="html")


def _html(quoted: tuple[str, Report | None]) -> str:
    words, report = quoted
    source = ""
    if report:
        name = escape(wording.outlet(report))
        url = wording.link(report.url)
        source = f' (<a href="{escape(url)}">{name}</a>)' if url else f" ({name})"
    return f"<p>{escape(words)}{source}</p>"


def _add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    made.text = text
    return made


def _instant(when: date) -> str:
    if isinstance(when, datetime):
        return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"
    return f"{when:%Y-%m-%d}T00:00:00Z"
