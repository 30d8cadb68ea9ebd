"""TIMEX3 values on the calendar (TimeML 1.2.1, after ISO 8601)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_CALENDAR = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|W(?P<week>\d{2})(?:-(?:WE|(?P<weekday>[1-7])))?"
    r"|(?P<part>Q[1-4]|H[12]|SP|SU|FA|WI)))?(?:-XX)*(?:T.*)?"
)
_DECADE = re.compile(r"(?P<years>\d{2,3})X{0,2}")
"""A decade is 202, a century 20; some annotators write 202X and 20XX."""
_DURATION = re.compile(r"P(?P<count>X|\d+)(?P<unit>[DWMY])")
_POINT = re.compile(
    r"[\dX]{2,4}(?:-(?:[\dX]{2}|[\dX]|W(?:[0-4]\d|5[0-3]|XX)|Q[1-4X]|H[12X]|SP|SU|FA|WI|WE))*(?:T[A-Z\d:.]+)?(?:Z|[+-]\d\d:?\d\d)?"
)
_LENGTH = re.compile(r"P(?=T?[\dX])[A-Z\d.e+]+")
_REFERENCES = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})
_MONTH_AND_DAY = re.compile(r"\d{4}-(?P<month>\d{2})(?:-(?P<day>\d{2}))?(?![\d])")
MODIFIERS = frozenset(
    {"BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"}
) | {"START", "MID", "END", "APPROX"}
"""All values of `mod`."""
_PART_ENDS = {"Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "H1": 6, "H2": 12, "SP": 5, "SU": 8, "FA": 11}
"""The last month of quarters, halves and seasons (meteorological, northern hemisphere); winter ends a year later."""
_PART_STARTS = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The first month of the same, winter included."""
_SEVERAL = 4
"""What "several weeks" counts as, in units; the result is moved to the end of its month."""
_LENGTHS = {"D": 1, "W": 7, "M": 30, "Y": 365}


def is_value(value: str) -> bool:
    """True for a TIMEX3 value: a point of time, a length, "the present", or an interval of two of them."""
    return value in _REFERENCES or (value.count("/") <= 1 and all(map(_is_point_or_length, value.split("/"))))


def _is_point_or_length(value: str) -> bool:
    if _LENGTH.fullmatch(value):
        return True
    found = _MONTH_AND_DAY.match(value)
    real = found is None or (1 <= int(found["month"]) <= 12 and 1 <= int(found["day"] or 1) <= 31)
    return real and _POINT.fullmatch(value) is not None


def last_day(value: str | None, today: date | None = None) -> date | None:
    """The last day of a TIMEX3 value, or of the end of an interval; None if it has none on the calendar.

    A duration is counted from `today`; in an interval, from the last day of the interval's beginning.
    """
    if not value:
        return None
    start, slash, end = value.rpartition("/")
    try:
        return _last_day(end, last_day(start, today) if slash else today)
    except (ValueError, OverflowError):  # 2025-13, or a duration beyond the calendar
        return None


def first_day(value: str | None) -> date | None:
    """The first day of a TIMEX3 value, or of the beginning of an interval; None if it has none on the calendar."""
    if not value:
        return None
    try:
        return _first_day(value.partition("/")[0])
    except (ValueError, OverflowError):
        return None


def _first_day(value: str) -> date | None:
    if found := _CALENDAR.fullmatch(value):
        year = int(found["year"])
        if found["week"]:
            return date.fromisocalendar(year, int(found["week"]), int(found["weekday"] or 1))
        if found["day"]:
            return date(year, int(found["month"]), int(found["day"]))
        return date(year, _PART_STARTS[found["part"]] if found["part"] else int(found["month"] or 1), 1)
    if (found := _DECADE.fullmatch(value)) and len(value) in {len(found["years"]), 4}:
        return date(int(found["years"].ljust(4, "0")), 1, 1)
    return None


def _last_day(value: str, today: date | None) -> date | None:
    if found := _CALENDAR.fullmatch(value):
        year = int(found["year"])
        if found["week"]:
            return date.fromisocalendar(year, int(found["week"]), int(found["weekday"] or 7))
        if found["day"]:
            return date(year, int(found["month"]), int(found["day"]))
        if found["part"] == "WI":
            return _month_end(year + 1, 2)
        return _month_end(year, _PART_ENDS[found["part"]] if found["part"] else int(found["month"] or 12))
    if found := _DECADE.fullmatch(value):
        years = found["years"]
        return date(int(years.ljust(4, "9")), 12, 31) if len(value) in {len(years), 4} else None
    if (found := _DURATION.fullmatch(value)) and today is not None:
        count, unit = found["count"], found["unit"]
        end = today + timedelta(days=(_SEVERAL if count == "X" else int(count)) * _LENGTHS[unit])
        return _month_end(end.year, end.month) if count == "X" and unit != "D" else end
    return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
