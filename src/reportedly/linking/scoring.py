"""How well forecasts did: the Brier score (Brier 1950) over those that state how likely they are.

Each band counts as its middle, see `lexicon/likelihood_bands.tsv`: almost certain 89.5 %, likely
67.5 %, even 50 %, unlikely 32.5 %, remote 10.5 %.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.likelihoods import chance
from reportedly.model import Likelihood, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping


def brier(tally: Mapping[tuple[Likelihood, Outcome], int]) -> tuple[float | None, int]:
    """The score of those that are settled and state how likely they are, and how many they are; None of none."""
    squares = [(found, number) for one, number in tally.items() if (found := square(*one)) is not None]
    scored = sum(number for _, number in squares)
    return mean(sum(found * number for found, number in squares), scored), scored


def square(likelihood: Likelihood, outcome: Outcome) -> int | None:
    """The squared distance of likelihood and outcome in millionths; None where either is not known."""
    stated = chance(likelihood)
    if stated is None or outcome is Outcome.OPEN:
        return None
    return round(1e6 * (stated - (outcome is Outcome.HAPPENED)) ** 2)


def mean(squares: int, scored: int) -> float | None:
    """The score of so many forecasts whose squares add up to this; None of none."""
    return round(squares / 1e6 / scored, 4) if scored else None
