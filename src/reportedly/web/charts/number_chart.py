"""Numbers as ranges on one scale, by source and day, and which of them exclude each other.

Geometry only, in hundredths of the width of the drawing; the template draws it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.export import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportedly.record import NumberRecord

FAR_APART = 50
"""From this ratio of the largest to the smallest on, the scale is logarithmic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A number on the scale."""

    number: NumberRecord
    start: float
    width: float
    opens: str
    """"up", "down" or "": where it has no bound on one side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The numbers of one unit, oldest first."""

    unit: str | None
    measured: bool
    """True if the unit belongs to the number (metres, dollars, per cent), not to what is counted."""
    bars: tuple[Bar, ...]
    logarithmic: bool
    excluding: tuple[tuple[NumberRecord, NumberRecord], ...]
    """Latest numbers of two parties that cannot both be right."""


def tables(numbers: Iterable[NumberRecord]) -> list[Table]:
    """A table a unit; those with most numbers first. Words without a figure ("dozens") are left out."""
    kinds: dict[str | None, list[NumberRecord]] = {}
    for number in sorted(numbers, key=lambda n: (n.date, n.statement)):
        if number.low is not None or number.high is not None:
            kinds.setdefault(number.unit, []).append(number)
    found = [_table(unit, _distinct(rows)) for unit, rows in kinds.items()]
    return sorted(found, key=lambda table: -len(table.bars))


def _distinct(rows: Sequence[NumberRecord]) -> list[NumberRecord]:
    """The numbers without those that the same source repeats on the same day."""
    seen: dict[tuple[object, ...], NumberRecord] = {}
    for n in rows:
        # An unnamed source is another one in each report; its copies would say the same many times over.
        seen.setdefault((n.actor, n.party.name, n.date, n.low, n.high, n.of), n)
    return list(seen.values())


def _table(unit: str | None, rows: Sequence[NumberRecord]) -> Table:
    ends = [value for n in rows for value in (n.low, n.high) if value is not None]
    low, high = min(ends), max(ends)
    logarithmic = low > 0 and high / low >= FAR_APART
    scale = _Scale(low, high, logarithmic)
    pairs = ((a, b) for n, a in enumerate(rows) for b in rows[n + 1 :] if a.of == b.of and a.party != b.party)
    return Table(
        unit=unit,
        measured=wording.is_measured(unit),
        bars=tuple(_bar(n, scale) for n in rows),
        logarithmic=logarithmic,
        excluding=tuple((a, b) for a, b in pairs if b.statement in a.excludes),
    )


class _Scale:
    """Maps values to hundredths; a tenth stays free for bars without an upper bound."""

    def __init__(self, low: float, high: float, logarithmic: bool) -> None:
        self._logarithmic = logarithmic
        self._low = math.log(low) - 0.5 if logarithmic else min(0.0, low)
        self._high = math.log(high) if logarithmic else max(high, self._low + 1)

    def at(self, value: float) -> float:
        value = math.log(value) if self._logarithmic else value
        return round(90 * (value - self._low) / (self._high - self._low), 2)


def _bar(number: NumberRecord, scale: _Scale) -> Bar:
    start = scale.at(number.low) if number.low is not None else 0.0
    end = scale.at(number.high) if number.high is not None else 100.0
    opens = "up" if number.high is None else "down" if number.low is None else ""
    return Bar(number=number, start=start, width=max(end - start, 0.0), opens=opens)
