"""Events as known at a date, each with what most of its reports say of it in their first words."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from reportedly.errors import NotFound
from reportedly.ledger.queries import readings
from reportedly.ledger.queries.annotations import Annotations
from reportedly.reading.propositions.mentions import mentions as parties_in
from reportedly.reading.text.lead import lead_of
from reportedly.record import EventPart, EventRecord
from reportedly.store import events as event_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reportedly.listing import Filter
    from reportedly.model import EventMention, Place, Reading
    from reportedly.store.database import Connection
    from reportedly.store.events import EventCounts, EventReport

T = TypeVar("T")
ENDS = 12
"""The first report of an Event and its latest ones, so many in all: what a single Event is described by."""
Mentions = list[tuple["Reading", "EventMention"]]
"""Event mentions, each with the reading that it is from."""


def page(
    connection: Connection, wanted: Filter, max_reports: int | None, limit: int | None, offset: int
) -> list[EventRecord]:
    """A page of Events, those first that were reported last, each described by at most `max_reports` of its reports."""
    return of_ids(connection, wanted.as_of, event_store.page(connection, wanted, limit, offset), max_reports)


def of_ids(
    connection: Connection, as_of: date | None, listed: Sequence[str], max_reports: int | None
) -> list[EventRecord]:
    """These Events, in the order given; each has an active report at the date."""
    reports = event_store.reports_of(connection, as_of, listed, max_reports)
    counts = event_store.counts(connection, as_of, listed)
    read = _readings(connection, (row for rows in reports.values() for row in rows))
    mentions = {event: _mentions(read, rows) for event, rows in reports.items()}
    wrong = _wrong(connection, mentions.values())
    return [_record(event, reports[event], _right(mentions[event], wrong), counts[event], read) for event in listed]


def by_id(connection: Connection, as_of: date | None, event: str, *, limit: int | None, offset: int) -> EventRecord:
    """An Event with a page of its reports; NotFound if there is none at that date.

    What the Event is follows from its first and its latest reports.
    """
    ends = event_store.reports_of(connection, as_of, [event], ENDS).get(event)
    if not ends:
        when = f" on {as_of}" if as_of else ""
        raise NotFound(f"no Event {event!r} is on the record{when}: `reportedly events` lists them")
    rows = event_store.reports_page(connection, as_of, event, limit=limit, offset=offset)
    read = _readings(connection, [*ends, *rows])
    of_ends, of_page = _mentions(read, ends), _mentions(read, rows)
    wrong = _wrong(connection, [of_ends, of_page])
    count = event_store.counts(connection, as_of, [event])[event]
    known = _record(event, ends, _right(of_ends, wrong), count, read)
    parts = _parts((r, m) for r, m in _right(of_page, wrong) if m.type is known.type)
    return replace(known, reports=tuple(row.report for row in rows), mentions=parts)


def _record(
    event: str,
    rows: Sequence[EventReport],
    found: Mentions,
    count: EventCounts,
    read: Mapping[str, Reading],
) -> EventRecord:
    kind = _most_frequent(m.type for _, m in found)
    mentions = [(r, m) for r, m in found if m.type is kind]
    place = _most_frequent((p.name, p.country) for r, m in mentions for p in _places(r, m))
    named = (n.party.name for _, m in mentions for a in (*m.actors, *m.recipients) for n in parties_in(a.exact))
    first = read[rows[0].reading].report
    return EventRecord(
        id=event,
        title=first.title or " ".join(lead_of(first.text).split()),
        type=kind,
        day=_most_frequent(day for r, m in mentions for day in _days(r, m)),
        place=place[0] if place else None,
        country=place[1] if place else None,
        parties=tuple(dict.fromkeys(named)),
        first=rows[0].known_at.date(),
        last=rows[-1].known_at.date(),
        reports=tuple(row.report for row in rows),
        told_by=count.reports,
        origins=count.origins,
        mentions=_parts(mentions),
    )


def _parts(mentions: Iterable[tuple[Reading, EventMention]]) -> tuple[EventPart, ...]:
    return tuple(
        EventPart(
            report=r.report.id,
            statement=m.statement,
            trigger=m.trigger,
            actors=m.actors,
            recipients=m.recipients,
            place=m.place,
            time=m.time,
            factuality=m.factuality,
        )
        for r, m in mentions
    )


def _readings(connection: Connection, rows: Iterable[EventReport]) -> dict[str, Reading]:
    return readings.by_ids(connection, (row.reading for row in rows))


def _mentions(read: Mapping[str, Reading], rows: Sequence[EventReport]) -> Mentions:
    """The typed mentions in the first words of these reports."""
    found = []
    for row in rows:
        reading = read[row.reading]
        end = len(lead_of(reading.report.text))
        found += [(reading, m) for m in reading.events if m.type is not None and m.trigger.end <= end]
    return found


def _wrong(connection: Connection, mentions: Iterable[Mentions]) -> set[str]:
    """The statements around these mentions that were read wrong."""
    statements = (m.statement for found in mentions for _, m in found if m.statement is not None)
    return Annotations(connection, statements).wrong


def _right(mentions: Mentions, wrong: set[str]) -> Mentions:
    return [(r, m) for r, m in mentions if m.statement not in wrong]


def _places(reading: Reading, mention: EventMention) -> Iterator[Place]:
    return (p for p in reading.places if p.anchor == mention.place and p.precision is not None)


def _days(reading: Reading, mention: EventMention) -> Iterator[date]:
    for time in reading.times:
        if time.anchor == mention.time and time.value and len(time.value) == len("2025-04-28"):
            try:
                yield date.fromisoformat(time.value)
            except ValueError:  # no day of the calendar
                continue


def _most_frequent(values: Iterable[T]) -> T | None:
    """The most frequent value, of equally frequent ones the first; None if there is none."""
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else None
