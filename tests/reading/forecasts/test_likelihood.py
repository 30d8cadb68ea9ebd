"""How likely the words say something is."""

from __future__ import annotations

import pytest

from reportedly.model import Likelihood
from reportedly.reading.forecasts.likelihood import likelihood_of


@pytest.mark.parametrize(
    ("words", "likelihood"),
    [
        ("it is almost certain to rain", Likelihood.ALMOST_CERTAIN),
        ("it will probably rain", Likelihood.LIKELY),
        ("rain is unlikely", Likelihood.UNLIKELY),
        ("rain is not likely", Likelihood.UNLIKELY),
        ("rain is highly unlikely", Likelihood.REMOTE),
        ("the chances are about even", Likelihood.EVEN),
        ("the odds at between 60 and 70 per cent", Likelihood.LIKELY),
        ("a 90% chance of rain", Likelihood.ALMOST_CERTAIN),
        ("there is a remote chance of rain", Likelihood.REMOTE),
        ("the remote village will be cut off", Likelihood.UNSTATED),
        ("prices will rise by 5%", Likelihood.UNSTATED),
        ("the low bridge will close", Likelihood.UNSTATED),
        ("it will rain", Likelihood.UNSTATED),
    ],
)
def test_likelihood_is_read_off_the_words(words: str, likelihood: Likelihood) -> None:
    assert likelihood_of(words) is likelihood
