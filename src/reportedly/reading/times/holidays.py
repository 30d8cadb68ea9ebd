"""Named days: "last Thanksgiving", "Christmas Eve 2021"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.reading.times.calendar import Grain, Period, day_of, easter
from reportedly.reading.times.terms import Basis, Setting, Value, dated, nearest, number_at, word_at

if TYPE_CHECKING:
    from reportedly.reading.times.patterns import Expression


def holiday(e: Expression, s: Setting) -> Value:
    """ "last Thanksgiving", "Christmas Eve 2021"."""
    rule = str(s.tokens.values[e.at("name") or 0])
    year = number_at(s.tokens, e.at("year"))
    if year is not None:
        return dated(_day_in(rule, int(year)), Basis.STATED)
    if s.published is None:
        return dated(None, Basis.PUBLICATION)
    relative, now = word_at(s, e.first), s.published
    days = [d for y in range(now.year - 1, now.year + 2) if (d := _day_in(rule, y))]
    if relative == "last":
        return dated(next((d for d in reversed(days) if d.first < now), None), Basis.PUBLICATION)
    if relative == "next":
        return dated(next((d for d in days if d.first > now), None), Basis.PUBLICATION)
    return dated(nearest(list(days), s, e.first), Basis.PUBLICATION)


def _day_in(rule: str, year: int) -> Period | None:
    """The day of a holiday in a year of the Gregorian calendar, by its rule in `holidays.tsv`."""
    if not 1583 <= year <= 9998:
        return None
    if rule.startswith("easter"):
        return Period(easter(year), Grain.DAY).shifted(int(rule[6:]))
    if ":" not in rule:
        return day_of(year, int(rule[:2]), int(rule[3:]))
    month, weekday, nth = (int(x) for x in rule.split(":"))
    days = [d for n in range(1, 32) if (d := day_of(year, month, n)) and d.first.weekday() == weekday]
    return days[nth - 1 if nth > 0 else nth]
