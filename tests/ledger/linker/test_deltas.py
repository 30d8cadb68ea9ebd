"""What a report changes in the counts of sources and forecasts."""

from __future__ import annotations

from reportedly.ledger.linker.deltas import Deltas
from reportedly.linking.scoring import square
from reportedly.model import Likelihood, Outcome
from reportedly.store.source_stats import SourceCount

LIKELY, HAPPENED, OPEN = Likelihood.LIKELY, Outcome.HAPPENED, Outcome.OPEN


def test_a_forecast_counts_for_its_source_once_it_is_made_and_again_once_it_is_settled() -> None:
    deltas = Deltas()
    deltas.add_forecast("norway", LIKELY, OPEN)
    assert deltas.sources == {"norway": {SourceCount.FORECASTS: 1}}
    deltas.settle("norway", LIKELY, HAPPENED)
    assert deltas.sources["norway"] == {
        SourceCount.FORECASTS: 1,
        SourceCount.SETTLED: 1,
        SourceCount.SCORED: 1,
        SourceCount.SQUARES: square(LIKELY, HAPPENED),
    }
    assert deltas.outcomes == {(LIKELY, OPEN): 0, (LIKELY, HAPPENED): 1}


def test_a_forecast_that_is_withdrawn_takes_back_all_that_it_counted() -> None:
    deltas = Deltas()
    deltas.add_forecast("norway", LIKELY, HAPPENED)
    deltas.add_forecast("norway", LIKELY, HAPPENED, by=-1)
    assert not any(deltas.sources["norway"].values())
    assert not any(deltas.outcomes.values())


def test_a_forecast_without_a_likelihood_is_settled_but_not_scored() -> None:
    deltas = Deltas()
    deltas.add_forecast("norway", Likelihood.UNSTATED, HAPPENED)
    assert deltas.sources["norway"] == {SourceCount.FORECASTS: 1, SourceCount.SETTLED: 1}


def test_an_unnamed_source_has_no_counts_but_its_forecasts_are_counted() -> None:
    deltas = Deltas()
    deltas.add_forecast(None, LIKELY, OPEN)
    deltas.settle(None, LIKELY, HAPPENED)
    assert deltas.sources == {}
    assert deltas.outcomes[LIKELY, HAPPENED] == 1
