"""Bands of likelihood as probabilities."""

from __future__ import annotations

import pytest

from reportedly.lexicon import table
from reportedly.lexicon.likelihoods import band, chance
from reportedly.model import Likelihood


@pytest.mark.parametrize(
    ("percent", "likelihood"),
    [
        (0, Likelihood.REMOTE),
        (20, Likelihood.REMOTE),
        (20.5, Likelihood.UNLIKELY),
        (45, Likelihood.EVEN),
        (55, Likelihood.EVEN),
        (70, Likelihood.LIKELY),
        (80, Likelihood.LIKELY),
        (95, Likelihood.ALMOST_CERTAIN),
        (100, Likelihood.ALMOST_CERTAIN),
    ],
)
def test_every_probability_has_a_band(percent: float, likelihood: Likelihood) -> None:
    assert band(percent) is likelihood


def test_every_band_that_words_name_has_a_middle_in_itself() -> None:
    named = {Likelihood(row["likelihood"]) for row in table("likelihood.tsv")}
    assert named == set(Likelihood) - {Likelihood.UNSTATED}
    for likelihood in named:
        middle = chance(likelihood)
        assert middle is not None
        assert band(middle * 100) is likelihood
    assert chance(Likelihood.UNSTATED) is None
    assert [chance(one) for one in (Likelihood.ALMOST_CERTAIN, Likelihood.REMOTE)] == [0.895, 0.105]
