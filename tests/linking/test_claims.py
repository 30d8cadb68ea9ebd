"""Which statements say the same, decided on the words alone."""

from __future__ import annotations

import pytest

from reportedly.encoder import embed
from reportedly.linking import claims
from reportedly.linking.embedding import StatementEmbedding, combine, of_statement
from reportedly.model import Act, Likelihood
from tests.linking.made import statement


def _embedding(said: str, sentence: str | None = None, *, forecast: bool = False) -> StatementEmbedding:
    content, around = embed([said, sentence or said])
    made = statement(said, Act.ASSERT, Likelihood.LIKELY if forecast else None)
    return of_statement("r", made, combine(content, around, around))


FLOOD = _embedding("the dam at Corvo burst on Sunday and flooded three villages")


@pytest.mark.parametrize(
    "said",
    [
        "three villages were flooded when the Corvo dam burst",
        "the bursting of the dam at Corvo",
        "water from the broken Corvo dam had reached three villages",
    ],
)
def test_the_same_in_other_words_joins(said: str) -> None:
    decision = claims.decide(_embedding(said), [("flood", [FLOOD])])
    assert decision.claim == "flood"
    assert decision.fit >= claims.SAME
    assert decision.reasons


@pytest.mark.parametrize(
    "said",
    [
        "the mayor of Corvo has resigned",
        "the orchestra will play in Lisbon on Sunday",
        "the price of cement rose by a third",
    ],
)
def test_another_matter_founds_its_own_claim(said: str) -> None:
    assert claims.decide(_embedding(said), [("flood", [FLOOD])]).claim is None


def test_the_best_of_several_claims_is_chosen() -> None:
    others = [("rain", [_embedding("it rained in Corvo all week")]), ("flood", [FLOOD])]
    assert claims.decide(_embedding("the Corvo dam burst and three villages were flooded"), others).claim == "flood"


def test_a_short_content_is_known_by_its_sentence() -> None:
    short = _embedding("any burst", "The operator denied any burst of the dam at Corvo that flooded three villages.")
    assert claims.decide(short, [("flood", [FLOOD])]).claim == "flood"


def test_what_it_answers_draws_a_denial(monkeypatch: pytest.MonkeyPatch) -> None:
    denial = _embedding("the walls had burst", "The operator denied that the walls of the dam had burst.")
    monkeypatch.setattr(claims, "SAME", claims.fit(denial, FLOOD) + claims.ANSWER / 2)
    assert claims.decide(denial, [("flood", [FLOOD])]).claim is None
    drawn = claims.decide(denial, [("flood", [FLOOD])], answered="flood")
    assert drawn.claim == "flood"
    assert "answers a statement of this claim" in drawn.reasons


def test_a_forecast_fits_a_fact_less() -> None:
    said = "the dam at Corvo bursts and floods three villages"
    assert claims.fit(_embedding(said, forecast=True), FLOOD) < claims.fit(_embedding(said), FLOOD)
    assert claims.likeness(_embedding(said, forecast=True), FLOOD) == claims.likeness(_embedding(said), FLOOD)


def test_a_large_claim_is_compared_by_its_founder_and_its_latest() -> None:
    members = [FLOOD] * 100
    assert len(claims.compared(members)) == claims.COMPARED


def test_a_fit_that_is_known_is_not_sought_again() -> None:
    fits = {("flood", 1): 2.0}
    assert claims.decide(_embedding("the orchestra will play"), [("flood", [FLOOD])], fits=fits).claim == "flood"
