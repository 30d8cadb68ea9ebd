"""Days and months: "28 April", "in May", "on Monday", "tomorrow", "between 8 and 13 October"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly import lexicon
from reportedly.model import TimeType
from reportedly.reading.times.calendar import Grain, Period, day_of, month_of, period_of
from reportedly.reading.times.terms import (
    GRAINS,
    Basis,
    Setting,
    Value,
    dated,
    mod_of,
    nearest,
    number_at,
    on_tense_side,
    part_words,
    unit_of,
    word_at,
    year_beside,
)

if TYPE_CHECKING:
    from reportedly.reading.times.patterns import Expression


def stated(e: Expression, s: Setting) -> Value:
    """ "2023-07-17", "17.7.2023", "7/17/2023", "17-Jul-23"; of two numbers with slashes the month is the first."""
    written = s.tokens.text[s.tokens.starts[e.first] : s.tokens.ends[e.first]]
    if written[4:5] == "-" and len(written) > 10:
        day = day_of(int(written[:4]), int(written[5:7]), int(written[8:10]))
        if day:
            return Value(TimeType.TIME, written.replace("t", "T").replace(" ", "T").replace("z", "Z"), None, day)
        return dated(None, Basis.STATED)
    return dated(_day_in_figures(written), Basis.STATED)


def _day_in_figures(written: str) -> Period | None:
    """The day; slashes put the month first, as in American news, unless only the day can be; other marks the day."""
    first, second, third = _MARKS.split(written)
    if len(first) == 4:
        return day_of(int(first), int(second), int(third))
    year = int(third)
    if len(third) == 2:
        year += 2000 if year < 70 else 1900
    if second.isalpha():
        return day_of(year, _month_number(second.lower()), int(first))
    a, b = int(first), int(second)
    if "/" in written:
        a, b = b, a
    return day_of(year, b, a) or ("." not in written and day_of(year, a, b)) or None


_MARKS = re.compile(r"[-/.]")


def _month_number(name: str) -> int:
    """The number of the month that begins with these letters; 0 where none does."""
    rows = lexicon.table("times.tsv")
    return next((int(r["value"]) for r in rows if r["class"] == "month" and r["word"].startswith(name)), 0)


def calendar_day(e: Expression, s: Setting) -> tuple[Period | None, Basis]:
    """The day that the DATE macro of the grammar matched: "28 April", "Monday, May 3, 2021"."""
    month = number_at(s.tokens, e.at("month", "month2"))
    day = number_at(s.tokens, e.at("day", "day2"))
    if month is None or day is None or day > 31:
        return None, Basis.STATED
    month, day = int(month), int(day)
    year = number_at(s.tokens, e.at("year", "year2"))
    if year is not None:
        return day_of(int(year), month, day), Basis.STATED
    if e.at("yearrel", "yearrel2") is not None:
        of_year = year_beside(e, s, "yearrel", "yearrel2")
        return (day_of(of_year, month, day) if of_year else None), Basis.PUBLICATION
    if s.published is None:
        if s.named and s.named.grain is not Grain.DECADE:
            return day_of(s.named.first.year, month, day), Basis.NAMED_BEFORE
        return None, Basis.PUBLICATION
    days = [day_of(y, month, day) for y in range(s.published.year - 6, s.published.year + 7)]
    weekday = number_at(s.tokens, e.at("weekday"))
    on_weekday = [d for d in days if d and d.first.weekday() == weekday]
    return nearest(on_weekday or days, s, e.first), Basis.PUBLICATION


def date_value(e: Expression, s: Setting) -> Value:
    """ "28 April", "late on 3 May 2021"."""
    period, basis = calendar_day(e, s)
    return dated(period, basis, mod_of(e, s))


def month_value(e: Expression, s: Setting) -> Value:
    """ "May", "last May", "early May 2021", "May of the following year"."""
    number = int(number_at(s.tokens, e.at("month")) or 1)
    mod = mod_of(e, s)
    year = number_at(s.tokens, e.at("year"))
    if year is not None:
        return dated(month_of(int(year), number), Basis.STATED, mod)
    if e.at("yearrel") is not None:
        of_year = year_beside(e, s, "yearrel")
        return dated(month_of(of_year, number) if of_year else None, Basis.PUBLICATION, mod)
    now = s.today(Grain.MONTH)
    if now is None:
        return dated(None, Basis.PUBLICATION, mod)
    rel = part_words(e, s, "rel")
    if rel & {"last", "past", "previous"}:
        period = _next_month(now, number, -1)
    elif rel & {"next", "coming"}:
        period = _next_month(now, number, 1)
    elif "this" in rel:
        period = month_of(now.first.year, number)
    else:
        period = on_tense_side(s, e.first, now, Grain.MONTH, lambda m: m.first.month == number)
    return dated(period, Basis.PUBLICATION, mod)


def _next_month(now: Period, number: int, step: int) -> Period | None:
    """The month of this number within a year after `now`, or before it where `step` is -1."""
    months = (now.shifted(step * k) for k in range(1, 13))
    return next((m for m in months if m and m.first.month == number), None)


def weekday_of(e: Expression, s: Setting) -> tuple[Period | None, Basis]:
    """ "Monday", "last Monday", "the following Monday", "Monday of next week"."""
    number = int(number_at(s.tokens, e.at("weekday", "weekday0")) or 0)
    rel = part_words(e, s, "rel")
    now = s.today()
    if rel & {"following", "same", "that", "previous"} and s.named_day:
        step = -1 if "previous" in rel else 1
        begin = s.named_day.shifted(step) if rel & {"following", "previous"} else s.named_day
        return step_to(begin, number, step), Basis.NAMED_BEFORE
    if now is None:
        return None, Basis.PUBLICATION
    if e.at("weekrel") is not None:
        week = period_of(now.first, Grain.WEEK).shifted({"last": -1, "next": 1}.get(word_at(s, e.at("weekrel")), 0))
        return (Period(week.first, Grain.DAY).shifted(number) if week else None), Basis.PUBLICATION
    if "this" in rel and not rel & {"past", "last", "coming", "next"}:
        week = period_of(now.first, Grain.WEEK)
        return Period(week.first, Grain.DAY).shifted(number), Basis.PUBLICATION
    if rel & {"last", "past", "previous"}:
        return step_to(now.shifted(-1), number, -1), Basis.PUBLICATION
    if rel & {"next", "coming", "following"}:
        return step_to(now.shifted(1), number, 1), Basis.PUBLICATION
    return on_tense_side(s, e.first, now, Grain.DAY, lambda d: d.first.weekday() == number), Basis.PUBLICATION


def step_to(begin: Period | None, weekday: int, step: int) -> Period | None:
    """The first such weekday from a day on, forwards or backwards."""
    for _ in range(7):
        if begin is None or begin.first.weekday() == weekday:
            return begin
        begin = begin.shifted(step)
    return None


def weekday(e: Expression, s: Setting) -> Value:
    """ "on Monday", "early next Monday"."""
    period, basis = weekday_of(e, s)
    return dated(period, basis, mod_of(e, s))


def deictic_of(e: Expression, s: Setting) -> Period | None:
    """The day of "today", "yesterday", "tomorrow", "tonight"; that of publication for any other word."""
    at = e.at("deictic")
    offset = s.tokens.values[at] if at is not None else None
    now = s.today()
    return now.shifted(int(offset)) if now and isinstance(offset, str) and offset.lstrip("-").isdigit() else now


def deictic(e: Expression, s: Setting) -> Value:
    """ "tomorrow", "late yesterday", "overnight"."""
    day = deictic_of(e, s)
    code = s.tokens.values[e.at("deictic") or 0]
    if code == "NI":
        return Value(TimeType.TIME, f"{day.value}TNI" if day else None, mod_of(e, s), day, Basis.PUBLICATION)
    return dated(day, Basis.PUBLICATION, mod_of(e, s))


def dayafter(e: Expression, s: Setting) -> Value:
    """ "the day after tomorrow", "the week before last Monday"."""
    base = deictic_of(e, s) if e.at("deictic") is not None else weekday_of(e, s)[0]
    grain = GRAINS.get(unit_of(e, s))
    step = -1 if word_at(s, e.at("side")) == "before" else 1
    return dated(base.shifted_by(step, grain) if base and grain else None, Basis.PUBLICATION)


def dayin(e: Expression, s: Setting) -> Value:
    """ "3" in "August 2 and 3": a day of the month named just before."""
    number, named = number_at(s.tokens, e.at("day")), s.named_day
    day = day_of(named.first.year, named.first.month, int(number)) if named and number else None
    return dated(day, Basis.NAMED_BEFORE)


def dayspan(e: Expression, s: Setting) -> Value:
    """ "between 8 and 13 October", "May 3-5"."""
    month, year = number_at(s.tokens, e.at("month")), number_at(s.tokens, e.at("year"))
    days = [int(number_at(s.tokens, e.at(name)) or 0) for name in ("from", "till")]
    if month is None:
        return dated(None, Basis.PUBLICATION)
    basis = Basis.STATED if year else Basis.PUBLICATION
    if year is None:
        if s.published is None:
            return dated(None, basis)
        years = range(s.published.year - 1, s.published.year + 2)
        found = nearest([day_of(y, int(month), days[1]) for y in years], s, e.first)
        year = found.first.year if found else None
    first = day_of(int(year), int(month), days[0]) if year else None
    last = day_of(int(year), int(month), days[1]) if year else None
    if first is None or last is None or first.first >= last.first:
        return dated(None, basis)
    return Value(TimeType.DATE, f"{first.value}/{last.value}", None, None, basis)
