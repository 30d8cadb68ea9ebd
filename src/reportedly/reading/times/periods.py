"""Stretches longer than a day: "last week", "the third quarter", "the 1990s", "next summer"."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reportedly.model import TimeType
from reportedly.reading.times.calendar import Grain, around, month_of, season_of, year_of
from reportedly.reading.times.terms import (
    GRAINS,
    Setting,
    Value,
    dated,
    duration_value,
    mod_of,
    number_at,
    sided,
    unit_of,
    word_at,
    year_beside,
)

if TYPE_CHECKING:
    from reportedly.reading.times.patterns import Expression


def year_value(e: Expression, s: Setting) -> Value:
    stretch = year_of(int(number_at(s.words, e.at("year")) or 0))
    later = s.words.lower(e.end - 1) == "later"
    return dated(stretch, "stated", "ON_OR_AFTER" if later else mod_of(e, s))


def yearspan(e: Expression, s: Setting) -> Value:
    first, second = int(number_at(s.words, e.at("year")) or 0), int(number_at(s.words, e.at("year2")) or 0)
    if second < 100:
        second += first // 100 * 100
    return Value(TimeType.DATE, f"{first:04}/{second:04}", None, year_of(first), "stated")


def decade(e: Expression, s: Setting) -> Value:
    at = e.at("decade")
    assert at is not None
    value = number_at(s.words, at)
    digits = "".join(c for c in s.words.lower(at) if c.isdigit())
    if len(digits) == 4:
        return Value(TimeType.DATE, digits[:3], mod_of(e, s), year_of(int(digits)), "stated")
    tens = int(value) if value is not None else int(digits[:1] or 0)
    if s.published is None:
        return Value(TimeType.DATE, None, mod_of(e, s), None, "published")
    # the latest such decade that has begun
    century = s.published.year // 100 * 10
    decade = century + tens if (century + tens) * 10 <= s.published.year else century - 10 + tens
    return Value(TimeType.DATE, f"{decade:03}", mod_of(e, s), year_of(decade * 10), "published")


def century(e: Expression, s: Setting) -> Value:
    number = number_at(s.words, e.at("ord"))
    return Value(TimeType.DATE, f"{int(number) - 1:02}" if number else None, mod_of(e, s), None, "stated")


def _ordinal(e: Expression, s: Setting) -> int | None:
    """1 to 4; -1 for "last"."""
    word = word_at(s, e.at("ord"))
    if word in {"last", "final"}:
        return -1
    return int({"first": 1.0, "second": 2.0}.get(word) or number_at(s.words, e.at("ord")) or 0) or None


def quarter(e: Expression, s: Setting) -> Value:
    number = int(number_at(s.words, e.at("q")) or 0) if e.at("q") is not None else _ordinal(e, s)
    year = number_at(s.words, e.at("year"))
    if e.at("yearrel") is not None:
        year = year_beside(e, s, "yearrel")
    if number == -1 and year is None:
        now = s.today(Grain.QUARTER)
        return dated(now.on(-1) if now else None, "published")
    number = 4 if number == -1 else number
    if number is None or not 1 <= number <= 4:
        return dated(None, "published")
    if year is not None:
        begins = month_of(int(year), number * 3 - 2)
        return dated(around(begins.first, Grain.QUARTER) if begins else None, "stated")
    now = s.today(Grain.QUARTER)
    if now is None or s.published is None:
        return dated(None, "published")
    before = now.on(-1)
    if before and (before.first.month + 2) // 3 == number and (s.published - now.first).days < _RESULTS:
        return dated(before, "published")
    stretch = sided(s, e.first, now, Grain.QUARTER, lambda q: (q.first.month + 2) // 3 == number)
    return dated(stretch, "published")


_RESULTS = 60
"""Days after the end of a quarter in which its results are still "expected"."""


def quarterago(e: Expression, s: Setting) -> Value:
    """The year-ago quarter: the quarter talked about, a year earlier."""
    now = s.today(Grain.QUARTER)
    base = s.compared or (now.on(-1) if now else None)
    if e.at("year") is not None and base:
        begins = month_of(int(number_at(s.words, e.at("year")) or 1), base.first.month)
        return dated(around(begins.first, base.grain) if begins else None, "named before")
    if e.at("side") is None:
        return dated(base, "named before")
    if e.at("ord") is not None and base:
        number = _ordinal(e, s) or 1
        begins = month_of(base.first.year, max(1, min(12, number * 3 - 2)))
        base = around(begins.first, Grain.QUARTER) if begins else base
    return dated(base.on_by(-1, Grain.YEAR) if base else None, "named before")


def half(e: Expression, s: Setting) -> Value:
    number = int(number_at(s.words, e.at("h")) or 1) if e.at("h") is not None else _ordinal(e, s)
    year = number_at(s.words, e.at("year")) or year_beside(e, s, "yearrel")
    begins = month_of(int(year), 7 if number in {2, -1} else 1) if year else None
    return dated(around(begins.first, Grain.HALF) if begins else None, "stated")


def relative(e: Expression, s: Setting) -> Value:
    """ "last week", "the following year", "earlier this month", "the end of the month"."""
    said = {s.words.lower(i) for i in e.span("rel")}
    grain = GRAINS.get(unit_of(e, s))
    mod = "END" if e.at("end") is not None else mod_of(e, s)
    if grain is None:
        return dated(None, "published", mod)
    anaphoric = said & {"following", "same", "that", "previous", "preceding", "prior", "ensuing", "subsequent"}
    if anaphoric or (said & {"next"} and e.at("the") is not None) or (not said and grain is Grain.DAY):
        last = s.named_day if grain is Grain.DAY else s.named
        base, how = (around(last.first, grain) if last else None), "named before"
    elif said == {"past"}:
        return Value(TimeType.DURATION, duration_value(1, unit_of(e, s)), "BEFORE")
    elif said & {"latest"}:
        now = s.today(grain)
        if grain is Grain.QUARTER and s.quarter and not (now and s.quarter.last >= now.first):
            return dated(s.quarter, "named before")
        return dated(now.on(-1) if now else None, "published")
    else:
        base, how = s.today(grain), "published"
        if grain is Grain.QUARTER and not said and s.quarter:
            base, how = s.quarter, "named before"
    if base is None:
        return dated(None, how, mod)
    if said & {"last", "previous", "preceding", "prior"}:
        return dated(base.on(-1), how, mod)
    if said & {"next", "coming", "following", "upcoming", "forthcoming", "ensuing", "subsequent"}:
        return dated(base.on(1), how, mod)
    return dated(base, how, mod)


def the_value(e: Expression, s: Setting) -> Value:
    grain = GRAINS.get(unit_of(e, s)) or Grain.YEAR
    ended = e.end < len(s.words.values) and s.words.lower(e.end) in {"ended", "ending"}
    if ended and grain is Grain.YEAR:
        return Value(TimeType.DURATION, duration_value(1, unit_of(e, s)))
    if ended and grain is Grain.QUARTER and s.published and e.end + 1 < len(s.words.values):
        month = number_at(s.words, e.end + 1) if s.words.lower(e.end + 1)[:3].isalpha() else None
        if month and month % 3 == 0:
            year = s.published.year - (month > s.published.month)
            return dated(around(date(year, int(month), 1), grain), "stated")
    if grain is Grain.QUARTER:
        now = s.today(grain)
        return dated(s.quarter or (now.on(-1) if now else None), "named before" if s.quarter else "published")
    if grain is Grain.WEEKEND:
        return weekend(e, s)
    return dated(s.today(grain), "published")


def yearend(e: Expression, s: Setting) -> Value:
    grain = GRAINS.get(unit_of(e, s))
    return dated(s.today(grain) if grain else None, "published", "END")


def weekend(e: Expression, s: Setting) -> Value:
    said = {s.words.lower(i) for i in e.span("rel")}
    now = s.today(Grain.WEEKEND)
    if now is None or s.published is None:
        return dated(None, "published")
    if said & {"last", "past", "previous"} or (not said & {"this", "next", "coming"} and s.side(e.first) != "future"):
        over = s.published >= now.first
        return dated(now if over and "last" not in said else now.on(-1), "published")
    return dated(now.on(1) if "next" in said and s.published >= now.first else now, "published")


def season(e: Expression, s: Setting) -> Value:
    code = str(s.words.values[e.at("season") or 0])
    mod = mod_of(e, s)
    year = number_at(s.words, e.at("year"))
    if year is not None or e.at("yearrel") is not None:
        year = year if year is not None else year_beside(e, s, "yearrel")
        return dated(season_of(int(year), code) if year else None, "stated" if e.at("year") else "published", mod)
    if s.published is None:
        return dated(None, "published", mod)
    said = {s.words.lower(i) for i in e.span("rel")}
    years = range(s.published.year - 2, s.published.year + 3)
    seasons = [x for y in years if (x := season_of(y, code))]
    if said & {"next", "coming"} or (not said and s.side(e.first) == "future"):
        found = next(
            (x for x in seasons if x.last >= s.published and ("next" not in said or x.first > s.published)), None
        )
    elif "this" in said and not said & {"past", "last"}:
        found = season_of(s.published.year, code)
    else:
        past = [x for x in seasons if (x.last if "last" in said else x.first) < s.published]
        found = past[-1] if past else None
    return dated(found, "published", mod)
