"""Periods longer than a day: "last week", "the third quarter", "the 1990s", "next summer"."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.model import TimeType
from reportedly.reading.times.calendar import Grain, Period, month_of, period_of, season_of, year_of
from reportedly.reading.times.tense import TenseSide
from reportedly.reading.times.terms import (
    GRAINS,
    Basis,
    Setting,
    Value,
    dated,
    duration_value,
    mod_of,
    number_at,
    on_tense_side,
    part_words,
    unit_of,
    word_at,
    year_beside,
)

if TYPE_CHECKING:
    from reportedly.reading.times.patterns import Expression


def year_value(e: Expression, s: Setting) -> Value:
    """ "2021", "early 2021", "2021 or later"."""
    period = year_of(int(number_at(s.tokens, e.at("year")) or 0))
    later = s.tokens.lower(e.end - 1) == "later"
    return dated(period, Basis.STATED, "ON_OR_AFTER" if later else mod_of(e, s))


def yearspan(e: Expression, s: Setting) -> Value:
    """ "2014-2022", "2014-22"."""
    first, second = int(number_at(s.tokens, e.at("year")) or 0), int(number_at(s.tokens, e.at("year2")) or 0)
    if second < 100:
        second += first // 100 * 100
    return Value(TimeType.DATE, f"{first:04}/{second:04}", None, year_of(first), Basis.STATED)


def decade(e: Expression, s: Setting) -> Value:
    """ "the 1990s", "the nineties": the latest such decade that has begun."""
    at = e.at("decade")
    assert at is not None
    value = number_at(s.tokens, at)
    digits = "".join(c for c in s.tokens.lower(at) if c.isdigit())
    if len(digits) == 4:
        return Value(TimeType.DATE, digits[:3], mod_of(e, s), year_of(int(digits)), Basis.STATED)
    tens = int(value) if value is not None else int(digits[:1] or 0)
    if s.published is None:
        return Value(TimeType.DATE, None, mod_of(e, s), None, Basis.PUBLICATION)
    century = s.published.year // 100 * 10
    decade = century + tens if (century + tens) * 10 <= s.published.year else century - 10 + tens
    return Value(TimeType.DATE, f"{decade:03}", mod_of(e, s), year_of(decade * 10), Basis.PUBLICATION)


def century(e: Expression, s: Setting) -> Value:
    """ "the 19th century"."""
    number = number_at(s.tokens, e.at("ord"))
    return Value(TimeType.DATE, f"{int(number) - 1:02}" if number else None, mod_of(e, s), None, Basis.STATED)


def _ordinal(e: Expression, s: Setting) -> int | None:
    """1 to 4; -1 for "last"."""
    word = word_at(s, e.at("ord"))
    if word in {"last", "final"}:
        return -1
    return int({"first": 1.0, "second": 2.0}.get(word) or number_at(s.tokens, e.at("ord")) or 0) or None


def quarter(e: Expression, s: Setting) -> Value:
    """ "the third quarter", "Q3 2021", "last year's fourth quarter"."""
    number = int(number_at(s.tokens, e.at("q")) or 0) if e.at("q") is not None else _ordinal(e, s)
    year = number_at(s.tokens, e.at("year"))
    if e.at("yearrel") is not None:
        year = year_beside(e, s, "yearrel")
    if number == -1 and year is None:
        now = s.today(Grain.QUARTER)
        return dated(now.shifted(-1) if now else None, Basis.PUBLICATION)
    number = 4 if number == -1 else number
    if number is None or not 1 <= number <= 4:
        return dated(None, Basis.PUBLICATION)
    if year is not None:
        begins = month_of(int(year), number * 3 - 2)
        return dated(period_of(begins.first, Grain.QUARTER) if begins else None, Basis.STATED)
    now = s.today(Grain.QUARTER)
    if now is None or s.published is None:
        return dated(None, Basis.PUBLICATION)
    before = now.shifted(-1)
    if before and (before.first.month + 2) // 3 == number and (s.published - now.first).days < _RESULTS:
        return dated(before, Basis.PUBLICATION)
    period = on_tense_side(s, e.first, now, Grain.QUARTER, lambda q: (q.first.month + 2) // 3 == number)
    return dated(period, Basis.PUBLICATION)


_RESULTS = 60
"""Days after the end of a quarter in which it may still be spoken of as one to come."""


def quarterago(e: Expression, s: Setting) -> Value:
    """The year-ago quarter: a year before the quarter that is compared."""
    now = s.today(Grain.QUARTER)
    base = s.compared or (now.shifted(-1) if now else None)
    if e.at("year") is not None and base:
        begins = month_of(int(number_at(s.tokens, e.at("year")) or 1), base.first.month)
        return dated(period_of(begins.first, base.grain) if begins else None, Basis.NAMED_BEFORE)
    if e.at("side") is None:
        return dated(base, Basis.NAMED_BEFORE)
    if e.at("ord") is not None and base:
        number = _ordinal(e, s) or 1
        begins = month_of(base.first.year, max(1, min(12, number * 3 - 2)))
        base = period_of(begins.first, Grain.QUARTER) if begins else base
    return dated(base.shifted_by(-1, Grain.YEAR) if base else None, Basis.NAMED_BEFORE)


def half(e: Expression, s: Setting) -> Value:
    """ "the first half of 2021", "H1 2021"."""
    number = int(number_at(s.tokens, e.at("h")) or 1) if e.at("h") is not None else _ordinal(e, s)
    year = number_at(s.tokens, e.at("year")) or year_beside(e, s, "yearrel")
    begins = month_of(int(year), 7 if number in {2, -1} else 1) if year else None
    return dated(period_of(begins.first, Grain.HALF) if begins else None, Basis.STATED)


def relative(e: Expression, s: Setting) -> Value:
    """ "last week", "the following year", "earlier this month", "the end of the month"."""
    rel = part_words(e, s, "rel")
    grain = GRAINS.get(unit_of(e, s))
    mod = "END" if e.at("end") is not None else mod_of(e, s)
    if grain is None:
        return dated(None, Basis.PUBLICATION, mod)
    anaphoric = bool(rel & word_set("anchored on a time named before")) or ("next" in rel and e.at("the") is not None)
    if not anaphoric and rel == {"past"}:
        return Value(TimeType.DURATION, duration_value(1, unit_of(e, s)), "BEFORE")
    if not anaphoric and "latest" in rel:
        return _latest(s, grain)
    base, basis = _base(s, grain, anaphoric or (not rel and grain is Grain.DAY), named=not rel)
    if base is None:
        return dated(None, basis, mod)
    if rel & word_set("period before"):
        return dated(base.shifted(-1), basis, mod)
    return dated(base.shifted(1) if rel & word_set("period after") else base, basis, mod)


def _base(s: Setting, grain: Grain, anaphoric: bool, *, named: bool) -> tuple[Period | None, Basis]:
    """The period that a relative one is counted from: one named before, the last quarter, or that of publication."""
    if anaphoric:
        last = s.named_day if grain is Grain.DAY else s.named
        return (period_of(last.first, grain) if last else None), Basis.NAMED_BEFORE
    if grain is Grain.QUARTER and named and s.quarter:
        return s.quarter, Basis.NAMED_BEFORE
    return s.today(grain), Basis.PUBLICATION


def _latest(s: Setting, grain: Grain) -> Value:
    """ "the latest quarter": the one named last, if no quarter has begun since; else the period before now."""
    now = s.today(grain)
    if grain is Grain.QUARTER and s.quarter and not (now and s.quarter.last >= now.first):
        return dated(s.quarter, Basis.NAMED_BEFORE)
    return dated(now.shifted(-1) if now else None, Basis.PUBLICATION)


def the_value(e: Expression, s: Setting) -> Value:
    """ "the year", "the quarter ended March", "the weekend"."""
    grain = GRAINS.get(unit_of(e, s)) or Grain.YEAR
    ended = e.end < len(s.tokens.values) and s.tokens.lower(e.end) in {"ended", "ending"}
    if ended and grain is Grain.YEAR:
        return Value(TimeType.DURATION, duration_value(1, unit_of(e, s)))
    if ended and grain is Grain.QUARTER and s.published and e.end + 1 < len(s.tokens.values):
        month = number_at(s.tokens, e.end + 1) if s.tokens.lower(e.end + 1)[:3].isalpha() else None
        if month and month % 3 == 0:
            year = s.published.year - (month > s.published.month)
            return dated(period_of(date(year, int(month), 1), grain), Basis.STATED)
    if grain is Grain.QUARTER:
        now = s.today(grain)
        return dated(
            s.quarter or (now.shifted(-1) if now else None), Basis.NAMED_BEFORE if s.quarter else Basis.PUBLICATION
        )
    if grain is Grain.WEEKEND:
        return weekend(e, s)
    return dated(s.today(grain), Basis.PUBLICATION)


def yearend(e: Expression, s: Setting) -> Value:
    """ "year-end"."""
    grain = GRAINS.get(unit_of(e, s))
    return dated(s.today(grain) if grain else None, Basis.PUBLICATION, "END")


def weekend(e: Expression, s: Setting) -> Value:
    """ "last weekend", "over the weekend"."""
    rel = part_words(e, s, "rel")
    now = s.today(Grain.WEEKEND)
    if now is None or s.published is None:
        return dated(None, Basis.PUBLICATION)
    ahead = not rel.isdisjoint({"this", "next", "coming"}) or s.side(e.first) is TenseSide.FUTURE
    if rel & {"last", "past", "previous"} or not ahead:
        over = s.published >= now.first
        return dated(now if over and "last" not in rel else now.shifted(-1), Basis.PUBLICATION)
    return dated(now.shifted(1) if "next" in rel and s.published >= now.first else now, Basis.PUBLICATION)


def season(e: Expression, s: Setting) -> Value:
    """ "next summer", "the winter of 2021", "this spring"."""
    code = str(s.tokens.values[e.at("season") or 0])
    mod = mod_of(e, s)
    year = number_at(s.tokens, e.at("year"))
    if year is not None or e.at("yearrel") is not None:
        year = year if year is not None else year_beside(e, s, "yearrel")
        return dated(
            season_of(int(year), code) if year else None, Basis.STATED if e.at("year") else Basis.PUBLICATION, mod
        )
    rel = part_words(e, s, "rel")
    ahead = not rel.isdisjoint({"next", "coming"}) or (not rel and s.side(e.first) is TenseSide.FUTURE)
    return dated(_season_near(s.published, code, rel, ahead) if s.published else None, Basis.PUBLICATION, mod)


def _season_near(published: date, code: str, rel: set[str], ahead: bool) -> Period | None:
    """The season before the day of publication, or after it; "last" and "next" are not the one that is under way."""
    if "this" in rel and not ahead and not rel & {"past", "last"}:
        return season_of(published.year, code)
    seasons = [x for y in range(published.year - 2, published.year + 3) if (x := season_of(y, code))]
    if ahead:
        begins_later = "next" in rel
        return next((x for x in seasons if (x.first > published if begins_later else x.last >= published)), None)
    over = "last" in rel
    return next((x for x in reversed(seasons) if (x.last if over else x.first) < published), None)
