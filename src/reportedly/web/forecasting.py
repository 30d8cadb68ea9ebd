"""When a forecast falls due in words, and how good a source's forecasts were."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reportedly.export.wording import day, plain
from reportedly.linking.scoring import brier
from reportedly.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.record import ForecastRecord

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How a source's forecasts fared: how many came true, and the Brier score of those with a stated likelihood."""

    forecasts: int
    happened: int
    did_not: int
    brier: float | None
    """0 is perfect, 0.25 what always saying "even" gets, 1 always wrong; None where none can be scored."""
    scored: int


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
    score, scored = brier((f.likelihood, f.outcome) for f in settled)
    happened = sum(f.outcome is Outcome.HAPPENED for f in settled)
    return Calibration(
        forecasts=len(known),
        happened=happened,
        did_not=len(settled) - happened,
        brier=score,
        scored=scored,
    )
