"""When a forecast falls due, and how good a source's forecasts were."""

from __future__ import annotations

import calendar
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reportedly.export.wording import day, plain
from reportedly.model import Likelihood, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.record import ForecastRecord

CHANCE = {
    Likelihood.ALMOST_CERTAIN: 0.895,
    Likelihood.LIKELY: 0.675,
    Likelihood.EVEN: 0.5,
    Likelihood.UNLIKELY: 0.325,
    Likelihood.REMOTE: 0.105,
}
"""The middle of each band of likelihood.tsv, which joins the outer two of ICD-203 (ODNI 2015) on each side."""
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})\b")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_YEAR = re.compile(r"(\d{4})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How a source's forecasts fared: how many came true, and the Brier score of those with a stated likelihood."""

    forecasts: int
    happened: int
    did_not: int
    brier: float | None
    """0 is perfect, 0.25 what always saying "even" gets, 1 always wrong; None where none can be scored."""
    scored: int


def due(horizon: str | None) -> date | None:
    """The last day of a TIMEX3 value; None where it names no day."""
    if horizon is None:
        return None
    last = horizon.rpartition("/")[2]
    with suppress(ValueError, OverflowError):
        if m := _DAY.match(last):
            return date(int(m[1]), int(m[2]), int(m[3]))
        if m := _WEEK.match(last):
            return date.fromisocalendar(int(m[1]), int(m[2]), 7)
        if m := _QUARTER.match(last):
            return _end_of_month(int(m[1]), int(m[2]) * 3)
        if m := _MONTH.match(last):
            return _end_of_month(int(m[1]), int(m[2]))
        if m := _YEAR.match(last):
            return date(int(m[1]), 12, 31)
    return None


def worded(value: str) -> str:
    """A TIMEX3 value as one says it: 28 April 2025, June 2025, the week of 16 December 2024; else as it stands."""
    return " to ".join(map(_worded, value.split("/")))


def _worded(value: str) -> str:
    with suppress(ValueError):
        if m := _DAY.fullmatch(value[:10]):
            return day(date(int(m[1]), int(m[2]), int(m[3])))
        if m := _WEEK.fullmatch(value):
            return f"the week of {day(date.fromisocalendar(int(m[1]), int(m[2]), 1))}"
        if m := _MONTH.fullmatch(value):
            return f"{date(int(m[1]), int(m[2]), 1):%B %Y}"
    return plain(value)


def calibration(forecasts: Iterable[ForecastRecord]) -> Calibration:
    """The tally of these forecasts; Brier (1950) over those that are settled and have a stated likelihood."""
    known = list(forecasts)
    settled = [f for f in known if f.outcome is not Outcome.OPEN]
    errors = [(CHANCE[f.likelihood] - (f.outcome is Outcome.HAPPENED)) ** 2 for f in settled if f.likelihood in CHANCE]
    happened = sum(f.outcome is Outcome.HAPPENED for f in settled)
    return Calibration(
        forecasts=len(known),
        happened=happened,
        did_not=len(settled) - happened,
        brier=sum(errors) / len(errors) if errors else None,
        scored=len(errors),
    )


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
