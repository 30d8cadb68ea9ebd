"""How well forecasts did: the Brier score (Brier 1950) over those that state how likely they are.

Each band counts as its middle, see `lexicon/likelihood_bands.tsv`: almost certain 89.5 %, likely
67.5 %, even 50 %, unlikely 32.5 %, remote 10.5 %.
"""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from reportedly.lexicon.likelihoods import chance
from reportedly.model import Likelihood, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable


def brier(forecasts: Iterable[tuple[Likelihood, Outcome]]) -> tuple[float | None, int]:
    """The score of those that are settled and state how likely they are, and how many they are; None of none."""
    squares = [
        (stated - (outcome is Outcome.HAPPENED)) ** 2
        for likelihood, outcome in forecasts
        if outcome is not Outcome.OPEN and (stated := chance(likelihood)) is not None
    ]
    return (round(fmean(squares), 4) if squares else None), len(squares)
