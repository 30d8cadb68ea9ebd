"""How well forecasts did: the Brier score (Brier 1950) over those that state how likely they are.

Each band counts as its middle in ICD-203 (ODNI 2015): almost certain 95 to 99 %, likely 55 to 80 %, roughly
even 45 to 55 %, unlikely 20 to 45 %, remote 1 to 5 %.
"""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from reportedly.model import Likelihood, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

PROBABILITY = {
    Likelihood.ALMOST_CERTAIN: 0.97,
    Likelihood.LIKELY: 0.675,
    Likelihood.EVEN: 0.5,
    Likelihood.UNLIKELY: 0.325,
    Likelihood.REMOTE: 0.03,
}


def brier(forecasts: Iterable[tuple[Likelihood, Outcome]]) -> tuple[float | None, int]:
    """The score of those that are settled and state how likely they are, and how many they are; None of none."""
    squares = [
        (PROBABILITY[likelihood] - (outcome is Outcome.HAPPENED)) ** 2
        for likelihood, outcome in forecasts
        if likelihood in PROBABILITY and outcome is not Outcome.OPEN
    ]
    return (round(fmean(squares), 4) if squares else None), len(squares)
