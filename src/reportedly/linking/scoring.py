"""How good forecasts were: the Brier score (Brier 1950) of those that state a likelihood.

Each likelihood band counts as its middle, see `lexicon/likelihood_bands.tsv`: almost certain 89.5 %, likely
67.5 %, even 50 %, unlikely 32.5 %, remote 10.5 %.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.likelihoods import chance
from reportedly.model import Likelihood, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAST = 10
"""Forecasts; a score over fewer says more about chance than about the forecaster."""


def brier(tally: Mapping[tuple[Likelihood, Outcome], int]) -> tuple[float | None, int]:
    """The score of the settled forecasts that state a likelihood, None if they are too few, and their number."""
    squares = [(found, number) for one, number in tally.items() if (found := square(*one)) is not None]
    scored = sum(number for _, number in squares)
    return mean(sum(found * number for found, number in squares), scored), scored


def square(likelihood: Likelihood, outcome: Outcome) -> int | None:
    """The squared distance of likelihood and outcome, in millionths; None if either is unknown."""
    stated = chance(likelihood)
    if stated is None or outcome is Outcome.OPEN:
        return None
    return round(1e6 * (stated - (outcome is Outcome.HAPPENED)) ** 2)


def mean(squares: int, scored: int) -> float | None:
    """The score from the sum of the squares (in millionths) and their number; None if there are fewer than LEAST."""
    return round(squares / 1e6 / scored, 4) if scored >= LEAST else None
