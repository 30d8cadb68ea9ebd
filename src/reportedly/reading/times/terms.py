"""What the values of time expressions are made of: counts, units, modifiers, and what a relative one hangs on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reportedly.model import TimeType
from reportedly.reading.times.calendar import Grain, Stretch, around

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportedly.reading.text.lexer import Tokens
    from reportedly.reading.times.patterns import Expression

Side = str
"""past, future, or "" where the clause does not tell."""


@dataclass(frozen=True, slots=True)
class Value:
    """The meaning of one expression."""

    type: TimeType
    value: str | None
    mod: str | None = None
    stretch: Stretch | None = None
    """The stretch of the calendar that the value names, where it names one."""
    how: str = "stated"
    """What the value hangs on: stated in full, published (the day of publication), named before, vague."""


@dataclass(slots=True)
class Setting:
    """What a relative expression hangs on at one point of the text."""

    words: Tokens
    published: date | None
    named: Stretch | None = None
    """What the text last talked about."""
    named_day: Stretch | None = None
    """The day that it last talked about."""
    quarter: Stretch | None = None
    """The quarter or half that it last talked about, of those that are over."""
    compared: Stretch | None = None
    """What "a year earlier" is a year before: that quarter, or the year whose first months were talked about since."""
    day: Stretch | None = None
    """The day of the time named last in the same sentence, for a clock time without one."""
    side: Callable[[int], Side] = lambda _: ""

    def today(self, grain: Grain = Grain.DAY) -> Stretch | None:
        """The stretch of publication."""
        return around(self.published, grain) if self.published else None


def number_at(words: Tokens, i: int | None) -> float | None:
    value = words.values[i] if i is not None else None
    return value if isinstance(value, float) else float(value) if value and value.replace(".", "").isdigit() else None


def word_at(setting: Setting, i: int | None) -> str:
    return setting.words.lower(i) if i is not None else ""


def mod_of(e: Expression, s: Setting) -> str | None:
    """The modifier that a part ("early", "the end of") or a bound ("at least") stands for."""
    said = [s.words.lower(i) for i in e.span("part")]
    for word, mod in _PARTS.items():
        if word in said:
            return mod
    bound = " ".join(s.words.lower(i) for i in e.span("mod"))
    if bound:
        return _BOUNDS.get(bound) or str(s.words.values[e.span("mod")[0]] or "APPROX")
    return "APPROX" if e.at("so") is not None else None


_PARTS = {
    **{"early": "START", "earlier": "START", "beginning": "START", "start": "START", "outset": "START"},
    **{"mid": "MID", "middle": "MID", "late": "END", "later": "END", "end": "END"},
}
_BOUNDS = {
    **{"more than": "MORE_THAN", "less than": "LESS_THAN", "fewer than": "LESS_THAN", "at least": "EQUAL_OR_MORE"},
    **{"at most": "EQUAL_OR_LESS", "no more than": "EQUAL_OR_LESS", "not more than": "EQUAL_OR_LESS"},
    **{"no less than": "EQUAL_OR_MORE", "no fewer than": "EQUAL_OR_MORE", "up to": "EQUAL_OR_LESS"},
    **{"as many as": "EQUAL_OR_LESS"},
}
GRAINS = {
    **{"P-D": Grain.DAY, "P-W": Grain.WEEK, "P-M": Grain.MONTH, "P-Q": Grain.QUARTER, "P-Y": Grain.YEAR},
    **{"P-E": Grain.DECADE, "P-C": Grain.CENTURY, "P-F": Grain.WEEK, "weekend": Grain.WEEKEND},
}


def unit_of(e: Expression, s: Setting) -> str:
    """The unit's code in durations, "weekend" for weekends."""
    span = e.span("unit")
    if not span:
        return ""
    return str(s.words.values[span[-1]] or "weekend")


def count_of(s: Setting, span: range) -> float | None:
    """How many; None for "a few", "several", "dozens of"."""
    total = None
    for i in span:
        word, value = s.words.lower(i), s.words.values[i]
        if word in {"couple"}:
            return 2.0
        if word in {"few", "several", "many", "numerous", "multiple"} or s.words.lower(i) in {"dozens", "hundreds"}:
            return None
        if isinstance(value, float):
            total = (total or 0.0) + value
        elif word == "half":
            total = (total or 0.0) + 0.5
        elif word in {"a", "an", "another"} and total is None and i == span[0]:
            total = 1.0 if len(span) == 1 or s.words.lower(span[-1]) in {"additional", "further", "a"} else None
    return total


def duration_value(count: float | None, unit: str, half: bool = False) -> str:
    """The TIMEX3 value of a duration; X where the count is unknown."""
    head, _, letter = unit.partition("-")
    if unit == "weekend":
        head, letter = "P", "WE"
    if count is None:
        return f"{head}X{'Y' if letter == 'E' else letter}"
    count += 0.5 if half else 0.0
    if letter == "F":
        count, letter = count * 2, "W"
    if letter in {"E", "C", "L"}:
        count, letter = count * {"E": 10, "C": 100, "L": 1000}[letter], "Y"
    whole, rest = divmod(count, 1)
    if not rest:
        return f"{head}{int(count)}{letter}"
    smaller = {"PY": (12, "M"), "PTH": (60, "M"), "PTM": (60, "S")}.get(head + letter)
    if smaller and (rest * smaller[0]) % 1 < 1e-9:
        first = f"{int(whole)}{letter}" if whole else ""
        return f"{head}{first}{int(rest * smaller[0])}{smaller[1]}"
    if head + letter == "PD" and rest == 0.5:
        return f"P{int(whole)}DT12H" if whole else "PT12H"
    return f"{head}{count:g}{letter}"


def dated(stretch: Stretch | None, how: str, mod: str | None = None) -> Value:
    return Value(TimeType.DATE, stretch.value if stretch else None, mod, stretch, how)


def nearest(candidates: Sequence[Stretch | None], s: Setting, at: int) -> Stretch | None:
    """Of the same day in several years, the one that the day of publication and the tense speak for."""
    if s.published is None:
        return None
    held = [c for c in candidates if c]
    if not held:
        return None
    day = s.published
    side = s.side(at)

    def far(c: Stretch) -> float:
        off = (c.first - day).days
        wrong = (side == "future" and c.last < day) or (side == "past" and off > 0)
        return abs(off) + (200 if wrong else 0)

    return min(held, key=far)


def sided(s: Setting, at: int, now: Stretch | None, grain: Grain, matches: Callable[[Stretch], bool]) -> Stretch | None:
    """The matching stretch nearest to `now` on the side that the clause speaks of; the past where it does not tell."""
    if now is None:
        return None
    step = 1 if s.side(at) == "future" else -1
    candidate: Stretch | None = Stretch(now.first, grain) if grain is Grain.DAY else around(now.first, grain)
    for _ in range(12):
        if candidate is None or matches(candidate):
            return candidate
        candidate = candidate.on(step)
    return None


def year_beside(e: Expression, s: Setting, *names: str) -> int | None:
    """The year that "last year", "of this year", "the following year" names beside a month or quarter."""
    said = {s.words.lower(i) for i in e.span(*names)}
    if said & {"that", "same", "following", "previous", "preceding", "prior"}:
        base = s.named.first.year if s.named else None
    else:
        base = s.published.year if s.published else None
    if base is None:
        return None
    if said & {"last", "previous", "preceding", "prior"}:
        return base - 1
    return base + 1 if said & {"next", "following"} else base
