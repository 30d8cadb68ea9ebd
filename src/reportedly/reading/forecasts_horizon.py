"""When it falls due: the last day of the latest future time that a forecast names."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reportedly.model import TimeType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.model import Anchor, Time

DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
MONTH = re.compile(r"(\d{4})-(\d{2})$")
WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?$")
PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)$")
YEAR = re.compile(r"(\d{4})$")
SPAN = re.compile(r"P(X|\d+)([DWMY])$")
PART_ENDS = {"Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "H1": 6, "H2": 12, "SP": 5, "SU": 8, "FA": 11, "WI": 12}
SEVERAL = 4
"""What "several weeks" is taken for, in units; then the month's end, for nobody means a day by it."""
LENGTHS = {"D": 1, "W": 7, "M": 30, "Y": 365}
AHEAD = re.compile(r"\b(?:next|coming|within|in|over|after)\b", re.IGNORECASE)
FARTHEST = 6
REACH = 1500
"""Sentences and characters back in the same paragraph that a day may have been named in."""


def last_day(value: str | None, today: date | None = None) -> date | None:
    """The last day of a TIMEX value; of a duration, counted from `today`; None where it has no end on the calendar."""
    if not value:
        return None
    value = value.rsplit("/", 1)[-1]
    try:
        if found := DAY.match(value):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := MONTH.match(value):
            return _month_end(int(found[1]), int(found[2]))
        if found := WEEK.match(value):
            return date.fromisocalendar(int(found[1]), int(found[2]), 7)
        if found := PART.match(value):
            return _month_end(int(found[1]), PART_ENDS[found[2]])
        if found := YEAR.match(value):
            return date(int(found[1]), 12, 31)
        if (found := SPAN.match(value)) and today is not None:
            if found[1] == "X":
                end = today + timedelta(days=SEVERAL * LENGTHS[found[2]])
                return end if found[2] == "D" else _month_end(end.year, end.month)
            return today + timedelta(days=int(found[1]) * LENGTHS[found[2]])
    except (ValueError, OverflowError):  # 2025-13, or a duration beyond the calendar
        return None
    return None


def horizon_in(times: Sequence[Time], spans: Sequence[Anchor], text: str, today: date | None) -> date | None:
    """The latest future day named inside these words."""
    found = []
    for time in (t for span in spans for t in _inside(times, span)):
        if time.type is TimeType.SET:
            continue
        if time.type is TimeType.DURATION and not _ahead(time, text):
            continue
        day = last_day(time.value, today)
        if day is not None and (today is None or day > today):
            found.append(day)
    return max(found, default=None)


def horizon_before(times: Sequence[Time], start: int, text: str, today: date | None) -> date | None:
    """The latest future day that the same paragraph has named before `start`, in the last few sentences."""
    paragraph = text.rfind("\n", 0, start) + 1
    for i in range(bisect_left(times, start, key=_start) - 1, -1, -1):
        time = times[i]
        anchor = time.anchor
        if anchor.start < paragraph or start - anchor.end > REACH or text.count(". ", anchor.end, start) > FARTHEST:
            return None
        end = (time.value or "").rsplit("/", 1)[-1]
        if time.type is not TimeType.DATE or not (DAY.match(end) or WEEK.match(end)):
            continue
        day = last_day(time.value, today)
        if day is not None and today is not None and day > today:
            return day
    return None


def _start(time: Time) -> int:
    return time.anchor.start


def _inside(times: Sequence[Time], span: Anchor) -> Iterator[Time]:
    """The times within a span; `times` are in text order."""
    for i in range(bisect_left(times, span.start, key=_start), len(times)):
        if times[i].anchor.start >= span.end:
            return
        if span.contains(times[i].anchor):
            yield times[i]


def _ahead(time: Time, text: str) -> bool:
    return bool(
        AHEAD.search(time.anchor.exact) or AHEAD.search(text[max(0, time.anchor.start - 14) : time.anchor.start])
    )


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
