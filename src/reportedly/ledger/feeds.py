"""Feeds of a ledger: what changed, what is new on a claim, what a search finds."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from reportedly.delivery import wording as told
from reportedly.export import wording
from reportedly.export.atom import Entry, Feed, change_entry, statement_entry
from reportedly.listing import Filter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reportedly.alerts import Alert, AlertMatch
    from reportedly.ledger.ledger import Ledger
    from reportedly.record import Change

LATEST = 100
"""Entries of a feed: readers of feeds come back before there are more."""


def changes_feed(ledger: Ledger, wanted: Filter) -> Feed:
    """The latest changes (by the filter of `Ledger.changes`)."""
    changes = ledger.changes(wanted, limit=LATEST)
    chosen = {"topic": wanted.topic, "actor": wanted.actor, "place": wanted.place}
    title = " · ".join(filter(None, ("Changes", wanted.topic, wanted.actor, wording.country(wanted.place))))
    return Feed(title=title, path=_path("/", **chosen), entries=_of_changes(ledger, changes, wanted.as_of))


def claim_feed(ledger: Ledger, claim_id: str, as_of: date | None = None) -> Feed:
    """The changes of a claim and its statements, the latest first."""
    claim = ledger.claim(claim_id, as_of=as_of)
    changes = ledger.changes(Filter(claim=claim.id, as_of=as_of))
    reports = ledger.reports_of(s.report for s in claim.statements)
    entries = [
        *_of_changes(ledger, changes, as_of),
        *(statement_entry(s, reports.get(s.report), s.id) for s in claim.statements if s.counts),
    ]
    latest = sorted(entries, key=lambda e: (e.updated, e.key), reverse=True)[:LATEST]
    return Feed(title=wording.sentence(claim.wording), path=f"/claims/{wording.address(claim.id)}", entries=latest)


def search_feed(ledger: Ledger, wanted: Filter) -> Feed:
    """The statements that a search finds, the latest published first."""
    hits = [h for h in ledger.search(wanted, limit=LATEST) if not h.wrong]
    reports = ledger.reports_of(h.report for h in hits)
    asked = {
        "q": wanted.text,
        "topic": wanted.topic,
        "actor": wanted.actor,
        "act": wanted.act,
        "place": wanted.place,
        "status": wanted.status,
    }
    title = " · ".join(str(value) for value in asked.values() if value)
    entries = [statement_entry(h, reports.get(h.report), h.statement) for h in hits]
    return Feed(title=f"Search: {title}", path=_path("/search", **asked), entries=entries)


def alert_feed(alert: Alert, matches: Sequence[AlertMatch]) -> Feed:
    """What an alert found and did not mute, as it was when it was found; `matches` are the latest, latest first."""
    entries = [
        Entry(
            key=match.item.id,
            title=told.title(match.item),
            updated=match.item.found_at,
            category=match.item.occasion.value,
            text=told.news(match.item),
            path=told.path(match.item),
            quoted=[(f"{told.quoted(match.item)} ({told.where(match.item)})", None)],
            via=match.item.url,
        )
        for match in matches[:LATEST]
        if not match.muted
    ]
    return Feed(title=f"Alert: {alert.name}", path=f"/alerts/{wording.address(alert.name)}", entries=entries)


def _of_changes(ledger: Ledger, changes: Sequence[Change], as_of: date | None) -> list[Entry]:
    placed = ledger.statements_of(dict.fromkeys(s for c in changes for s in c.statements), as_of=as_of)
    said = {key: found.statement for key, found in placed.items()}
    reports = ledger.reports_of({s.report for s in said.values()})
    return [change_entry(c, said, reports) for c in changes]


def _path(path: str, **query: str | None) -> str:
    kept = urlencode({key: value for key, value in query.items() if value})
    return f"{path}?{kept}" if kept else path
