"""Days by their number alone: "the 2nd of next month", "on the 28th", "Wednesday 22", "the last five days of April"."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.model import TimeType
from reportedly.reading.times.calendar import Grain, Period, day_of
from reportedly.reading.times.days import month_value, weekday
from reportedly.reading.times.tense import TenseSide
from reportedly.reading.times.terms import (
    Basis,
    Setting,
    Value,
    count_of,
    dated,
    nearest,
    number_at,
    part_words,
    word_at,
)

if TYPE_CHECKING:
    from reportedly.reading.times.patterns import Expression

_FARTHEST = 62
"""Days from publication in which "Wednesday 22" is looked for."""


def nth(e: Expression, s: Setting) -> Value:
    """ "the 2nd of next month", "the 3rd of the month", "on the 28th"."""
    number = int(number_at(s.tokens, e.at("day")) or 0)
    now = s.today(Grain.MONTH)
    if (
        e.at("unit") is None
        and s.named is not None
        and s.named.grain in {Grain.DAY, Grain.MONTH}
        and s.named != s.today()
    ):
        return dated(_in_month(s.named, 0, number), Basis.NAMED_BEFORE)
    if now is None:
        return dated(None, Basis.PUBLICATION)
    step = _months(e, s)
    if e.at("unit") is None:
        step = _towards(s, e.first, number)
    return dated(_in_month(now, step, number), Basis.PUBLICATION)


def _months(e: Expression, s: Setting) -> int:
    """Months from that of publication to "last month", "next month", "the month"."""
    rel = part_words(e, s, "rel")
    if rel & {"next", "following", "coming"}:
        return 1
    return -int(bool(rel & word_set("period before")) or "past" in rel)


def _month_of(e: Expression, s: Setting) -> tuple[Period | None, Basis]:
    """The month of "the first day of June", "the last Monday of next month"."""
    if e.at("month") is not None:
        month = month_value(e, s)
        return month.period, month.basis
    now = s.today(Grain.MONTH)
    return (now.shifted(_months(e, s)) if now else None), Basis.PUBLICATION


def _towards(s: Setting, at: int, number: int) -> int:
    """Months from that of publication to the next or last day of this number, on the tense side of the clause."""
    assert s.published is not None
    side = s.side(at)
    if side is TenseSide.FUTURE:
        return int(number < s.published.day)
    return -int(side is TenseSide.PAST and number > s.published.day)


def _in_month(base: Period, months: int, number: int) -> Period | None:
    """The day of this number so many months after the one that `base` is in; None where it has no such day."""
    month = Period(base.first.replace(day=1), Grain.MONTH).shifted(months)
    return day_of(month.first.year, month.first.month, number) if month else None


def day_of_week(e: Expression, s: Setting) -> Value:
    """ "Wednesday 22": the nearest day of this number that is a Wednesday."""
    if s.published is None:
        return dated(None, Basis.PUBLICATION)
    days = (s.published + timedelta(days=k) for k in range(-_FARTHEST, _FARTHEST + 1))
    wanted = number_at(s.tokens, e.at("weekday")), number_at(s.tokens, e.at("day", "day2"))
    found = [Period(d, Grain.DAY) for d in days if (d.weekday(), d.day) == wanted]
    return dated(nearest(found, s, e.first), Basis.PUBLICATION) if found else weekday(e, s)


def edge(e: Expression, s: Setting) -> Value:
    """ "the last five days of April 2024", "the first day of May"."""
    month, basis = _month_of(e, s)
    count = count_of(s, e.span("count")) if e.at("count") is not None else 1.0
    if month is None or count is None or not 1 <= count <= _LONGEST:
        return dated(None, basis)
    first, last, rest = month.first, month.last, timedelta(days=int(count) - 1)
    first, last = (first, first + rest) if word_at(s, e.at("edge")) == "first" else (last - rest, last)
    if first == last:
        return dated(Period(first, Grain.DAY), basis)
    return Value(TimeType.DATE, f"{first.isoformat()}/{last.isoformat()}", None, None, basis)


_LONGEST = 28
"""Days that every month has."""


def nth_weekday(e: Expression, s: Setting) -> Value:
    """ "the third Friday of May", "the last Monday of next month"."""
    month, basis = _month_of(e, s)
    weekday_number = number_at(s.tokens, e.at("weekday"))
    if month is None or weekday_number is None:
        return dated(None, basis)
    days = [d for k in range(month.last.day) if (d := month.first + timedelta(days=k)).weekday() == weekday_number]
    if word_at(s, e.at("nth")) in {"last", "final"}:
        return dated(Period(days[-1], Grain.DAY), basis)
    nth_of = int(number_at(s.tokens, e.at("nth")) or 0) or {"first": 1, "second": 2}.get(word_at(s, e.at("nth")), 0)
    return dated(Period(days[nth_of - 1], Grain.DAY) if 1 <= nth_of <= len(days) else None, basis)
