"""Events as known at a date, with what the first words of their reports say of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from reportedly.errors import NotFound
from reportedly.ledger.queries.annotations import Marks
from reportedly.ledger.queries.claims import end_of, read_of
from reportedly.linking import embedding, events
from reportedly.record import EventPart, EventRecord
from reportedly.store import events as event_store

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from reportedly.model import EventMention, Place, Reading
    from reportedly.record import Filter
    from reportedly.store.database import Connection
    from reportedly.store.events import EventReport

T = TypeVar("T")
ENDS = 12
"""How many reports of one Event, the first and the latest, decide its type, place and day."""


def page(
    connection: Connection, wanted: Filter, max_reports: int | None, limit: int | None, offset: int
) -> list[EventRecord]:
    """A page of Events, those first that were reported last, each described by at most `max_reports` of its reports."""
    until = end_of(wanted.as_of)
    wrong = Marks(connection).wrong
    found = []
    for event in event_store.page(connection, until, shared=wanted.multiple, limit=limit, offset=offset):
        rows = (
            event_store.ends_of(connection, event, until, max_reports)
            if max_reports
            else event_store.reports_of(connection, event, until, limit=None)
        )
        found.append(_record(connection, event, until, rows, wrong))
    return found


def event(connection: Connection, as_of: date | None, key: str, *, limit: int | None, offset: int) -> EventRecord:
    """One Event as known at a date, with a page of its reports; NotFound where none of that id was known.

    Its first and latest reports decide what it is.
    """
    until = end_of(as_of)
    wrong = Marks(connection).wrong
    ends = event_store.ends_of(connection, key, until, ENDS)
    if not ends:
        when = f" on {as_of}" if as_of else ""
        raise NotFound(f"no Event {key!r} is on the record{when}: `reportedly events` lists them")
    known = _record(connection, key, until, ends, wrong)
    rows = event_store.reports_of(connection, key, until, limit=limit, offset=offset)
    mentions = ((r, m) for r, m in _typed_mentions(_readings(connection, rows), wrong) if m.type is known.type)
    return replace(known, reports=tuple(row.report for row in rows), mentions=_parts(mentions))


def _record(
    connection: Connection, event: str, until: str | None, rows: Sequence[EventReport], wrong: Collection[str]
) -> EventRecord:
    reports, origins = event_store.count_of(connection, event, until)
    readings = _readings(connection, rows)
    found = _typed_mentions(readings, wrong)
    kind = _most(m.type for _, m in found)
    mentions = [(r, m) for r, m in found if m.type is kind]
    place = _most((p.name, p.country) for r, m in mentions for p in _places(r, m))
    parties = (
        party for _, m in mentions for a in (*m.actors, *m.recipients) for _, party in embedding.mentions(a.exact)
    )
    first = readings[0].report
    return EventRecord(
        id=event,
        title=first.title or " ".join(events.head(first.text).split()),
        type=kind,
        day=_most(day for r, m in mentions for day in _days(r, m)),
        place=place[0] if place else None,
        country=place[1] if place else None,
        parties=tuple(dict.fromkeys(parties)),
        first=rows[0].known_at.date(),
        last=rows[-1].known_at.date(),
        reports=tuple(row.report for row in rows),
        told_by=reports,
        origins=origins,
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


def _readings(connection: Connection, rows: Sequence[EventReport]) -> list[Reading]:
    read = read_of(connection, {row.reading for row in rows})
    return [read[row.reading] for row in rows]


def _typed_mentions(readings: Iterable[Reading], wrong: Collection[str]) -> list[tuple[Reading, EventMention]]:
    return [(r, m) for r in readings for m in _mentions(r) if m.statement not in wrong]


def _mentions(reading: Reading) -> Iterator[EventMention]:
    """The typed mentions in the first words of a report."""
    end = len(events.head(reading.report.text))
    return (m for m in reading.events if m.type is not None and m.trigger.end <= end)


def _places(reading: Reading, mention: EventMention) -> Iterator[Place]:
    return (p for p in reading.places if p.anchor == mention.place and p.precision is not None)


def _days(reading: Reading, mention: EventMention) -> Iterator[date]:
    for time in reading.times:
        if time.anchor == mention.time and time.value and len(time.value) == len("2025-04-28"):
            try:
                yield date.fromisoformat(time.value)
            except ValueError:  # a week ("2025-W18-1"), or a day that does not exist
                continue


def _most(values: Iterable[T]) -> T | None:
    """The most frequent value, the first of equally frequent ones; None where there is none."""
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else None
