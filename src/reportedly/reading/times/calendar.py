"""Periods of the calendar: a day, a week, a decade; their TIMEX3 values, and the periods before and after."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Grain(StrEnum):
    """The unit of a period."""

    DAY = "D"
    WEEKEND = "WE"
    WEEK = "W"
    MONTH = "M"
    QUARTER = "Q"
    HALF = "H"
    SEASON = "S"
    YEAR = "Y"
    DECADE = "E"
    CENTURY = "C"


_MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6, Grain.YEAR: 12, Grain.DECADE: 120, Grain.CENTURY: 1200}
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of the meteorological season, northern hemisphere."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period of the calendar: its first day and its grain."""

    first: date
    grain: Grain

    @property
    def last(self) -> date:
        """Its last day."""
        if self.grain is Grain.DAY:
            return self.first
        if self.grain in {Grain.WEEK, Grain.WEEKEND}:
            return self.first + timedelta(days=6 if self.grain is Grain.WEEK else 1)
        months = 3 if self.grain is Grain.SEASON else _MONTHS[self.grain]
        after = add_months(self.first, months)
        return after - timedelta(days=1) if after else date.max

    @property
    def value(self) -> str:
        """The TIMEX3 value; weeks and weekends have the number of the ISO week: "2024-W42", "2024-W42-WE"."""
        first = self.first
        match self.grain:
            case Grain.DAY:
                return first.isoformat()
            case Grain.WEEK | Grain.WEEKEND:
                year, week, _ = first.isocalendar()
                return f"{year:04}-W{week:02}{'-WE' if self.grain is Grain.WEEKEND else ''}"
            case Grain.MONTH:
                return f"{first.year:04}-{first.month:02}"
            case Grain.QUARTER:
                return f"{first.year:04}-Q{(first.month + 2) // 3}"
            case Grain.HALF:
                return f"{first.year:04}-H{1 if first.month < 7 else 2}"
            case Grain.SEASON:
                return f"{first.year:04}-{next(s for s, m in _SEASONS.items() if m == first.month)}"
            case Grain.YEAR:
                return f"{first.year:04}"
            case Grain.DECADE:
                return f"{first.year // 10:03}"
            case Grain.CENTURY:
                return f"{first.year // 100:02}"

    def shifted(self, steps: int) -> Period | None:
        """The period so many of its own grain later (earlier where negative); None outside the calendar."""
        return self.shifted_by(steps, self.grain)

    def shifted_by(self, steps: int, unit: Grain) -> Period | None:
        """The period of its grain so many units later; None outside the calendar."""
        try:
            if unit in {Grain.DAY, Grain.WEEK, Grain.WEEKEND}:
                first: date | None = self.first + timedelta(days=steps * (1 if unit is Grain.DAY else 7))
            else:
                first = add_months(self.first, steps * (12 if unit is Grain.SEASON else _MONTHS[unit]))
        except OverflowError:
            return None
        return period_of(first, self.grain) if first else None


def period_of(day: date, grain: Grain) -> Period:
    """The period of a grain that contains the day."""
    match grain:
        case Grain.DAY:
            return Period(day, grain)
        case Grain.WEEK:
            return Period(date.fromordinal(max(1, day.toordinal() - day.weekday())), grain)
        case Grain.WEEKEND:
            return Period(date.fromordinal(min(date.max.toordinal() - 1, day.toordinal() - day.weekday() + 5)), grain)
        case Grain.MONTH:
            return Period(day.replace(day=1), grain)
        case Grain.QUARTER:
            return Period(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), grain)
        case Grain.HALF:
            return Period(date(day.year, 1 if day.month < 7 else 7, 1), grain)
        case Grain.SEASON:
            month = (day.month // 3 * 3) or 12
            return Period(date(day.year - (day.month < 3 and day.year > 1), month, 1), grain)
        case Grain.YEAR:
            return Period(date(day.year, 1, 1), grain)
        case Grain.DECADE:
            return Period(date(max(1, day.year // 10 * 10), 1, 1), grain)
        case Grain.CENTURY:
            return Period(date(max(1, day.year // 100 * 100), 1, 1), grain)


def add_months(day: date, months: int) -> date | None:
    """The same day so many months later, or the last one of a shorter month; None outside the calendar."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def day_of(year: int, month: int, day: int) -> Period | None:
    """That day; None where the calendar has no such day."""
    try:
        return Period(date(year, month, day), Grain.DAY)
    except ValueError:
        return None


def month_of(year: int, month: int) -> Period | None:
    """That month; None outside the calendar."""
    try:
        return Period(date(year, month, 1), Grain.MONTH)
    except ValueError:
        return None


def year_of(year: int) -> Period | None:
    """That year; None outside the calendar."""
    return Period(date(year, 1, 1), Grain.YEAR) if date.min.year <= year <= date.max.year else None


def season_of(year: int, code: str) -> Period | None:
    """The season (SP, SU, FA, WI) that begins in that year."""
    begins = month_of(year, _SEASONS[code])
    return Period(begins.first, Grain.SEASON) if begins else None


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus/Jones/Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l_ = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l_) // 451
    month, day = divmod(h + l_ - 7 * m + 114, 31)
    return date(year, month, day + 1)
