"""Two times that are one period: "between January and March", "from 2014 to 2022", "Sunday or Monday"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.model import TimeType
from reportedly.reading.times.calendar import Grain
from reportedly.reading.times.terms import Basis, Value

if TYPE_CHECKING:
    from reportedly.reading.text.lexer import Tokens
    from reportedly.reading.times.calendar import Period
    from reportedly.reading.times.patterns import Expression


@dataclass(frozen=True, slots=True)
class Found:
    """An expression with its meaning, over tokens `first` to `end` (past the last)."""

    first: int
    end: int
    rule: str
    value: Value
    on: tuple[int, int] | None = None
    """Tokens of the time named before that the value is anchored on."""

    @classmethod
    def of(cls, expression: Expression, value: Value, on: tuple[int, int] | None = None) -> Found:
        """An expression with the value that it has here."""
        return cls(expression.first, expression.end, expression.rule, value, on)


def merge_range(first: Found, second: Found, tokens: Tokens) -> Found | None:
    """The range that the two make together; None where they stay two times."""
    if second.first - first.end != 1 or second.rule == "dayin" or first.rule in {"dayin", "listed", "dayofweek"}:
        return None
    start, end = first.value.period, second.value.period
    if start is None or end is None:
        return None
    joint = tokens.lower(first.end)
    if joint in word_set("joining a range") and first.rule in _CALENDAR and second.rule in _CALENDAR:
        first, second = _in_one_order(first, second)
        start, end = first.value.period or start, second.value.period or end
    if start.first > end.last:
        if not first.rule == second.rule == "weekday" or joint not in word_set("listing") | word_set("joining a range"):
            return None
        later = end.shifted_by(1, Grain.WEEK)  # "on Sunday or Monday", said on a Monday
        if later is None or start.first > later.last:
            return None
        end = later
        second = replace(second, value=replace(second.value, value=end.value, period=end))
    if first.value.type is not TimeType.DATE or second.value.type is not TimeType.DATE:
        return None
    before = tokens.lower(first.first - 1) if first.first else ""
    if not (_is_range(before, joint, start, end) or _is_list(joint, start, end)):
        return None
    value = interval(first.value, second.value)
    return Found(first.first, second.end, "range", value, first.on) if value else None


_CALENDAR = frozenset({"month", "date"})
"""Rules for times that may have no year of their own."""


def _in_one_order(first: Found, second: Found) -> tuple[Found, Found]:
    """The two with the year of one for both: "30 May to 2 June 2023", "May to July" where July lies ahead."""
    start, end = first.value.period, second.value.period
    if start is None or end is None or first.value.basis is not Basis.PUBLICATION:
        return first, second
    if second.value.basis is Basis.STATED:
        years = end.first.year - start.first.year
        moved = start.shifted_by(years, Grain.YEAR)
        if moved is not None and moved.first > end.last:
            moved = start.shifted_by(years - 1, Grain.YEAR)
        return (first if moved is None else _moved(first, moved)), second
    if start.first > end.last:
        later = end.shifted_by(1, Grain.YEAR)
        return first, (second if later is None else _moved(second, later))
    return first, second


def _moved(found: Found, period: Period) -> Found:
    return replace(found, value=replace(found.value, value=period.value, period=period))


def _is_range(before: str, joint: str, start: Period, end: Period) -> bool:
    """ "between 2014 and 2022", "from March until 5 May"; without a word before it two periods of one grain."""
    if before == "between" and joint == "and":
        return True
    if before == "from" and joint in word_set("joining a range after from"):
        return True
    return joint in word_set("joining a range") and start.grain is end.grain


def _is_list(joint: str, start: Period, end: Period) -> bool:
    """ "Sunday or Monday": two days or months, one right after the other."""
    if joint not in word_set("listing") or start.grain not in {Grain.DAY, Grain.MONTH}:
        return False
    return start.grain is end.grain and end.first == start.last + timedelta(days=1)


def interval(first: Value, second: Value) -> Value | None:
    """From the beginning of the first to the end of the second."""
    if not first.value or not second.value:
        return None
    begin, end = first.value.partition("/")[0], second.value.rpartition("/")[2]
    basis = first.basis if first.basis is second.basis else Basis.PUBLICATION
    return Value(TimeType.DATE, f"{begin}/{end}", None, None, basis)
