"""Bands of likelihood as probabilities: ICD-203 (ODNI 2015), with the outer two bands joined on each side."""

from __future__ import annotations

from functools import cache

from reportedly.lexicon import table
from reportedly.model import Likelihood


def band(percent: float) -> Likelihood:
    """The band of a probability in percent; impossible counts as remote, certain as almost certain."""
    bands = _bands()
    lowest, highest = min(low for low, _ in bands.values()), max(high for _, high in bands.values())
    inside = min(max(percent, lowest), highest)
    return next(name for name, (low, high) in bands.items() if low <= inside <= high)


def chance(likelihood: Likelihood) -> float | None:
    """The middle of a band, 0 to 1; None of what states no likelihood."""
    low_high = _bands().get(likelihood)
    return sum(low_high) / 200 if low_high else None


@cache
def _bands() -> dict[Likelihood, tuple[float, float]]:
    return {
        Likelihood(row["likelihood"]): (float(row["low"]), float(row["high"])) for row in table("likelihood_bands.tsv")
    }
