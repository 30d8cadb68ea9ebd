"""Events: kept as reports are linked, and told with what their reports' first words say of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from reportedly.errors import NotFound
from reportedly.ledger.queries.annotations import Marks
from reportedly.ledger.queries.claims import end_of, read_of
from reportedly.linking import embedding, events
from reportedly.model import content_id
from reportedly.record import EventPart, EventRecord
from reportedly.store import events as event_store
from reportedly.store import links
from reportedly.store.vectors import packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from typing import Any

    from sqlalchemy.engine import Row

    from reportedly.linking.events import Lead
    from reportedly.model import EventMention, Place, Reading
    from reportedly.store.database import Connection
    from reportedly.store.pending import Pending

T = TypeVar("T")
ENDS = 12
"""Of an Event's reports, the first and the latest: what the Event is told by where it is asked for by itself."""


class Happenings:
    """The Events that the next reports may go on with."""

    def __init__(self, connection: Connection) -> None:
        self._unfolding = events.Unfolding()
        last = links.last(connection)
        day = date.fromisoformat(last[0][:10]) if last else date.max
        since = (day - timedelta(days=events.DAYS)).isoformat()
        for row in event_store.latest(connection, since, events.MOST):
            self._unfolding.put(row.event, _lead(row), date.fromisoformat(row.known_at[:10]))

    def place(self, connection: Connection, pending: Pending, reading: Reading) -> None:
        """Put down which Event a report tells of: one of the last days, or its own."""
        lead = events.leads({pending.report: reading.report.text})[0]
        day = date.fromisoformat(pending.known_at[:10])
        event = self._unfolding.event_of(lead, day) or content_id("event", pending.report)
        self._unfolding.put(event, lead, day)
        event_store.keep(
            connection,
            {
                "report": pending.report,
                "event": event,
                "known_at": pending.known_at,
                "names": sorted(lead.names),
                "vector": packed(lead.vector),
            },
        )


def told(
    connection: Connection,
    as_of: date | None,
    *,
    shared: bool,
    most: int | None,
    limit: int | None,
    offset: int,
) -> list[EventRecord]:
    """The Events as known at a date, the latest told of first, each by at most so many of its reports."""
    until = end_of(as_of)
    wrong = Marks(connection).wrong
    wanted = event_store.page(connection, until, shared=shared, limit=limit, offset=offset)
    found = []
    for event in wanted:
        rows = (
            event_store.ends_of(connection, event, until, most)
            if most
            else event_store.told_of(connection, event, until, limit=None)
        )
        found.append(_record(connection, event, until, rows, wrong))
    return found


def told_in_full(
    connection: Connection, as_of: date | None, event: str, *, limit: int | None, offset: int
) -> EventRecord:
    """One Event as known at a date: what it is by its first and latest reports, and a page of all its reports."""
    until = end_of(as_of)
    wrong = Marks(connection).wrong
    ends = event_store.ends_of(connection, event, until, ENDS)
    if not ends:
        when = f" on {as_of}" if as_of else ""
        raise NotFound(f"no Event {event!r} is on the record{when}: `reportedly events` lists them")
    known = _record(connection, event, until, ends, wrong)
    rows = event_store.told_of(connection, event, until, limit=limit, offset=offset)
    telling = ((r, m) for r, m in _telling(_readings(connection, rows), wrong) if m.type is known.type)
    return replace(known, reports=tuple(row.report for row in rows), mentions=_parts(telling))


def _record(
    connection: Connection, event: str, until: str | None, rows: Sequence[Row[Any]], wrong: Collection[str]
) -> EventRecord:
    told_by, origins = event_store.counted(connection, event, until)
    readings = _readings(connection, rows)
    found = _telling(readings, wrong)
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
        first=date.fromisoformat(rows[0].known_at[:10]),
        last=date.fromisoformat(rows[-1].known_at[:10]),
        reports=tuple(row.report for row in rows),
        told_by=told_by,
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


def _readings(connection: Connection, rows: Sequence[Row[Any]]) -> list[Reading]:
    read = read_of(connection, {row.reading for row in rows})
    return [read[row.reading] for row in rows]


def _telling(readings: Iterable[Reading], wrong: Collection[str]) -> list[tuple[Reading, EventMention]]:
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
            except ValueError:  # a week, or a day that the calendar has not
                continue


def _most(values: Iterable[T]) -> T | None:
    """The most frequent value, of equal ones the first; None of none."""
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else None


def _lead(row: Row[Any]) -> Lead:
    return events.Lead(report=row.report, names=frozenset(row.names), vector=unpacked(row.vector))
