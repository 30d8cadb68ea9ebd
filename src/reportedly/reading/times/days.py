"""Days and times of day: "28 April", "on Monday", "Friday morning", "5 p.m. EST"."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from reportedly.model import TimeType
from reportedly.reading.times.calendar import Grain, Stretch, around, day_of, easter, month_of
from reportedly.reading.times.terms import (
    GRAINS,
    Setting,
    Value,
    dated,
    mod_of,
    nearest,
    number_at,
    sided,
    unit_of,
    word_at,
    year_beside,
)

if TYPE_CHECKING:
    from reportedly.reading.times.patterns import Expression


def stated(e: Expression, s: Setting) -> Value:
    written = s.words.text[s.words.starts[e.first] : s.words.ends[e.first]]
    day = None
    if written[4:5] == "-":
        day = day_of(int(written[:4]), int(written[5:7]), int(written[8:10]))
        if day and len(written) > 10:
            return Value(TimeType.TIME, written.replace("t", "T").replace(" ", "T").replace("z", "Z"), None, day)
    elif "." in written:
        d, m, y = (int(x) for x in written.split("."))
        day = day_of(y, m, d)
    else:
        first, second, y = (int(x) for x in written.split("/"))
        if y < 100:
            y += 2000 if y < 70 else 1900
        # month first as in American news, unless only the other order is a date
        day = day_of(y, first, second) or day_of(y, second, first)
    return dated(day, "stated")


def _calendar(e: Expression, s: Setting) -> tuple[Stretch | None, str]:
    """The day that the DATE macro found."""
    month = number_at(s.words, e.at("month", "month2"))
    day = number_at(s.words, e.at("day", "day2"))
    if month is None or day is None or day > 31:
        return None, "stated"
    month, day = int(month), int(day)
    year = number_at(s.words, e.at("year", "year2"))
    if year is not None:
        return day_of(int(year), month, day), "stated"
    if e.at("yearrel", "yearrel2") is not None:
        of_year = year_beside(e, s, "yearrel", "yearrel2")
        return (day_of(of_year, month, day) if of_year else None), "published"
    if s.published is None:
        if s.named and s.named.grain is not Grain.DECADE:
            return day_of(s.named.first.year, month, day), "named before"
        return None, "published"
    days = [day_of(y, month, day) for y in range(s.published.year - 6, s.published.year + 7)]
    weekday = number_at(s.words, e.at("weekday"))
    told = [d for d in days if d and d.first.weekday() == weekday]
    return nearest(told or days, s, e.first), "published"


def date_value(e: Expression, s: Setting) -> Value:
    stretch, how = _calendar(e, s)
    return dated(stretch, how, mod_of(e, s))


def month_value(e: Expression, s: Setting) -> Value:
    number = int(number_at(s.words, e.at("month")) or 1)
    mod = mod_of(e, s)
    year = number_at(s.words, e.at("year"))
    if year is not None:
        return dated(month_of(int(year), number), "stated", mod)
    if e.at("yearrel") is not None:
        of_year = year_beside(e, s, "yearrel")
        return dated(month_of(of_year, number) if of_year else None, "published", mod)
    now = s.today(Grain.MONTH)
    if now is None:
        return dated(None, "published", mod)
    rel = {s.words.lower(i) for i in e.span("rel")}
    if rel & {"last", "past", "previous"}:
        stretch = next((m for k in range(1, 13) if (m := now.on(-k)) and m.first.month == number), None)
    elif rel & {"next", "coming"}:
        stretch = next((m for k in range(1, 13) if (m := now.on(k)) and m.first.month == number), None)
    elif "this" in rel:
        stretch = month_of(now.first.year, number)
    else:
        stretch = sided(s, e.first, now, Grain.MONTH, lambda m: m.first.month == number)
    return dated(stretch, "published", mod)


def _weekday_of(e: Expression, s: Setting) -> tuple[Stretch | None, str]:
    number = int(number_at(s.words, e.at("weekday", "weekday0")) or 0)
    rel = {s.words.lower(i) for i in e.span("rel")}
    now = s.today()
    if rel & {"following", "same", "that", "previous"} and s.named_day:
        step = -1 if "previous" in rel else 1
        begin = s.named_day.on(step) if rel & {"following", "previous"} else s.named_day
        return _step_to(begin, number, step), "named before"
    if now is None:
        return None, "published"
    if e.at("weekrel") is not None:
        week = around(now.first, Grain.WEEK).on({"last": -1, "next": 1}.get(word_at(s, e.at("weekrel")), 0))
        return (Stretch(week.first, Grain.DAY).on(number) if week else None), "published"
    if "this" in rel and not rel & {"past", "last", "coming", "next"}:
        week = around(now.first, Grain.WEEK)
        return Stretch(week.first, Grain.DAY).on(number), "published"
    if rel & {"last", "past", "previous"}:
        return _step_to(now.on(-1), number, -1), "published"
    if rel & {"next", "coming", "following"}:
        return _step_to(now.on(1), number, 1), "published"
    return sided(s, e.first, now, Grain.DAY, lambda d: d.first.weekday() == number), "published"


def _step_to(begin: Stretch | None, weekday: int, step: int) -> Stretch | None:
    for _ in range(7):
        if begin is None or begin.first.weekday() == weekday:
            return begin
        begin = begin.on(step)
    return None


def weekday(e: Expression, s: Setting) -> Value:
    stretch, how = _weekday_of(e, s)
    return dated(stretch, how, mod_of(e, s))


def _deictic_of(e: Expression, s: Setting) -> Stretch | None:
    at = e.at("deictic")
    offset = s.words.values[at] if at is not None else None
    now = s.today()
    return now.on(int(offset)) if now and isinstance(offset, str) and offset.lstrip("-").isdigit() else now


def deictic(e: Expression, s: Setting) -> Value:
    day = _deictic_of(e, s)
    code = s.words.values[e.at("deictic") or 0]
    if code == "NI":
        return Value(TimeType.TIME, f"{day.value}TNI" if day else None, mod_of(e, s), day, "published")
    return dated(day, "published", mod_of(e, s))


def dayafter(e: Expression, s: Setting) -> Value:
    base = _deictic_of(e, s) if e.at("deictic") is not None else _weekday_of(e, s)[0]
    grain = GRAINS.get(unit_of(e, s))
    step = -1 if word_at(s, e.at("side")) == "before" else 1
    return dated(base.on_by(step, grain) if base and grain else None, "published")


def _whole_day(e: Expression, s: Setting) -> tuple[Stretch | None, str]:
    """The day that a clock time or part of the day belongs to."""
    if e.at("month", "month2") is not None:
        return _calendar(e, s)
    if e.at("weekday", "weekday0") is not None:
        return _weekday_of(e, s)
    if e.at("deictic") is not None:
        return _deictic_of(e, s), "published"
    rel = {s.words.lower(i) for i in e.span("rel2")}
    if rel & {"next", "following", "previous", "same", "that"}:
        named = s.named_day
        step = 1 if rel & {"next", "following"} else -1 if "previous" in rel else 0
        return (named.on(step) if named else None), "named before"
    if "last" in rel:
        now = s.today()
        return (now.on(-1) if now else None), "published"
    if "this" in rel:
        return s.today(), "published"
    if s.day:
        return s.day, "named before"
    if s.named_day:
        return s.named_day, "named before"
    return s.today(), "published"


def holiday(e: Expression, s: Setting) -> Value:
    """ "last Thanksgiving", "Christmas Eve 2021"."""
    rule = str(s.words.values[e.at("name") or 0])
    year = number_at(s.words, e.at("year"))
    if year is not None:
        return dated(_feast(rule, int(year)), "stated")
    if s.published is None:
        return dated(None, "published")
    said, now = word_at(s, e.first), s.published
    days = [d for y in range(now.year - 1, now.year + 2) if (d := _feast(rule, y))]
    if said == "last":
        return dated(next((d for d in reversed(days) if d.first < now), None), "published")
    if said == "next":
        return dated(next((d for d in days if d.first > now), None), "published")
    return dated(nearest(list(days), s, e.first), "published")


def _feast(rule: str, year: int) -> Stretch | None:
    """The day of a holiday in that year, by the rule in the table."""
    if not 1583 <= year <= 9998:
        return None
    if rule.startswith("easter"):
        return Stretch(easter(year), Grain.DAY).on(int(rule[6:]))
    if ":" not in rule:
        return day_of(year, int(rule[:2]), int(rule[3:]))
    month, weekday, nth = (int(x) for x in rule.split(":"))
    days = [d for n in range(1, 32) if (d := day_of(year, month, n)) and d.first.weekday() == weekday]
    return days[nth - 1 if nth > 0 else nth]


def dayin(e: Expression, s: Setting) -> Value:
    """ "(August 2 and) 3": a day of the month named just before."""
    number, named = number_at(s.words, e.at("day")), s.named_day
    day = day_of(named.first.year, named.first.month, int(number)) if named and number else None
    return dated(day, "named before")


def dayspan(e: Expression, s: Setting) -> Value:
    """ "between 8 and 13 October", "May 3-5"."""
    month, year = number_at(s.words, e.at("month")), number_at(s.words, e.at("year"))
    days = [int(number_at(s.words, e.at(name)) or 0) for name in ("from", "till")]
    if month is None:
        return dated(None, "published")
    how = "stated" if year else "published"
    if year is None:
        if s.published is None:
            return dated(None, how)
        years = range(s.published.year - 1, s.published.year + 2)
        found = nearest([day_of(y, int(month), days[1]) for y in years], s, e.first)
        year = found.first.year if found else None
    first = day_of(int(year), int(month), days[0]) if year else None
    last = day_of(int(year), int(month), days[1]) if year else None
    if first is None or last is None or first.first >= last.first:
        return dated(None, how)
    return Value(TimeType.DATE, f"{first.value}/{last.value}", None, None, how)


def daypart(e: Expression, s: Setting) -> Value:
    day, how = _whole_day(e, s)
    at = e.at("daypart")
    code = s.words.values[at] if at is not None else "NI"
    return Value(TimeType.TIME, f"{day.value}T{code}" if day else None, mod_of(e, s), day, how)


def clock(e: Expression, s: Setting) -> Value:
    day, how = _whole_day(e, s)
    hour, minute, second = _time_of_day(e, s)
    if hour is None:
        return Value(TimeType.TIME, None, None, None, how)
    zone = _zone(e, s, day, hour, minute)
    clock = f"T{hour:02}:{minute:02}" + (f":{second:02}" if second is not None else "") + zone
    return Value(TimeType.TIME, f"{day.value}{clock}" if day else None, mod_of(e, s), day, how)


def _zone(e: Expression, s: Setting, day: Stretch | None, hour: int, minute: int) -> str:
    """The offset from UTC as ISO 8601 writes it; empty where no zone is told."""
    said = next((str(v) for v in s.words.values[e.first : e.end] if _ZONE.fullmatch(str(v))), "")
    if "/" in said and day is not None:  # by the IANA database, as summer time depends on the day
        said = datetime.combine(day.first, time(hour % 24, minute), ZoneInfo(said)).isoformat()[19:25]
    return "Z" if said == "+00:00" else said


_ZONE = re.compile(r"[+-][0-9]{2}:[0-9]{2}|[A-Z][a-z]+/[A-Za-z_]+")


def _time_of_day(e: Expression, s: Setting) -> tuple[int | None, int, int | None]:
    at = e.at("hour", "hour2", "hour3", "hour4")
    assert at is not None
    value = s.words.values[at]
    written = s.words.text[s.words.starts[at] : s.words.ends[at]]
    if isinstance(value, str):  # noon, midnight
        return int(value[:2]), int(value[3:]), None
    if ":" in written or (isinstance(value, float) and not written.isalpha() and "." in written):
        parts = [int(x) for x in written.replace(".", ":").split(":")]
    elif isinstance(value, float) and e.rule == "military":
        parts = list(divmod(int(value), 100))
    else:
        parts = [int(value or 0)]
    hour, minute = parts[0], parts[1] if len(parts) > 1 else 0
    said = {s.words.lower(i) for i in range(e.first, e.end)}
    late = {"pm", "p.m", "afternoon", "evening", "night"}
    if said & late and hour < 12:
        hour += 12
    elif said & {"am", "a.m"} and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return None, 0, None
    return hour, minute, parts[2] if len(parts) > 2 else None
