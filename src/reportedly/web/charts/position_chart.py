"""The chart of positions over time: a lane for each party, a mark for each day and stance, the status above.

Each day with statements has a column. Gaps between columns grow with the logarithm of the days without statements and
are labelled, so that a claim with one busy week and another half a year later stays legible. Geometry only, in units
of the drawing; the template draws it.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.model import Party, Stance, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from reportedly.record import Change, Claim, ClaimStatement, Position

LANE = 48
TOP = 46
EDGE = 12
NEXT = 13
"""Between two marks of one day."""
NARROWEST = 15
"""Of a column; where there are more days than columns of that width, neighbours share one."""
LETTER, SMALL_LETTER = 8.2, 6.8
"""Mean width of a letter of the widest usual face, at the size of the bold labels and at that of days."""
MOST = 14
"""Lanes; further parties stand in the table below."""
UNNAMED = Party("unnamed sources and outlets themselves")
"""The label of the lane that unnamed sources and outlets in their own voice share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """From a day to the next one on which a position or status is another."""

    x: float
    width: float
    kind: str
    label: str | None
    """None if there is no room for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """What a party said of a claim on a day with one stance: a statement or several."""

    x: float
    stance: Stance
    said_on: date
    statement: str
    """The first of them."""
    report: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """What one party said, in time."""

    party: Party
    y: float
    segments: tuple[Segment, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day, or how long nothing was said, on the axis."""

    x: float
    label: str
    anchor: str
    silence: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionChart:
    """The whole drawing."""

    width: int
    height: float
    status: tuple[Segment, ...]
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    left_out: int
    """Parties for whom there is no lane."""


def position_chart(claim: Claim, history: Sequence[Change], as_of: date | None, *, width: int) -> PositionChart:
    """The drawing of a claim, `width` wide; parties in the order in which they first speak, unnamed sources last."""
    counting = [s for s in claim.statements if s.counts] or list(claim.statements)
    scale = _Scale({s.said_on for s in counting} | {c.date for c in history}, as_of, width)
    said = _by_party(counting)
    now = {p.actor: p for p in claim.positions}
    drawn = tuple(
        _lane(party, rows, now.get(party), scale, TOP + n * LANE) for n, (party, rows) in enumerate(said[:MOST])
    )
    return PositionChart(
        width=width,
        height=TOP + len(drawn) * LANE + 30,
        status=_status(history, scale),
        lanes=drawn,
        ticks=tuple(_ticks(scale)),
        left_out=max(len(said) - MOST, 0),
    )


class _Scale:
    """Days to places; `end` is the right edge, that of the day looked back at or of now."""

    def __init__(self, days: set[date], as_of: date | None, width: int) -> None:
        ordered = sorted(days)
        size = max(1, -(-len(ordered) * NARROWEST // (width - 2 * EDGE)))
        self.columns = ordered[::size]
        """The first day of each column."""
        self.days = ordered
        self.width = width
        last = max(as_of, ordered[-1]) if as_of else ordered[-1]
        # Logarithms keep half a year from pressing a week of talk into one spot.
        silences = [1 + math.log2((b - a).days) for a, b in pairwise(self.columns)]
        silences.append(1.5 + math.log2(1 + (last - self.columns[-1]).days) / 2)
        self.end = width - EDGE
        spare = self.end - EDGE - NARROWEST * len(self.columns)
        self._x = [float(EDGE)]
        for silence in silences[:-1]:
            self._x.append(self._x[-1] + NARROWEST + spare * silence / sum(silences))

    def at(self, day: date) -> float:
        return round(self._x[max(bisect_right(self.columns, day) - 1, 0)], 1)


def _by_party(statements: Sequence[ClaimStatement]) -> list[tuple[Party, list[ClaimStatement]]]:
    said: dict[Party, list[ClaimStatement]] = {}
    # As in the status: of one day's words a clear one outlasts an evasion.
    for s in sorted(statements, key=lambda s: (not s.named, s.said_on, s.stance is not Stance.UNCERTAIN)):
        said.setdefault(s.party if s.named else UNNAMED, []).append(s)
    return sorted(said.items(), key=lambda item: item[0] == UNNAMED)


def _lane(party: Party, said: Sequence[ClaimStatement], now: Position | None, scale: _Scale, y: float) -> Lane:
    """A lane; that of unnamed sources has no segments, for they are not one voice."""
    turns: list[tuple[date, Stance]] = []
    for s in said if party != UNNAMED else ():
        if not turns or turns[-1][1] is not s.stance:
            turns.append((s.said_on, s.stance))
    if now and turns and turns[-1] != (now.since, now.stance):
        # What is recalled, or foretold of what has happened, is said and shown, but is no position.
        turns = [*(t for t in turns if t[0] < now.since), (now.since, now.stance)]
    starts = [scale.at(day) for day, _ in turns]
    ends = [*starts[1:], scale.end][: len(turns)]
    return Lane(
        party=party,
        y=y,
        segments=tuple(
            Segment(x=start, width=round(end - start, 1), kind=stance, label=None)
            for (_, stance), start, end in zip(turns, starts, ends, strict=True)
            if end > start
        ),
        dots=tuple(_dots(said, scale)),
    )


def _dots(said: Sequence[ClaimStatement], scale: _Scale) -> Iterator[Dot]:
    """A dot a column and stance; those of one column stand side by side, the latest stance last."""
    together: dict[tuple[float, Stance], list[ClaimStatement]] = {}
    for s in said:
        together.setdefault((scale.at(s.said_on), s.stance), []).append(s)
    before = Counter[float]()
    for (x, stance), rows in together.items():
        at = min(x + before[x] * NEXT, scale.width - EDGE)
        before[x] += 1
        first = rows[0]
        yield Dot(x=at, stance=stance, said_on=first.said_on, statement=first.id, report=first.report, times=len(rows))


def _status(history: Sequence[Change], scale: _Scale) -> tuple[Segment, ...]:
    starts = [scale.at(c.date) for c in history]
    ends = [*starts[1:], scale.end][: len(history)]
    return tuple(
        Segment(x=start, width=round(end - start, 1), kind=c.after, label=_label(c.after, end - start))
        for c, start, end in zip(history, starts, ends, strict=True)
        if end > start
    )


def _label(status: Status, room: float) -> str | None:
    return status.value if len(status.value) * LETTER + 8 <= room else None


def _ticks(scale: _Scale) -> Iterator[Tick]:
    """The day of each column as far as there is room, and the length of long silences between two of them."""
    free = 0.0
    year = None
    for day, after in zip(scale.columns, [*scale.columns[1:], None], strict=True):
        x = scale.at(day)
        label = f"{day.day} {day:%b}" if day.year == year else f"{day.day} {day:%b} {day.year}"
        wide = len(label) * SMALL_LETTER
        if x >= free and x + wide <= scale.width:
            yield Tick(x=x - 5, label=label, anchor="start")
            year, free = day.year, x + wide + 14
        silence = _length((after - day).days) if after else None
        start = max(free, x + 14)
        if after and silence and scale.at(after) - start > len(silence) * SMALL_LETTER + 24:
            yield Tick(x=round((start + scale.at(after)) / 2 - 6, 1), label=silence, anchor="middle", silence=True)


def _length(days: int) -> str | None:
    """How long nothing was said, from two weeks on."""
    if days < 14:
        return None
    if days < 60:
        return f"{round(days / 7)} weeks"
    return f"{round(days / 30.44)} months" if days < 700 else f"{round(days / 365.25)} years"
