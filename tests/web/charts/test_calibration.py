"""How often forecasts came true, by how likely they were held to be."""

from __future__ import annotations

import pytest

from reportedly.model import Likelihood, Outcome
from reportedly.web.charts.calibration import calibration


def test_forecasts_are_told_by_how_likely_they_were_held() -> None:
    told = calibration(
        {
            (Likelihood.LIKELY, Outcome.HAPPENED): 15,
            (Likelihood.LIKELY, Outcome.DID_NOT_HAPPEN): 5,
            (Likelihood.UNSTATED, Outcome.HAPPENED): 2,
            (Likelihood.REMOTE, Outcome.OPEN): 4,
        }
    )
    assert (told.forecasts, told.open, told.happened, told.did_not, told.scored) == (26, 4, 17, 5, 20)
    assert [(b.likelihood, b.settled, b.happened) for b in told.bands] == [
        (Likelihood.LIKELY, 20, 15),
        (Likelihood.UNSTATED, 2, 2),
    ]
    assert told.bands[0].share == 0.75
    assert told.bands[1].expected is None
    assert told.brier == pytest.approx((3 * 0.325**2 + 0.675**2) / 4, abs=1e-4)
