"""Positions over time as a picture: one lane a party, a mark a statement, and the claim's status above them.

Only geometry here; the template draws it. Units are those of the drawing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reportedly.model import Stance, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.record import Change, Claim, ClaimStatement

LANE = 42
TOP = 46
EDGE = 10
NEXT = 9
LETTER = 7.2
"""Mean width of a letter at the size of the labels."""
UNNAMED = "unnamed sources and outlets themselves"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """From a day to the next one on which a position or status is another."""

    x: float
    width: float
    kind: str
    label: str | None
    """None where there is no room for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A statement."""

    x: float
    stance: Stance
    said_on: date
    statement: str
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """What one party said, in time."""

    party: str
    y: float
    stretches: tuple[Stretch, ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day on the axis."""

    x: float
    label: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """The whole drawing."""

    width: int
    height: float
    status: tuple[Stretch, ...]
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]


def lanes(claim: Claim, history: Sequence[Change], as_of: date | None, *, width: int) -> Lanes:
    """The drawing of a claim, `width` wide; parties in the order in which they first speak, unnamed sources last."""
    counting = [s for s in claim.statements if not (s.superseded or s.wrong)] or list(claim.statements)
    days = [s.said_on for s in counting] + [c.date for c in history] + ([as_of] if as_of else [])
    scale = _Scale(min(days), max(days), width)
    said = _by_party(counting)
    drawn = tuple(_lane(name, rows, scale, TOP + n * LANE) for n, (name, rows) in enumerate(said))
    return Lanes(
        width=width,
        height=TOP + len(drawn) * LANE + 30,
        status=_status(history, scale),
        lanes=drawn,
        ticks=_ticks(scale),
    )


class _Scale:
    """Days to places, with air after the last day so that it can be seen."""

    def __init__(self, first: date, last: date, width: int) -> None:
        self.first, self.last = first, last
        self.end = last + timedelta(days=max(1, (last - first).days // 12))
        self.width = width
        self._left, self._right = EDGE, width - EDGE
        self._days = (self.end - first).days

    def at(self, day: date) -> float:
        share = (min(day, self.end) - self.first).days / self._days
        return round(self._left + share * (self._right - self._left), 1)


def _by_party(statements: Sequence[ClaimStatement]) -> list[tuple[str, list[ClaimStatement]]]:
    said: dict[str, list[ClaimStatement]] = {}
    # As in the status: of one day's words a clear one outlasts an evasion.
    for s in sorted(statements, key=lambda s: (not s.named, s.said_on, s.stance is not Stance.UNCERTAIN)):
        name = s.party or (s.actor.name if s.actor else "")
        said.setdefault(name if s.named and name else UNNAMED, []).append(s)
    return sorted(said.items(), key=lambda item: item[0] == UNNAMED)


def _lane(name: str, said: Sequence[ClaimStatement], scale: _Scale, y: float) -> Lane:
    """A lane; that of unnamed sources has no stretches, for they are not one voice."""
    turns = [] if name == UNNAMED else [s for n, s in enumerate(said) if n == 0 or said[n - 1].stance is not s.stance]
    ends = [*(s.said_on for s in turns[1:]), scale.end][: len(turns)]
    return Lane(
        party=name,
        y=y,
        stretches=tuple(
            Stretch(x=scale.at(s.said_on), width=_wide(scale, s.said_on, end), kind=s.stance, label=None)
            for s, end in zip(turns, ends, strict=True)
        ),
        dots=tuple(_dots(said, scale)),
    )


def _dots(said: Sequence[ClaimStatement], scale: _Scale) -> Iterator[Dot]:
    """A dot a statement; those of one day stand side by side."""
    before = Counter[date]()
    for s in said:
        x = min(scale.at(s.said_on) + before[s.said_on] * NEXT, scale.width - EDGE)
        before[s.said_on] += 1
        yield Dot(x=x, stance=s.stance, said_on=s.said_on, statement=s.id, report=s.report)


def _status(history: Sequence[Change], scale: _Scale) -> tuple[Stretch, ...]:
    ends = [*(c.date for c in history[1:]), scale.end][: len(history)]
    return tuple(
        Stretch(x=scale.at(c.date), width=wide, kind=c.after, label=_label(c.after, wide))
        for c, end in zip(history, ends, strict=True)
        if (wide := _wide(scale, c.date, end)) > 0
    )


def _wide(scale: _Scale, start: date, end: date) -> float:
    return round(max(scale.at(end) - scale.at(start), 0), 1)


def _label(status: Status, room: float) -> str | None:
    return status.value if len(status.value) * LETTER + 12 <= room else None


def _ticks(scale: _Scale) -> tuple[Tick, ...]:
    days = (scale.last - scale.first).days
    step = max(1, -(-days // 4))
    found = [scale.first + timedelta(days=n) for n in range(0, days + 1, step)]
    far = scale.first.year != scale.last.year
    return tuple(
        Tick(
            x=scale.at(day),
            label=f"{day:%b} {day.year}" if far and step > 27 else f"{day.day} {day:%b}",
            anchor="start" if n == 0 else "middle",
        )
        for n, day in enumerate(found)
        if n == 0 or scale.at(day) < scale.at(scale.end) - 24
    )
