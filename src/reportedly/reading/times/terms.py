"""The terms of time values: counts, units, modifiers, and the times that relative expressions are anchored on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.model import TimeType
from reportedly.reading.times.calendar import Grain, Period, period_of
from reportedly.reading.times.tense import TenseSide

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportedly.reading.text.lexer import Tokens
    from reportedly.reading.times.patterns import Expression


class Basis(StrEnum):
    """What a value is anchored on."""

    STATED = "stated"
    """Nothing: it is stated in full."""
    PUBLICATION = "publication"
    NAMED_BEFORE = "named before"
    """A time named earlier in the text."""
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Value:
    """The TIMEX3 meaning of one expression; `value` is None where it is anchored on an unknown time."""

    type: TimeType
    value: str | None
    mod: str | None = None
    period: Period | None = None
    """The period of the calendar that the value names, if it names one."""
    basis: Basis = Basis.STATED


@dataclass(slots=True)
class Setting:
    """The times that a relative expression may be anchored on, at one point of the text."""

    tokens: Tokens
    published: date | None
    named: Period | None = None
    """The period that the text named last."""
    named_day: Period | None = None
    """The day that it named last."""
    quarter: Period | None = None
    """The quarter or half year that it named last, of those that are over."""
    compared: Period | None = None
    """The period that "a year earlier" is a year before: that quarter, or the year of the months named since."""
    side: Callable[[int], TenseSide] = lambda _: TenseSide.UNKNOWN
    """The tense side of the clause at a token."""

    def today(self, grain: Grain = Grain.DAY) -> Period | None:
        """The period of the day of publication."""
        return period_of(self.published, grain) if self.published else None


def number_at(tokens: Tokens, i: int | None) -> float | None:
    """The number that token `i` is, or that `times.tsv` has for it."""
    value = tokens.values[i] if i is not None else None
    return value if isinstance(value, float) else float(value) if value and value.replace(".", "").isdigit() else None


def word_at(setting: Setting, i: int | None) -> str:
    """Token `i` in small letters; empty for None."""
    return setting.tokens.lower(i) if i is not None else ""


def part_words(e: Expression, s: Setting, *names: str) -> set[str]:
    """The tokens of the first of these named parts of the pattern that matched, in small letters."""
    return {s.tokens.lower(i) for i in e.span(*names)}


def mod_of(e: Expression, s: Setting) -> str | None:
    """The TIMEX3 modifier of a part ("early", "the end of") or a bound ("at least")."""
    part = [s.tokens.lower(i) for i in e.span("part")]
    for word, mod in _PARTS.items():
        if word in part:
            return mod
    bound = " ".join(s.tokens.lower(i) for i in e.span("mod"))
    if bound:
        return _BOUNDS.get(bound) or str(s.tokens.values[e.span("mod")[0]] or "APPROX")
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
    """The code of the unit in `times.tsv` ("P-D" for days); "weekend" for weekends."""
    span = e.span("unit")
    if not span:
        return ""
    return str(s.tokens.values[span[-1]] or "weekend")


def count_of(s: Setting, span: range) -> float | None:
    """How many; None for "a few", "several", "dozens of"."""
    total = None
    for i in span:
        word, value = s.tokens.lower(i), s.tokens.values[i]
        if word == "couple":
            return 2.0
        if word in word_set("vague counts"):
            return None
        if isinstance(value, float):
            total = (total or 0.0) + value
        elif word == "half":
            total = (total or 0.0) + 0.5
        elif word in {"a", "an", "another"} and total is None and i == span[0]:
            total = 1.0 if len(span) == 1 or s.tokens.lower(span[-1]) in {"additional", "further", "a"} else None
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
    if smaller and (rest * smaller[0]) % 1 < 1e-9 and (not whole or letter == "M"):
        first = f"{int(whole)}{letter}" if whole else ""
        return f"{head}{first}{int(rest * smaller[0])}{smaller[1]}"
    if head + letter == "PD" and count == 0.5:
        return "PT12H"
    return f"{head}{count:g}{letter}"


def dated(period: Period | None, basis: Basis, mod: str | None = None) -> Value:
    """The value of a period of the calendar; without one, a date that is not known."""
    return Value(TimeType.DATE, period.value if period else None, mod, period, basis)


def nearest(candidates: Sequence[Period | None], s: Setting, at: int) -> Period | None:
    """The candidate closest to the day of publication; one on the wrong tense side counts as 200 days farther."""
    if s.published is None:
        return None
    day, side = s.published, s.side(at)

    def distance(c: Period) -> int:
        off = (c.first - day).days
        wrong = (side is TenseSide.FUTURE and c.last < day) or (side is TenseSide.PAST and off > 0)
        return abs(off) + (_WRONG_SIDE if wrong else 0)

    return min((c for c in candidates if c), key=distance, default=None)


_WRONG_SIDE = 200
"""Days."""


def on_tense_side(
    s: Setting, at: int, now: Period | None, grain: Grain, matches: Callable[[Period], bool]
) -> Period | None:
    """The matching period nearest to `now` on the tense side of the clause; in the past where the clause has none."""
    if now is None:
        return None
    step = 1 if s.side(at) is TenseSide.FUTURE else -1
    candidate: Period | None = Period(now.first, grain) if grain is Grain.DAY else period_of(now.first, grain)
    for _ in range(12):
        if candidate is None or matches(candidate):
            return candidate
        candidate = candidate.shifted(step)
    return None


def year_beside(e: Expression, s: Setting, *names: str) -> int | None:
    """The year that "last year", "of this year" or "the following year" means beside a month or quarter."""
    said = part_words(e, s, *names)
    if said & word_set("year named before"):
        base = s.named.first.year if s.named else None
    else:
        base = s.published.year if s.published else None
    if base is None:
        return None
    if said & word_set("period before"):
        return base - 1
    return base + 1 if said & {"next", "following"} else base
