"""How much was said and how much changed day by day, drawn as bars; geometry only, the template draws it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from reportedly.record import DayRecord

EDGE, FOOT, HIGH, TOP = 10, 24, 70, 22
WIDEST, NARROWEST = 60, 14
"""Widths of a bar; if the days do not fit, a bar stands for several days."""
ROOMY, LETTER = 60, 7
"""Width of a bar with room for its day below it, and width of a letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One day or several days, with the numbers of statements and changes."""

    first: date
    last: date
    x: float
    width: float
    height: float
    statements: int
    changes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day or a month on the axis, with its beginning at `x`."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityChart:
    """Statements by day, or by several days if there are many."""

    width: int
    height: int
    base: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    days: int
    """Days a bar."""
    most: int


def activity_chart(days: Sequence[DayRecord], last: date, width: int) -> ActivityChart | None:
    """The chart from the first of these days to the last; None if there are none."""
    if not days:
        return None
    by_day = {d.day: d for d in days}
    first = min(by_day)
    count = (last - first).days + 1
    size = max(1, -(-count // (width // NARROWEST)))
    groups = [[first + timedelta(days=k) for k in range(n, min(n + size, count))] for n in range(0, count, size)]
    room = (width - 2 * EDGE) / len(groups)
    tallies = [
        (sum(by_day[d].statements for d in group if d in by_day), sum(by_day[d].changes for d in group if d in by_day))
        for group in groups
    ]
    most = max(statements for statements, _ in tallies) or 1
    bars = tuple(
        Bar(
            first=group[0],
            last=group[-1],
            x=round(EDGE + n * room, 1),
            width=round(min(max(room - 2, 1), WIDEST), 1),
            height=round(HIGH * statements / most, 1),
            statements=statements,
            changes=changes,
        )
        for n, (group, (statements, changes)) in enumerate(zip(groups, tallies, strict=True))
    )
    return ActivityChart(
        width=width,
        height=TOP + HIGH + FOOT,
        base=TOP + HIGH,
        bars=bars,
        ticks=tuple(_ticks(bars, width)),
        days=size,
        most=most,
    )


def _ticks(bars: Sequence[Bar], width: int) -> Iterator[Tick]:
    """The first day, then each bar's day where there is room for that, else the months in which bars begin."""
    roomy = len(bars) * ROOMY <= width
    free, before = 0.0, None
    for bar in bars:
        labelled = before is None or roomy or bar.first.month != before.month
        year = "" if before and bar.first.year == before.year else f" {bar.first.year}"
        label = f"{bar.first:%b}{year}" if before and not roomy else f"{bar.first.day} {bar.first:%b}{year}"
        wide = LETTER * len(label)
        if labelled and bar.x >= free and bar.x + wide <= width:
            yield Tick(x=bar.x, label=label)
            free = bar.x + wide + EDGE
        before = bar.first
