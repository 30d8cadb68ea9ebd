"""Times of day: "Friday morning", "5 p.m. EST", "noon"."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from reportedly.lexicon.word_sets import word_set
from reportedly.model import TimeType
from reportedly.reading.times.days import calendar_day, deictic_of, weekday_of
from reportedly.reading.times.terms import Basis, Setting, Value, mod_of, part_words

if TYPE_CHECKING:
    from reportedly.reading.times.calendar import Period
    from reportedly.reading.times.patterns import Expression


def daypart(e: Expression, s: Setting) -> Value:
    """ "Friday morning", "the next evening", "on the night of 3 May"."""
    day, basis = _day_of_time(e, s)
    at = e.at("daypart")
    code = s.tokens.values[at] if at is not None else "NI"
    return Value(TimeType.TIME, f"{day.value}T{code}" if day else None, mod_of(e, s), day, basis)


def clock(e: Expression, s: Setting) -> Value:
    """ "5 p.m. on Friday", "17:30 GMT", "1400 hours", "noon"."""
    day, basis = _day_of_time(e, s)
    hour, minute, second = _time_of_day(e, s)
    if hour is None:
        return Value(TimeType.TIME, None, None, None, basis)
    zone = _zone(e, s, day, hour, minute)
    written = f"T{hour:02}:{minute:02}" + (f":{second:02}" if second is not None else "") + zone
    return Value(TimeType.TIME, f"{day.value}{written}" if day else None, mod_of(e, s), day, basis)


def _zone(e: Expression, s: Setting, day: Period | None, hour: int, minute: int) -> str:
    """The offset from UTC in ISO 8601; empty where the expression has no zone."""
    zone = next((str(v) for v in s.tokens.values[e.first : e.end] if _ZONE.fullmatch(str(v))), "")
    if "/" in zone and day is not None:  # by the IANA database, as summer time depends on the day
        zone = datetime.combine(day.first, time(hour % 24, minute), ZoneInfo(zone)).isoformat()[19:25]
    return "Z" if zone == "+00:00" else zone


_ZONE = re.compile(r"[+-][0-9]{2}:[0-9]{2}|[A-Z][a-z]+/[A-Za-z_]+")


def _time_of_day(e: Expression, s: Setting) -> tuple[int | None, int, int | None]:
    """Hour, minute and second; None where they are not given, or where there is no such time."""
    at = e.at("hour", "hour2", "hour3", "hour4")
    assert at is not None
    value = s.tokens.values[at]
    if isinstance(value, str):  # noon, midnight
        return int(value[:2]), int(value[3:]), None
    hour, minute, second = _figures(s.tokens.text[s.tokens.starts[at] : s.tokens.ends[at]], value, e.rule)
    words = {s.tokens.lower(i) for i in range(e.first, e.end)}
    if words & word_set("after noon") and hour < 12:
        hour += 12
    elif words & {"am", "a.m"} and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return None, 0, None
    return hour, minute, second


def _figures(written: str, value: float | None, rule: str) -> tuple[int, int, int | None]:
    """Hour, minute and second as written: "17:30:05", "5.30", "1730" by the military clock, "five"."""
    if ":" in written or (value is not None and not written.isalpha() and "." in written):
        parts = [int(x) for x in written.replace(".", ":").split(":")]
    elif value is not None and rule == "military":
        parts = list(divmod(int(value), 100))
    else:
        parts = [int(value or 0)]
    return parts[0], parts[1] if len(parts) > 1 else 0, parts[2] if len(parts) > 2 else None


def _day_of_time(e: Expression, s: Setting) -> tuple[Period | None, Basis]:
    """The day that a clock time or part of the day belongs to."""
    if e.at("month", "month2") is not None:
        return calendar_day(e, s)
    if e.at("weekday", "weekday0") is not None:
        return weekday_of(e, s)
    if e.at("deictic") is not None:
        return deictic_of(e, s), Basis.PUBLICATION
    rel = part_words(e, s, "rel2")
    if rel & {"next", "following", "previous", "same", "that"}:
        named = s.named_day
        step = 1 if rel & {"next", "following"} else -1 if "previous" in rel else 0
        return (named.shifted(step) if named else None), Basis.NAMED_BEFORE
    if "last" in rel:
        now = s.today()
        return (now.shifted(-1) if now else None), Basis.PUBLICATION
    if "this" in rel:
        return s.today(), Basis.PUBLICATION
    if s.named_day:
        return s.named_day, Basis.NAMED_BEFORE
    return s.today(), Basis.PUBLICATION
