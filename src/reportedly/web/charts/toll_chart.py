"""A toll over time, drawn: the figures of each source as steps, those that it replaced later in grey.

Geometry only, in units of the drawing; the template draws it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.web.charts.number_chart import FAR_APART

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reportedly.record import NumberRecord, Toll

HEIGHT = 230
TOP, BOTTOM, LEFT = 14, 200, 44
LABEL = 17
"""Between two labels, at least."""
MOST = 10
"""Sources with steps of their own, those with most figures; the others stand in the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TollMark:
    """A figure: a dot, or a bar from its lowest to its highest value."""

    x: float
    top: float
    bottom: float
    figure: NumberRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class TollLane:
    """The figures that one party gives of the same people, in time."""

    path: str
    marks: tuple[TollMark, ...]
    label_y: float
    last: NumberRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class TollTick:
    """A day below the drawing, or a number beside it."""

    at: float
    label: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True, kw_only=True)
class TollChart:
    """The whole drawing."""

    kind: str
    width: int
    height: int
    edge: float
    """Where the labels begin."""
    steps: tuple[TollLane, ...]
    days: tuple[TollTick, ...]
    values: tuple[TollTick, ...]
    left_out: int
    """Sources without steps."""


def toll_chart(toll: Toll, *, width: int) -> TollChart | None:
    """The drawing of a toll, `width` wide; None if it has one figure only."""
    if len(toll.figures) < 2:
        return None
    by_source: dict[tuple[object, ...], list[NumberRecord]] = {}
    for figure in toll.figures:
        by_source.setdefault((figure.party, figure.of), []).append(figure)
    sources = sorted(by_source.values(), key=lambda own: (-len(own), own[-1].date))[:MOST]
    scale = _Scale([f for own in sources for f in own], width)
    drawn = [(scale.steps(own), own) for own in sources]
    heights = _apart([marks[-1].top for (_, marks), _ in drawn])
    return TollChart(
        kind=toll.kind,
        width=width,
        height=max(HEIGHT, math.ceil(max(heights) + LABEL)),
        edge=scale.edge,
        steps=tuple(
            TollLane(path=path, marks=marks, label_y=y, last=own[-1])
            for ((path, marks), own), y in zip(drawn, heights, strict=True)
        ),
        days=scale.days(),
        values=scale.values(),
        left_out=len(by_source) - len(sources),
    )


class _Scale:
    """Days and values to places."""

    def __init__(self, figures: Sequence[NumberRecord], width: int) -> None:
        ends = [end for f in figures for end in (f.low, f.high) if end is not None]
        self._first, self._last = min(f.date for f in figures), max(f.date for f in figures)
        self._low, self._high = min(ends), max(ends)
        self._logarithmic = self._low > 0 and self._high / self._low >= FAR_APART
        self.edge = round(width * 0.68, 1)

    def x(self, day: date) -> float:
        days = (self._last - self._first).days
        share = (day - self._first).days / days if days else 0.0
        return round(LEFT + 8 + share * (self.edge - LEFT - 28), 1)

    def y(self, value: float) -> float:
        if self._logarithmic:
            share = math.log(max(value, self._low) / self._low) / math.log(self._high / self._low)
        else:
            share = value / (max(self._high, 1) * 1.05)
        return round(BOTTOM - share * (BOTTOM - TOP), 1)

    def steps(self, own: Sequence[NumberRecord]) -> tuple[str, tuple[TollMark, ...]]:
        marks = tuple(self._mark(f) for f in own)
        path = f"M{marks[0].x} {_middle(marks[0])}"
        for before, after in pairwise(marks):
            path += f"H{after.x}V{_middle(after)}" if before.x != after.x else f"V{_middle(after)}"
        return f"{path}H{self.edge - 6}", marks

    def _mark(self, figure: NumberRecord) -> TollMark:
        low = figure.low if figure.low is not None else 0.0
        high = figure.high if figure.high is not None else low
        return TollMark(x=self.x(figure.date), top=self.y(high), bottom=self.y(low), figure=figure)

    def days(self) -> tuple[TollTick, ...]:
        first = TollTick(at=self.x(self._first), label=self._first.isoformat(), anchor="start")
        if self._first == self._last:
            return (first,)
        return (first, TollTick(at=self.x(self._last), label=self._last.isoformat(), anchor="end"))

    def values(self) -> tuple[TollTick, ...]:
        shown = sorted({self._low, self._high} if self._logarithmic else {0.0, self._high})
        return tuple(TollTick(at=self.y(value), label=f"{value:,g}", anchor="end") for value in shown)


def _middle(mark: TollMark) -> float:
    return round((mark.top + mark.bottom) / 2, 1)


def _apart(wanted: Sequence[float]) -> list[float]:
    """The heights at which labels stand: as wanted, but never closer to each other than a line."""
    found, last = [0.0] * len(wanted), -math.inf
    for i in sorted(range(len(wanted)), key=lambda i: wanted[i]):
        last = found[i] = max(wanted[i], last + LABEL)
    return found
