"""Two times that are one stretch: "between January and March", "from 2014 to 2022", "Sunday or Monday"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from reportedly.model import TimeType
from reportedly.reading.times.calendar import Grain
from reportedly.reading.times.terms import Value

if TYPE_CHECKING:
    from reportedly.reading.text.lexer import Tokens
    from reportedly.reading.times.patterns import Expression


@dataclass(frozen=True, slots=True)
class Found:
    """An expression with its meaning, over words `first` to `end` (past the last)."""

    first: int
    end: int
    rule: str
    value: Value
    on: tuple[int, int] | None = None
    """Tokens of the time named before that it hangs on."""

    @classmethod
    def of(cls, expression: Expression, value: Value, on: tuple[int, int] | None = None) -> Found:
        """What one expression means."""
        return cls(expression.first, expression.end, expression.rule, value, on)


_OPEN = {"between": {"and"}, "from": {"to", "until", "till", "through", "-", "–", "—"}}
_ANYWHERE = frozenset({"to", "through", "until", "till", "-", "–"})
_LISTED = frozenset({"and", "or"})


def joined(first: Found, second: Found, words: Tokens) -> Found | None:
    """The stretch that the two make together; None where they stay two times."""
    gap = range(first.end, second.first)
    if len(gap) != 1 or second.rule == "dayin":
        return None
    start, end = first.value.stretch, second.value.stretch
    if start is None or end is None:
        return None
    if (
        start.first > end.last
        and first.rule == second.rule == "weekday"
        and words.lower(first.end) in _LISTED | _ANYWHERE
    ):
        later = end.on_by(1, Grain.WEEK)  # "on Sunday or Monday", said on a Monday
        if later is None:
            return None
        end = later
        second = Found(second.first, second.end, second.rule, replace(second.value, value=end.value, stretch=end))
    if start.first > end.last:
        return None
    if first.value.type is not TimeType.DATE or second.value.type is not TimeType.DATE:
        return None
    between = words.lower(gap[0])
    before = words.lower(first.first - 1) if first.first else ""
    stretch = between in _OPEN.get(before, ()) or (between in _ANYWHERE and start.grain is end.grain)
    follows = start.grain is end.grain and end.first == start.last + timedelta(days=1)
    listed = between in _LISTED and follows and start.grain in {Grain.DAY, Grain.MONTH}
    if not stretch and not listed:
        return None
    value = interval(first.value, second.value)
    return Found(first.first, second.end, "range", value, first.on) if value else None


def interval(first: Value, second: Value) -> Value | None:
    """From the beginning of the first to the end of the second."""
    if not first.value or not second.value:
        return None
    begin, end = first.value.partition("/")[0], second.value.rpartition("/")[2]
    how = first.how if first.how == second.how else "published"
    return Value(TimeType.DATE, f"{begin}/{end}", None, None, how)
