"""How often forecasts came true, by stated likelihood, and their Brier score."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reportedly.export.wording import day, plain
from reportedly.lexicon.likelihoods import chance
from reportedly.linking.scoring import brier
from reportedly.model import Likelihood, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The settled forecasts of one stated likelihood."""

    likelihood: Likelihood
    expected: float | None
    """The share that should have come true; None if no likelihood was stated."""
    settled: int
    happened: int

    @property
    def share(self) -> float:
        """The share that did come true."""
        return self.happened / self.settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How many forecasts came true, by stated likelihood, and their Brier score."""

    forecasts: int
    open: int
    happened: int
    did_not: int
    brier: float | None
    """0 is perfect, 0.25 what always saying "even" gets, 1 always wrong; None if none can be scored."""
    scored: int
    bands: tuple[Band, ...]
    """Most likely first; those without a settled forecast are left out."""


def calibration(outcomes: Mapping[tuple[Likelihood, Outcome], int]) -> Calibration:
    """The tally of forecasts by likelihood and outcome."""
    by = {outcome: sum(n for (_, o), n in outcomes.items() if o is outcome) for outcome in Outcome}
    score, scored = brier(outcomes)
    bands = []
    for likelihood in Likelihood:
        happened = outcomes.get((likelihood, Outcome.HAPPENED), 0)
        settled = happened + outcomes.get((likelihood, Outcome.DID_NOT_HAPPEN), 0)
        if settled:
            expected = chance(likelihood)
            bands.append(Band(likelihood=likelihood, expected=expected, settled=settled, happened=happened))
    return Calibration(
        forecasts=sum(by.values()),
        open=by[Outcome.OPEN],
        happened=by[Outcome.HAPPENED],
        did_not=by[Outcome.DID_NOT_HAPPEN],
        brier=score,
        scored=scored,
        bands=tuple(bands),
    )


def in_words(value: str) -> str:
    """A TIMEX3 value in words: 28 April 2025, June 2025, the week of 16 December 2024; others unchanged."""
    return " to ".join(map(_value_in_words, value.split("/")))


def _value_in_words(value: str) -> str:
    with suppress(ValueError):
        if m := _DAY.fullmatch(value[:10]):
            return day(date(int(m[1]), int(m[2]), int(m[3])))
        if m := _WEEK.fullmatch(value):
            return f"the week of {day(date.fromisocalendar(int(m[1]), int(m[2]), 1))}"
        if m := _MONTH.fullmatch(value):
            return f"{date(int(m[1]), int(m[2]), 1):%B %Y}"
    return plain(value)
