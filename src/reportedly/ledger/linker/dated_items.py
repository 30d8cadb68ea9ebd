"""The dated items and the places of a report, stored for the timeline and the map."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reportedly.listing import Dated
from reportedly.store import daily_counts, dated_items
from reportedly.store.dated_items import NewDatedItem, PlaceRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from reportedly.ledger.linker.report import ReportToLink
    from reportedly.model import EventMention, Reading
    from reportedly.store.database import Connection
    from reportedly.store.memberships import ClaimMembership

_DATED = re.compile(r"\d{4}(?:-(?:\d{2}|W\d{2})(?:-\d{2})?)?(?=$|[T/])")
"""A TIMEX3 value of which at least the year is known; of an interval its beginning."""


def insert(connection: Connection, report: ReportToLink, members: Sequence[ClaimMembership], wrong: Set[str]) -> None:
    """Store statements by the day on which they were made, event mentions by the day on which they happen, and places.

    `members` are the report's statements in claims. Those that were read wrong (`wrong`) are left out, with the
    event mentions in them.
    """
    made = [m for m in members if not m.wrong]
    daily_counts.add_statements(connection, report.day, Counter(m.said_on for m in made))
    items = [*_statements(report.reading, made), *_events(report, wrong)]
    dated_items.insert(connection, report.id, report.known_at, items)
    dated_items.insert_places(connection, report.known_at, _places(report.reading))


def _statements(reading: Reading, members: Sequence[ClaimMembership]) -> Iterator[NewDatedItem]:
    for member in members:
        s = reading.statements[member.position]
        yield NewDatedItem(
            date=member.said_on.isoformat(),
            kind=Dated.SAID,
            statement=s.id,
            start=s.content[0].start,
            end=s.content[-1].end,
            type=None,
            factuality=None,
            ahead=False,
        )


def _events(report: ReportToLink, wrong: Set[str]) -> Iterator[NewDatedItem]:
    for event in report.reading.events:
        day = _day_of(event, report.reading)
        if day is None or event.statement in wrong or (event.type is None and event.statement is None):
            continue
        parts = [event.trigger, *event.actors, *event.recipients, *([event.place] if event.place else [])]
        yield NewDatedItem(
            date=day,
            kind=Dated.HAPPENED,
            statement=event.statement,
            start=min(p.start for p in parts),
            end=max(p.end for p in parts),
            type=event.type,
            factuality=event.factuality,
            ahead=day > report.day.isoformat(),
        )


def _day_of(event: EventMention, reading: Reading) -> str | None:
    """When something is said to happen, if its time names at least a year."""
    times = {t.anchor: t for t in reading.times}
    time = times.get(event.time) if event.time else None
    value = _DATED.match(time.value) if time and time.value else None
    return value[0] if value else None


def _places(reading: Reading) -> list[PlaceRow]:
    """The resolved places that a report names as places, each once, in the order in which they are last named."""
    named = [(p, p.precision) for p in reading.places if not p.as_actor and p.precision is not None]
    once = {
        (p.name, p.geonameid, p.country, precision): PlaceRow(
            report=reading.report.id,
            name=p.name,
            geonameid=p.geonameid,
            country=p.country,
            lat=p.lat,
            lon=p.lon,
            precision=precision,
        )
        for p, precision in reversed(named)
    }
    return list(reversed(once.values()))
