"""What happened when: events dated by the words of reports, and how much was said day by day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reportedly.timex import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.model import EventMention, Reading, Statement
    from reportedly.web.record_at import Record

EDGE, FOOT, HIGH, TOP = 10, 24, 70, 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event that is said to have happened on a day, in a month or a year."""

    value: str
    """The TIMEX3 value of its time."""
    day: date
    event: EventMention
    statement: Statement
    report: str
    who: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of days with what was said and what changed in it."""

    first: date
    last: date
    x: float
    width: float
    height: float
    statements: int
    changes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Statements by day, or by several days where there are many."""

    width: int
    height: int
    base: int
    bars: tuple[Bar, ...]
    days: int
    """Days a bar."""
    most: int


def happenings(readings: Iterable[Reading]) -> list[Happening]:
    """The events whose time the words tell, latest first; the same words in copies once."""
    found: dict[tuple[str, str, str], Happening] = {}
    for reading in readings:
        times = {t.anchor: t.value for t in reading.times}
        statements = {s.id: s for s in reading.statements}
        for event in reading.events:
            value = times.get(event.time) if event.time else None
            day, statement = last_day(value), statements.get(event.statement or "")
            if value is None or day is None or statement is None or event.type is None:
                continue
            key = (value, event.trigger.exact, " ".join(a.exact for a in statement.content))
            happening = Happening(
                value=value,
                day=day,
                event=event,
                statement=statement,
                report=reading.report.id,
                who=", ".join(a.exact for a in event.actors),
                place=event.place.exact if event.place else "",
            )
            found.setdefault(key, happening)
    return sorted(found.values(), key=lambda h: (h.day, h.value, h.report), reverse=True)


def strip(record: Record, width: int) -> Strip | None:
    """How much was said and how much changed, day by day; None where nothing was."""
    said = Counter(s.said_on for c in record.claims for s in c.statements)
    moved = Counter(c.date for c in record.changes if c.before is not None)
    if not said:
        return None
    # A few statements recall words of years ago; they would press all others into one bar.
    ordered = sorted(said.elements())
    first, last = (
        min(ordered[len(ordered) // 50], min(moved, default=ordered[-1])),
        max(ordered[-1], *moved, ordered[0]),
    )
    days = max(1, -(-((last - first).days + 1) // (width // 14)))
    count = (last - first).days // days + 1
    room = (width - 2 * EDGE) / count
    tallies = []
    for n in range(count):
        start = first + timedelta(days=n * days)
        span = [start + timedelta(days=k) for k in range(days)]
        tallies.append((span[0], span[-1], sum(said[d] for d in span), sum(moved[d] for d in span)))
    most = max(t[2] for t in tallies) or 1
    bars = tuple(
        Bar(
            first=start,
            last=min(end, last),
            x=round(EDGE + n * room, 1),
            width=round(max(room - 2, 1), 1),
            height=round(HIGH * statements / most, 1),
            statements=statements,
            changes=changes,
        )
        for n, (start, end, statements, changes) in enumerate(tallies)
    )
    return Strip(width=width, height=TOP + HIGH + FOOT, base=TOP + HIGH, bars=bars, days=days, most=most)
